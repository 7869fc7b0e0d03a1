//! The scanner: the open strings and interpolations decide which token set comes next.

use logos::Logos;
use unicode_ident::{is_xid_continue, is_xid_start};

use super::plain::Plain;
use super::strings::Inside;
use super::{Quotes, Token, TokenKind};
use crate::hidden::{is_direction, is_invisible};

/// A problem that only the lexer can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub kind: ProblemKind,
    /// The start of the unclosed string or interpolation.
    pub start: u32,
    /// The latest possible end.
    pub end: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    /// A string without its closing quotes.
    UnclosedString(Quotes),
    /// A `{` in a string without its `}` on the line.
    UnclosedInterpolation,
}

impl ProblemKind {
    /// The characters that open the unclosed string or interpolation.
    pub(crate) fn opening(self) -> &'static str {
        match self {
            ProblemKind::UnclosedString(quotes) => quotes.opening(),
            ProblemKind::UnclosedInterpolation => "{",
        }
    }
}

/// Tokens, and the problems in them.
pub(crate) struct Scan {
    pub tokens: Vec<Token>,
    pub problems: Vec<Problem>,
}

pub(crate) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        at: 0,
        tokens: Vec::with_capacity(text.len() / 3),
        problems: Vec::new(),
        modes: Vec::new(),
        open: Vec::new(),
        cuts: 0,
        comments_end: true,
    };
    scanner.run();
    Scan {
        tokens: scanner.tokens,
        problems: scanner.problems,
    }
}

