//! The masked source: what pest reads instead of the source. The header of `grammar/flow.pest`
//! describes its contents.
//!
//! Invariant: it is ASCII, its brackets are balanced, and without repairs it has the same length as
//! the source that it masks, so that offsets in it are offsets in the source.

use std::ops::Range;

use crate::brackets::{Added, Bracket, Repairs, Rewrite};
use crate::hidden::is_hidden;
use crate::lines::goes_on;
use crate::source::{Source, offset};
use crate::tokens::{Token, TokenKind};

/// The placeholder for something that could not be parsed.
pub(crate) const POISON: &str = "@";

#[derive(Clone, Debug)]
pub(crate) struct MaskedSource {
    text: String,
    /// The start of the masked part of the source.
    start: u32,
    inserts: Vec<Insert>,
}

/// Text in the masked source that has no counterpart in the source.
#[derive(Clone, Copy, Debug)]
struct Insert {
    at: usize,
    length: usize,
    /// The total length of all inserts up to and including this one.
    total: usize,
}

impl MaskedSource {
    /// Masks the tokens of one declaration.
    pub(crate) fn new(source: Source<'_>, item: &Range<usize>, repairs: &Repairs) -> MaskedSource {
        let tokens = source.tokens.get(item.clone()).unwrap_or_default();
        let start = tokens.first().map_or(0, |token| token.start);
        let end = tokens.last().map_or(start, |token| token.end);
        let mut weaver = Weaver {
            source,
            text: String::with_capacity((end - start) as usize + 8),
            inserts: Vec::new(),
            open: Vec::new(),
            newline: None,
            last: None,
            end: item.end,
        };
        let mut added = repairs.added.iter().peekable();
        for (index, token) in item.clone().zip(tokens.iter().copied()) {
            if repairs.strays.binary_search(&index).is_ok() {
                weaver.skip(index, token);
            } else if let Some(rewrite) = repairs.written_at(index) {
                weaver.write(index, token, rewrite);
            } else if let Some(bracket) = repairs.swap_at(index) {
                weaver.newline_before(index, token);
                weaver.close(bracket);
            } else {
                weaver.take(index, token);
            }
            while let Some((_, added)) = added.next_if(|(at, _)| *at == index) {
                weaver.add(index, token, *added);
            }
        }
        MaskedSource {
            text: weaver.text,
            start,
            inserts: weaver.inserts,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Maps an offset in the masked source to the source; inserted text maps to the position where
    /// it was inserted.
    pub(crate) fn to_source(&self, at: usize) -> u32 {
        let count = self.inserts.partition_point(|insert| insert.at < at);
        let last = count.checked_sub(1).and_then(|last| self.inserts.get(last));
        let inserted = last.map_or(0, |insert| {
            insert.total - insert.length.saturating_sub(at - insert.at)
        });
        self.start.saturating_add(offset(at - inserted.min(at)))
    }

    /// Replaces a range of the masked source by `text`. The text maps to the start of the range in
    /// the source.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: &str) {
        if self.text.get(range.clone()).is_none() {
            return;
        }
        self.text
            .replace_range(range.clone(), &" ".repeat(range.len()));
        self.text.insert_str(range.start, text);
        for insert in &mut self.inserts {
            if insert.at >= range.start {
                insert.at += text.len();
            }
        }
        let before = self
            .inserts
            .partition_point(|insert| insert.at < range.start);
        let insert = Insert {
            at: range.start,
            length: text.len(),
            total: 0,
        };
        self.inserts.insert(before, insert);
        let mut total = 0;
        for insert in &mut self.inserts {
            total += insert.length;
            insert.total = total;
        }
    }
}

struct Weaver<'a> {
    source: Source<'a>,
    text: String,
    inserts: Vec<Insert>,
    open: Vec<Bracket>,
    /// The position of the first newline since the last token.
    newline: Option<usize>,
    last: Option<(usize, Token)>,
    /// The index of the first token after the declaration.
    end: usize,
}

