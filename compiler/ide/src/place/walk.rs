//! Finds a place from a text and an offset: the token that contains it, and the brackets open
//! before it.

use flowright_syntax::lines;
use flowright_syntax::tokens::{Token, TokenKind, lex};

use super::classify::classify;
use super::frame::Frame;
use super::state::{Inside, Open, Place};

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
                former: Vec::new(),
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
        // Between two tokens, the place belongs to the first token only if that token has no
        // delimiter at its end.
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

    /// The place is in a string, at or before the token with that index.
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
        let mut before: Option<(usize, Token)> = None;
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
            if lines::begins_item(self.lexed(), index) {
                self.open.truncate(1);
                self.end_line();
            }
            self.take(token);
            before = Some((index, token));
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
            TokenKind::Comma if self.is_in_list() => self.add(token),
            TokenKind::Comma => self.end_line(),
            TokenKind::StringText | TokenKind::StringEscape => {}
            _ => self.add(token),
        }
    }

    fn push(&mut self, token: Token, closer: TokenKind) {
        let frame = classify(self, token.kind);
        self.add(token);
        self.open.push(Open {
            frame,
            closer: Some(closer),
            start: token.end,
            line: Vec::new(),
            former: Vec::new(),
        });
    }

    fn pop(&mut self, token: Token) {
        let matching = self
            .open
            .iter()
            .rposition(|open| open.closer == Some(token.kind));
        if let Some(at) = matching {
            self.open.truncate(at);
            self.add(token);
        }
    }

    /// Adds a token to the line of the innermost open brackets, or of the file.
    fn add(&mut self, token: Token) {
        if let Some(open) = self.open.last_mut() {
            open.line.push(token);
        }
    }

    fn end_line(&mut self) {
        // After an empty line, nothing is continued.
        if let Some(open) = self.open.last_mut() {
            open.former = std::mem::take(&mut open.line);
        }
    }

    /// Whether a comma continues a list without brackets: `for i, x`, `order by .a, .b`.
    fn is_in_list(&self) -> bool {
        let words: Vec<&str> = self.words().collect();
        matches!(words.as_slice(), [.., "for", _])
            || words.windows(2).any(|two| matches!(two, ["order", "by"]))
    }

    /// Whether the line continues after the newline at `index`; only the tokens up to `count` are
    /// visible.
    fn goes_on(&self, before: Option<(usize, Token)>, index: usize, count: usize) -> bool {
        let in_braces = match self.open.last().and_then(|open| open.closer) {
            None | Some(TokenKind::BraceClose) => true,
            Some(_) => false,
        };
        let Some(before) = before.filter(|_| in_braces) else {
            return !in_braces;
        };
        let next = self.lexed().next_solid(index);
        let Some(next) = next.filter(|(at, _)| *at < count) else {
            return lines::wants_more(self.lexed(), before);
        };
        lines::goes_on(self.lexed(), before, next)
            || lines::begins_clause(self.text_of(next.1)) && self.words().any(has_clauses)
    }
}

/// Whether a word begins a step whose clauses may be on their own lines.
fn has_clauses(word: &str) -> bool {
    matches!(
        word,
        "find"
            | "count"
            | "distinct"
            | "sum"
            | "avg"
            | "min"
            | "max"
            | "update"
            | "upsert"
            | "delete"
    )
}
