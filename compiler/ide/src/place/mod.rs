//! What a place in a text is, as far as its tokens tell: which brackets are open around it, and what stands before it on its line.
//!
//! The word before a brace decides what stands in it, so that this holds in broken files too, where there is no tree to ask.

mod frame;
mod unfinished;

use flowright_syntax::tokens::{Quotes, Token, TokenKind, WordClass, lex, word};

pub(crate) use frame::{Entries, Frame, is_type};

/// A place in a text.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The word that is being written: the one that ends at or covers the place, or nothing right there.
    pub word: (u32, u32),
    /// What is open around the place, the innermost last; the file itself is the first.
    open: Vec<Open>,
    /// What the place is part of.
    pub inside: Inside,
}

/// What a place is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Of the program.
    Code,
    /// Of a comment, a number, or something that is no token.
    Nothing,
    /// Of the text of a string, from its first byte to its last one.
    Text {
        /// Where the text begins, behind the quotes.
        start: u32,
        /// Where it ends, before the quotes.
        end: u32,
        /// How it is quoted.
        quotes: Quotes,
    },
}

/// Brackets that are open, or a file.
#[derive(Clone, Debug)]
struct Open {
    frame: Frame,
    /// The bracket that closes it.
    closer: Option<TokenKind>,
    /// Where what stands in it begins.
    start: u32,
    /// The tokens of the line, declaration or entry so far, of brackets that are closed again only these.
    line: Vec<Token>,
}