impl Weaver<'_> {
    fn fill(&mut self, with: char, length: u32) {
        self.text.extend(std::iter::repeat_n(with, length as usize));
    }

    fn blank(&mut self, token: Token) {
        self.fill(' ', token.end - token.start);
    }

    /// Omits a token that has been reported. If it is skipped at the end of a line, it counts as
    /// the last token of the line, so that the token before it does not continue the line.
    fn skip(&mut self, index: usize, token: Token) {
        if self.newline.is_none() {
            // An omitted brace has no contents.
            let kind = match token.kind {
                TokenKind::BraceOpen => TokenKind::BraceClose,
                kind => kind,
            };
            self.last = Some((index, Token { kind, ..token }));
        }
        self.blank(token);
    }

    fn insert(&mut self, text: &str) {
        let before = self.inserts.last().map_or(0, |last| last.total);
        self.inserts.push(Insert {
            at: self.text.len(),
            length: text.len(),
            total: before + text.len(),
        });
        self.text.push_str(text);
    }

    /// Decides what the newlines before this token mean; returns whether they were removed because
    /// they are inside brackets.
    fn newline_before(&mut self, index: usize, token: Token) -> bool {
        let last = self.last.replace((index, token));
        let Some(at) = self.newline.take() else {
            return false;
        };
        if matches!(
            self.open.last(),
            Some(Bracket::Paren | Bracket::Square | Bracket::Interpolation)
        ) {
            return true;
        }
        let Some(last) = last else { return false };
        let separates = last.1.kind != TokenKind::BraceOpen
            && token.kind != TokenKind::BraceClose
            && last.1.kind != TokenKind::Semicolon
            && !goes_on(self.source.lexed, last, (index, token));
        if separates {
            self.text.replace_range(at..=at, "\n");
        }
        false
    }

    /// Replaces a token.
    fn write(&mut self, index: usize, token: Token, rewrite: &Rewrite) {
        if rewrite.text == "catch" {
            // `catch` continues after the block before it.
            self.newline = None;
        }
        let kind = rewrite.kind;
        self.newline_before(index, Token { kind, ..token });
        self.insert(&rewrite.text);
        self.blank(token);
        match &*rewrite.text {
            "[" => self.open.push(Bracket::Square),
            "]" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    fn close(&mut self, bracket: Bracket) {
        self.open.pop();
        self.text.push(bracket.closer());
    }

    /// Adds a missing bracket or sign after `token`.
    fn add(&mut self, index: usize, token: Token, added: Added) {
        let kind = match added {
            Added::Opener(bracket) => {
                self.insert(bracket.opener().encode_utf8(&mut [0; 4]));
                self.open.push(bracket);
                TokenKind::BraceOpen
            }
            Added::Closer(bracket) => {
                self.insert(bracket.closer().encode_utf8(&mut [0; 4]));
                self.open.pop();
                TokenKind::BraceClose
            }
            Added::Sign(sign) => {
                self.insert(sign);
                return;
            }
        };
        self.last = Some((index, Token { kind, ..token }));
    }

    fn take(&mut self, index: usize, token: Token) {
        let length = token.end - token.start;
        if token.kind.is_trivia() {
            if token.kind == TokenKind::Newline && self.newline.is_none() {
                self.newline = Some(self.text.len());
            }
            return self.fill(' ', length);
        }
        if token.kind == TokenKind::Unknown {
            return self.skip(index, token);
        }
        let fresh = self.newline_before(index, token);
        match token.kind {
            TokenKind::Word => self.word(token),
            TokenKind::Number => self.fill('0', length),
            TokenKind::StringStart(_) => {
                self.text.push('"');
                self.fill('~', length.saturating_sub(1));
            }
            TokenKind::StringEnd(_) if length == 0 => self.insert("\""),
            TokenKind::StringEnd(_) => {
                self.fill('~', length - 1);
                self.text.push('"');
            }
            TokenKind::StringText | TokenKind::StringEscape => self.fill('~', length),
            TokenKind::Semicolon => {
                let separates =
                    matches!(self.open.last(), None | Some(Bracket::Brace)) && self.more(index);
                self.text.push(if separates { '\n' } else { ' ' });
            }
            TokenKind::ParenOpen if fresh => self.text.push('^'),
            TokenKind::BracketOpen if fresh => self.text.push('$'),
            _ => self.text.push_str(self.source.text_of(token)),
        }
        if let Some(bracket) = Bracket::opened_by(token.kind) {
            self.open.push(bracket);
        } else if Bracket::closed_by(token.kind).is_some() {
            self.open.pop();
        }
    }

    /// Whether another token follows that is neither a closing brace nor a semicolon.
    fn more(&self, index: usize) -> bool {
        self.source.next_solid(index + 1).is_some_and(|(at, next)| {
            at < self.end && !matches!(next.kind, TokenKind::BraceClose | TokenKind::Semicolon)
        })
    }

    /// A non-ASCII word has been reported: `x` replaces each such letter, and hidden characters are
    /// dropped.
    fn word(&mut self, token: Token) {
        let text = self.source.text_of(token);
        if text.is_ascii() {
            return self.text.push_str(text);
        }
        let visible: String = text
            .chars()
            .filter(|c| !is_hidden(*c))
            .map(|c| if c.is_ascii() { c } else { 'x' })
            .collect();
        self.insert(&visible);
        self.blank(token);
    }
}