#[derive(Clone, Copy)]
pub(super) enum Mode {
    /// Inside the string that starts with `token`; `open` brackets were open on its line.
    Text {
        quotes: Quotes,
        token: usize,
        open: usize,
    },
    /// Inside the interpolation that starts with `token`; `braces` braces are open in it.
    Interpolation { token: usize, braces: u32 },
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) tokens: Vec<Token>,
    pub(super) problems: Vec<Problem>,
    pub(super) modes: Vec<Mode>,
    /// The brackets opened on this line, outside strings.
    pub(super) open: Vec<u8>,
    pub(super) cuts: u32,
    /// Whether a `*/` may follow. Prevents repeated futile searches for one.
    comments_end: bool,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        if self.rest().starts_with('\u{FEFF}') {
            self.push(TokenKind::Blank, '\u{FEFF}'.len_utf8());
        }
        loop {
            while self.at < self.text.len() {
                match self.modes.last().copied() {
                    Some(Mode::Text { quotes, .. }) if quotes.is_raw() => self.raw(quotes),
                    Some(Mode::Text { quotes, .. }) => self.inside(quotes),
                    Some(Mode::Interpolation { .. }) | None => self.plain(),
                }
            }
            if self.modes.is_empty() {
                return;
            }
            self.end_of_file();
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Consumes the next `length` bytes as a token; text of a string is appended to the text before
    /// it.
    pub(super) fn push(&mut self, kind: TokenKind, length: usize) {
        let start = offset(self.at);
        self.at += length;
        let end = offset(self.at);
        if let (TokenKind::StringText, Some(last)) = (kind, self.tokens.last_mut())
            && last.kind == TokenKind::StringText
        {
            last.end = end;
            return;
        }
        self.tokens.push(Token { kind, start, end });
    }

    fn plain(&mut self) {
        let mut lexer = Plain::lexer(self.rest());
        let Some(found) = lexer.next() else {
            return;
        };
        let length = lexer.slice().len();
        match found {
            Ok(Plain::Newline) => self.newline(),
            Ok(Plain::Quote) => self.open_string(Quotes::Plain),
            Ok(Plain::BlockQuote) => self.open_string(Quotes::Block),
            Ok(Plain::RawQuote) => self.open_string(Quotes::Raw),
            Ok(Plain::RawBlockQuote) => self.open_string(Quotes::RawBlock),
            Ok(Plain::Apostrophe) if self.closes_on_line('\'') => self.open_string(Quotes::Single),
            Ok(Plain::Backtick) if self.closes_on_line('`') => self.open_string(Quotes::Backtick),
            Ok(Plain::BraceOpen | Plain::ParenOpen | Plain::BracketOpen) => self.open(found),
            Ok(Plain::BraceClose | Plain::ParenClose | Plain::BracketClose) => self.close(found),
            Ok(Plain::Word) => self.word(length),
            Ok(Plain::Minus) if self.begins_comment() => {
                let line = self.rest().find('\n').unwrap_or(self.rest().len());
                self.push(TokenKind::ForeignComment, line);
            }
            Ok(Plain::BlockComment) => self.block_comment(),
            Ok(Plain::Comment) if is_doc(lexer.slice()) => {
                self.push(TokenKind::DocComment, length);
            }
            Ok(plain) => self.push(plain.kind(), length),
            Err(()) => self.unknown(),
        }
    }

    /// Whether `--` is the first token of its line. It is then meant as a SQL comment, because no
    /// useful expression begins like that.
    fn begins_comment(&self) -> bool {
        let mut before = self.tokens.iter().rev().map(|token| token.kind);
        let last = before.next();
        let is_first = match last {
            None | Some(TokenKind::Newline) => true,
            Some(TokenKind::Blank) => matches!(before.next(), None | Some(TokenKind::Newline)),
            Some(_) => false,
        };
        is_first
            && self.modes.is_empty()
            && self.rest().starts_with("--")
            && !self.rest().starts_with("---")
    }

    fn newline(&mut self) {
        if self.modes.is_empty() {
            self.open.clear();
            self.push(TokenKind::Newline, 1);
        } else {
            self.abort();
        }
    }

    fn open(&mut self, found: Result<Plain, ()>) {
        let Ok(plain) = found else { return };
        if let (Plain::BraceOpen, Some(Mode::Interpolation { braces, .. })) =
            (plain, self.modes.last_mut())
        {
            *braces += 1;
        }
        self.open
            .push(self.rest().bytes().next().unwrap_or_default());
        self.push(plain.kind(), 1);
    }

    fn close(&mut self, found: Result<Plain, ()>) {
        let Ok(plain) = found else { return };
        if let (Plain::BraceClose, Some(Mode::Interpolation { braces, .. })) =
            (plain, self.modes.last_mut())
        {
            if *braces == 0 {
                self.modes.pop();
                return self.push(TokenKind::InterpolationEnd, 1);
            }
            *braces -= 1;
        }
        self.open.pop();
        self.push(plain.kind(), 1);
    }

    /// A word includes non-ASCII letters and hidden characters, so that both are reported as one
    /// mistake.
    fn word(&mut self, length: usize) {
        let rest = self.rest();
        let more = rest.get(length..).unwrap_or("");
        if more.bytes().next().is_none_or(|byte| byte.is_ascii()) {
            return self.push(TokenKind::Word, length);
        }
        // A character that looks like a letter or digit is part of the name, even if Unicode does
        // not classify it as one, such as `²`.
        let goes_on = |c: char| {
            c == '_'
                || is_xid_continue(c)
                || c.is_alphanumeric()
                || is_direction(c)
                || is_invisible(c)
        };
        let end = more.find(|c| !goes_on(c)).unwrap_or(more.len());
        self.push(TokenKind::Word, length + end);
    }

    fn unknown(&mut self) {
        match self.rest().chars().next() {
            Some(c) if is_xid_start(c) || c.is_alphabetic() => self.word(c.len_utf8()),
            Some(c) => match Quotes::typographic(c) {
                Some(quotes) if self.closes_typographically(c, quotes) => self.open_string(quotes),
                _ => self.push(TokenKind::Unknown, c.len_utf8()),
            },
            None => {}
        }
    }

    /// Consumes up to `*/`, or to the end of the line if there is none or no newline is allowed.
    fn block_comment(&mut self) {
        let rest = self.rest();
        let end = if self.comments_end {
            rest.find("*/")
        } else {
            None
        };
        self.comments_end = end.is_some();
        let all = end.map_or(rest, |end| rest.get(..end + 2).unwrap_or(rest));
        let length = match all.find('\n') {
            Some(line) if end.is_none() || !self.modes.is_empty() => line,
            _ => all.len(),
        };
        self.push(TokenKind::ForeignComment, length);
    }

    fn closes_on_line(&self, quote: char) -> bool {
        let after = self.rest().get(1..).unwrap_or("");
        after
            .find([quote, '\n'])
            .is_some_and(|at| after.get(at..).unwrap_or("").starts_with(quote))
    }

    fn closes_typographically(&self, opening: char, quotes: Quotes) -> bool {
        let after = self.rest().get(opening.len_utf8()..).unwrap_or("");
        let line = after.split('\n').next().unwrap_or("");
        line.contains(quotes.closers())
    }

    fn open_string(&mut self, quotes: Quotes) {
        self.modes.push(Mode::Text {
            quotes,
            token: self.tokens.len(),
            open: self.open.len(),
        });
        self.push(TokenKind::StringStart(quotes), quotes.opening().len());
    }

    fn close_string(&mut self, quotes: Quotes) {
        self.modes.pop();
        self.push(TokenKind::StringEnd(quotes), quotes.closing().len());
    }

    fn raw(&mut self, quotes: Quotes) {
        let rest = self.rest();
        let newlines = quotes.is_block() && self.modes.len() == 1;
        let end = match quotes {
            Quotes::RawBlock if newlines => rest.find("\"\"\""),
            Quotes::RawBlock => [rest.find("\"\"\""), rest.find('\n')]
                .into_iter()
                .flatten()
                .min(),
            _ => rest.find(['"', '\n']),
        }
        .unwrap_or(rest.len());
        if end > 0 {
            self.push(TokenKind::StringText, end);
        }
        match rest.as_bytes().get(end) {
            Some(b'\n') => self.abort(),
            Some(_) => self.close_string(quotes),
            None => {}
        }
    }

    fn inside(&mut self, quotes: Quotes) {
        let mut rest = self.rest();
        let closers = quotes.closers();
        if !closers.is_empty() {
            match rest.find(closers) {
                Some(0) => return self.close_string(quotes),
                Some(end) => rest = rest.get(..end).unwrap_or(rest),
                None => {}
            }
        }
        let mut lexer = Inside::lexer(rest);
        let Some(found) = lexer.next() else {
            return;
        };
        let length = lexer.slice().len();
        match found {
            Ok(Inside::Newline) if quotes.is_block() && self.modes.len() == 1 => {
                self.push(TokenKind::StringText, 1);
            }
            Ok(Inside::Newline) => self.abort(),
            Ok(Inside::Escape) => self.push(TokenKind::StringEscape, length),
            Ok(Inside::Brace) => {
                self.modes.push(Mode::Interpolation {
                    token: self.tokens.len(),
                    braces: 0,
                });
                self.push(TokenKind::InterpolationStart, 1);
            }
            Ok(Inside::Quote) if quotes == Quotes::Plain => self.close_string(quotes),
            // Two quotes that close and reopen, or the empty string before a quote: the first one
            // closes.
            Ok(Inside::BlockQuote) if quotes == Quotes::Plain => self.close_string(quotes),
            Ok(Inside::BlockQuote) if quotes == Quotes::Block => self.close_string(quotes),
            Ok(Inside::Apostrophe) if quotes == Quotes::Single => self.close_string(quotes),
            Ok(Inside::Backtick) if quotes == Quotes::Backtick => self.close_string(quotes),
            Ok(_) => self.push(TokenKind::StringText, length),
            Err(()) => {
                let length = self.rest().chars().next().map_or(1, char::len_utf8);
                self.push(TokenKind::StringText, length);
            }
        }
    }
}

/// Whether a comment has exactly three slashes; a line of more slashes is a ruler, not
/// documentation.
fn is_doc(comment: &str) -> bool {
    comment.starts_with("///") && !comment.starts_with("////")
}

pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