impl<'a> Place<'a> {
    pub fn new(text: &'a str, offset: u32) -> Place<'a> {
        let mut place = Place {
            text,
            tokens: lex(text),
            word: (offset, offset),
            open: vec![Open {
                frame: Frame::File,
                closer: None,
                start: 0,
                line: Vec::new(),
            }],
            inside: Inside::Code,
        };
        place.locate(offset);
        place.walk();
        place
    }

    /// Finds the token at the place.
    fn locate(&mut self, offset: u32) {
        let index = self.tokens.partition_point(|token| token.end < offset);
        let at = self.tokens.get(index).copied();
        let next = self.tokens.get(index + 1).copied();
        let is_word = |token: &Token| token.kind == TokenKind::Word && token.start <= offset;
        if let Some(token) = [at, next].into_iter().flatten().find(is_word) {
            self.word = (token.start, token.end);
            return;
        }
        // Between two tokens the place belongs to the first one only where that has no end of its own.
        let Some(token) = at else { return };
        let is_within = token.start < offset && offset < token.end;
        match token.kind {
            TokenKind::Comment | TokenKind::DocComment | TokenKind::ForeignComment
                if token.start < offset =>
            {
                self.inside = Inside::Nothing;
            }
            TokenKind::Number | TokenKind::Unknown => self.inside = Inside::Nothing,
            TokenKind::StringText | TokenKind::StringEscape => self.string(index),
            TokenKind::StringStart(_) if token.end == offset => self.string(index + 1),
            TokenKind::InterpolationEnd if token.end == offset => self.string(index + 1),
            TokenKind::StringStart(_) | TokenKind::StringEnd(_) if is_within => {
                self.inside = Inside::Nothing;
            }
            _ => {}
        }
    }

    /// The place is in a string, at or before the token of that index.
    fn string(&mut self, index: usize) {
        let mut start = None;
        let mut depth = 0_usize;
        for token in self.tokens.get(..index).unwrap_or_default().iter().rev() {
            match token.kind {
                TokenKind::InterpolationEnd => depth += 1,
                TokenKind::InterpolationStart => depth = depth.saturating_sub(1),
                TokenKind::StringStart(quotes) if depth == 0 => {
                    start = Some((token.end, quotes));
                    break;
                }
                _ => {}
            }
        }
        let rest = self.tokens.get(index..).unwrap_or_default();
        let mut ends = rest
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::StringEnd(_)));
        let (Some((start, quotes)), Some(end)) = (start, ends.next()) else {
            self.inside = Inside::Nothing;
            return;
        };
        self.inside = Inside::Text {
            start,
            end: end.start.max(start),
            quotes,
        };
    }

    /// Walks over the tokens before the place.
    fn walk(&mut self) {
        let end = match self.inside {
            Inside::Text { start, .. } => start,
            _ => self.word.0,
        };
        let count = self.tokens.partition_point(|token| token.end <= end);
        let mut before: Option<Token> = None;
        for index in 0..count {
            let Some(token) = self.tokens.get(index).copied() else {
                break;
            };
            if token.kind == TokenKind::Newline && !self.goes_on(before, index, count) {
                self.end_line();
            }
            if token.kind.is_trivia() || token.start == token.end {
                continue;
            }
            if self.begins_item(index) {
                self.open.truncate(1);
                self.end_line();
            }
            self.take(token);
            before = Some(token);
        }
    }

    fn take(&mut self, token: Token) {
        match token.kind {
            TokenKind::BraceOpen => self.push(token, TokenKind::BraceClose),
            TokenKind::ParenOpen => self.push(token, TokenKind::ParenClose),
            TokenKind::BracketOpen => self.push(token, TokenKind::BracketClose),
            TokenKind::InterpolationStart => self.push(token, TokenKind::InterpolationEnd),
            TokenKind::BraceClose
            | TokenKind::ParenClose
            | TokenKind::BracketClose
            | TokenKind::InterpolationEnd => self.pop(token),
            TokenKind::Comma => self.end_line(),
            TokenKind::StringText | TokenKind::StringEscape => {}
            _ => self.line().push(token),
        }
    }

    fn push(&mut self, token: Token, closer: TokenKind) {
        let frame = frame::classify(self, token.kind);
        self.line().push(token);
        self.open.push(Open {
            frame,
            closer: Some(closer),
            start: token.end,
            line: Vec::new(),
        });
    }

    fn pop(&mut self, token: Token) {
        let matching = self
            .open
            .iter()
            .rposition(|open| open.closer == Some(token.kind));
        if let Some(at) = matching {
            self.open.truncate(at);
            self.line().push(token);
        }
    }

    fn line(&mut self) -> &mut Vec<Token> {
        if self.open.is_empty() {
            self.open.push(Open {
                frame: Frame::File,
                closer: None,
                start: 0,
                line: Vec::new(),
            });
        }
        let last = self.open.len() - 1;
        &mut self.open[last].line
    }

    fn end_line(&mut self) {
        self.line().clear();
    }

    /// Whether the newline at `index` means nothing: something is still wanted, or goes on behind it.
    fn goes_on(&self, before: Option<Token>, index: usize, count: usize) -> bool {
        let in_braces = match self.open.last().and_then(|open| open.closer) {
            None | Some(TokenKind::BraceClose) => true,
            Some(_) => false,
        };
        if !in_braces || before.is_some_and(|token| self.wants_more(token)) {
            return true;
        }
        let rest = self.tokens.get(index..count).unwrap_or_default();
        let Some(next) = rest.iter().find(|token| !token.kind.is_trivia()) else {
            return false;
        };
        match next.kind {
            TokenKind::Dot | TokenKind::OptionalDot => self.words().next().is_some(),
            TokenKind::Pipe | TokenKind::Arrow | TokenKind::Operator => true,
            TokenKind::Word => match self.text_of(*next) {
                "else" | "catch" | "and" | "or" => true,
                "where" | "set" | "by" => {
                    let steps = ["find", "update", "upsert", "delete"];
                    self.words().any(|word| steps.contains(&word))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn wants_more(&self, token: Token) -> bool {
        match token.kind {
            TokenKind::Equal
            | TokenKind::FatArrow
            | TokenKind::Arrow
            | TokenKind::Colon
            | TokenKind::Pipe
            | TokenKind::Operator
            | TokenKind::Minus => true,
            TokenKind::Word => matches!(self.text_of(token), "and" | "or" | "not"),
            _ => false,
        }
    }

    /// Whether the word of a declaration begins there in the first column.
    fn begins_item(&self, index: usize) -> bool {
        let kind = |index: usize| self.tokens.get(index).map(|token| token.kind);
        let Some(token) = self.tokens.get(index) else {
            return false;
        };
        let in_first_column =
            index == 0 || index.checked_sub(1).and_then(kind) == Some(TokenKind::Newline);
        in_first_column
            && kind(index) == Some(TokenKind::Word)
            && word(self.text_of(*token)).is_some_and(|word| word.class == WordClass::Item)
            && kind(index + 1) == Some(TokenKind::Blank)
            && kind(index + 2) == Some(TokenKind::Word)
    }
}

/// Asking.
impl Place<'_> {
    /// What is open around the place, the innermost first.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.open.iter().rev().map(|open| &open.frame)
    }

    /// What the place is in.
    pub fn frame(&self) -> &Frame {
        self.open.last().map_or(&Frame::File, |open| &open.frame)
    }

    /// Where what the place is in begins, behind its bracket.
    pub fn frame_start(&self) -> u32 {
        self.open.last().map_or(0, |open| open.start)
    }

    /// The tokens of the line before the place; of brackets that are closed again only these.
    pub fn before(&self) -> &[Token] {
        self.open.last().map_or(&[], |open| open.line.as_slice())
    }

    /// The same for what is around: 0 is the place's own.
    pub fn before_frame(&self, outwards: usize) -> &[Token] {
        let mut open = self.open.iter().rev();
        open.nth(outwards).map_or(&[], |open| open.line.as_slice())
    }

    /// The words of the line before the place, in order.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.words_of(self.before())
    }

    /// The words among tokens.
    pub fn words_of<'t>(&'t self, tokens: &'t [Token]) -> impl DoubleEndedIterator<Item = &'t str> {
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        words.map(|token| self.text_of(*token))
    }

    /// The last token of the line before the place.
    pub fn last(&self) -> Option<Token> {
        self.before().last().copied()
    }

    /// What the lines or entries in the innermost brackets begin with, before and behind the place, but for the word that is being
    /// written; of a name in quotes what stands in them.
    pub fn beginnings(&self) -> Vec<Token> {
        let mut found = Vec::new();
        let mut begins = true;
        let mut depth = 0_usize;
        for token in self.inner() {
            match token.kind {
                TokenKind::BraceOpen
                | TokenKind::ParenOpen
                | TokenKind::BracketOpen
                | TokenKind::InterpolationStart => depth += 1,
                TokenKind::BraceClose
                | TokenKind::ParenClose
                | TokenKind::BracketClose
                | TokenKind::InterpolationEnd => depth = depth.saturating_sub(1),
                TokenKind::Newline | TokenKind::Comma if depth == 0 => begins = true,
                TokenKind::StringStart(_) => {}
                kind if begins && depth == 0 && !kind.is_trivia() => {
                    begins = false;
                    if (token.start, token.end) != self.word {
                        found.push(*token);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The tokens inside of the innermost brackets, those before and behind the place.
    pub fn inner(&self) -> &[Token] {
        let start = self.frame_start();
        let first = self.tokens.partition_point(|token| token.start < start);
        let rest = self.tokens.get(first..).unwrap_or_default();
        let mut depth = 0_usize;
        let end = rest.iter().position(|token| match token.kind {
            TokenKind::BraceOpen
            | TokenKind::ParenOpen
            | TokenKind::BracketOpen
            | TokenKind::InterpolationStart => {
                depth += 1;
                false
            }
            TokenKind::BraceClose
            | TokenKind::ParenClose
            | TokenKind::BracketClose
            | TokenKind::InterpolationEnd => {
                let closes = depth == 0;
                depth = depth.saturating_sub(1);
                closes
            }
            _ => false,
        });
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// What a token reads.
    pub fn text_of(&self, token: Token) -> &str {
        self.slice(token.start, token.end)
    }

    /// The text between two places.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// A string that begins with a token, with its quotes.
    pub fn string_at(&self, start: Token) -> &str {
        let first = self
            .tokens
            .partition_point(|token| token.start < start.start);
        let mut rest = self.tokens.get(first..).unwrap_or_default().iter();
        let end = rest.find(|token| matches!(token.kind, TokenKind::StringEnd(_)));
        self.slice(start.start, end.map_or(start.end, |end| end.end))
    }

    /// Whether a text stands behind a place.
    pub fn is_followed_by(&self, at: u32, text: &str) -> bool {
        let rest = self.text.get(at as usize..);
        rest.is_some_and(|rest| rest.starts_with(text))
    }

    /// What follows the word on its line.
    pub fn next_on_line(&self) -> Option<TokenKind> {
        let end = self.word.1;
        let first = self.tokens.partition_point(|token| token.start < end);
        let mut rest = self.tokens.get(first..)?.iter().map(|token| token.kind);
        rest.find(|kind| *kind != TokenKind::Blank)
            .filter(|kind| *kind != TokenKind::Newline)
    }
}
