//! The walk over the text: which set of tokens is read next is a matter of the strings and interpolations that are open.

use logos::Logos;
use unicode_ident::{is_xid_continue, is_xid_start};

use super::plain::Plain;
use super::strings::{Inside, closers_at_end};
use super::words::{WordClass, word};
use super::{Quotes, Token, TokenKind};
use crate::hidden::{is_direction, is_invisible};

/// What the lexer alone finds wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub kind: ProblemKind,
    /// What is not closed.
    pub start: u32,
    /// Where it ends at the latest.
    pub end: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    /// A string without its closing quotes.
    UnclosedString(Quotes),
    /// A `{` in a string without its `}` on the line.
    UnclosedInterpolation,
}

/// Tokens, and what is wrong with them.
pub(crate) struct Scan {
    pub tokens: Vec<Token>,
    pub problems: Vec<Problem>,
}

/// How often a block string that runs to the end of the file is cut at the next declaration. Each cut reads the rest again.
const MAX_CUTS: u32 = 8;

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
enum Mode {
    /// Inside a string whose start is that token; so many brackets were open on the line.
    Text {
        quotes: Quotes,
        token: usize,
        open: usize,
    },
    /// Inside an interpolation whose start is that token; so many braces are open in it.
    Interpolation { token: usize, braces: u32 },
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    problems: Vec<Problem>,
    modes: Vec<Mode>,
    /// The brackets opened on this line, outside of strings.
    open: Vec<u8>,
    cuts: u32,
    /// Whether there may be a `*/` ahead, so that it is looked for in vain only once.
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

    /// Takes the next `length` bytes as a token; text of a string joins the text before it.
    fn push(&mut self, kind: TokenKind, length: usize) {
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
            Ok(Plain::Apostrophe) if self.apostrophe_closes() => self.open_string(Quotes::Single),
            Ok(Plain::BraceOpen | Plain::ParenOpen | Plain::BracketOpen) => self.open(found),
            Ok(Plain::BraceClose | Plain::ParenClose | Plain::BracketClose) => self.close(found),
            Ok(Plain::Word) => self.word(length),
            Ok(Plain::BlockComment) => self.block_comment(),
            Ok(Plain::Comment) if is_doc(lexer.slice()) => {
                self.push(TokenKind::DocComment, length);
            }
            Ok(plain) => self.push(plain.kind(), length),
            Err(()) => self.unknown(),
        }
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

    /// A word goes on over letters that are not ASCII, and over hidden characters: both are reported as one mistake.
    fn word(&mut self, length: usize) {
        let rest = self.rest();
        let more = rest.get(length..).unwrap_or("");
        if more.bytes().next().is_none_or(|byte| byte.is_ascii()) {
            return self.push(TokenKind::Word, length);
        }
        let goes_on =
            |c: char| c == '_' || is_xid_continue(c) || is_direction(c) || is_invisible(c);
        let end = more.find(|c| !goes_on(c)).unwrap_or(more.len());
        self.push(TokenKind::Word, length + end);
    }

    fn unknown(&mut self) {
        match self.rest().chars().next() {
            Some(c) if is_xid_start(c) => self.word(c.len_utf8()),
            Some(c) => self.push(TokenKind::Unknown, c.len_utf8()),
            None => {}
        }
    }

    /// Up to `*/`, or up to the end of the line where there is none or no newline may stand.
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

    fn apostrophe_closes(&self) -> bool {
        let line = self.rest().lines().next().unwrap_or("");
        line.get(1..).is_some_and(|rest| rest.contains('\''))
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
        let mut lexer = Inside::lexer(self.rest());
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
            // Two quotes that close and open again, or the empty string before a quote: the first one closes.
            Ok(Inside::BlockQuote) if quotes == Quotes::Plain => self.close_string(quotes),
            Ok(Inside::BlockQuote) if quotes == Quotes::Block => self.close_string(quotes),
            Ok(Inside::Apostrophe) if quotes == Quotes::Single => self.close_string(quotes),
            Ok(_) => self.push(TokenKind::StringText, length),
            Err(()) => {
                let length = self.rest().chars().next().map_or(1, char::len_utf8);
                self.push(TokenKind::StringText, length);
            }
        }
    }

    /// A newline, or the end of the file, where none may be: what is open is closed, as text, and reported.
    fn abort(&mut self) {
        let interpolation = self.modes.iter().find_map(|mode| match mode {
            Mode::Interpolation { token, .. } => Some(*token),
            Mode::Text { .. } => None,
        });
        let Some(Mode::Text {
            quotes,
            token,
            open,
        }) = self.modes.first().copied()
        else {
            self.modes.clear();
            return;
        };
        let end = offset(self.at);
        let start_of = |index: usize| self.tokens.get(index).map_or(end, |token| token.start);
        let problem = match interpolation {
            Some(index) => Problem {
                kind: ProblemKind::UnclosedInterpolation,
                start: start_of(index),
                end,
            },
            None => Problem {
                kind: ProblemKind::UnclosedString(quotes),
                start: start_of(token),
                end,
            },
        };
        self.problems.push(problem);
        self.open.truncate(open);
        match interpolation {
            Some(index) if quotes.is_block() => {
                self.modes.truncate(1);
                self.replace_by_text(index, self.at);
            }
            _ => {
                let from = self.tokens.get(token).map_or(self.at, |t| t.end as usize);
                let text = self.text.get(from..self.at).unwrap_or("");
                let closers = closers_at_end(text, &self.open);
                self.close_missing(quotes, token, self.at - closers);
            }
        }
    }

    fn end_of_file(&mut self) {
        let [Mode::Text { quotes, token, .. }] = self.modes.as_slice() else {
            return self.abort();
        };
        let (quotes, token) = (*quotes, *token);
        if !quotes.is_block() {
            return self.abort();
        }
        let start = self.tokens.get(token).map_or(0, |token| token.start);
        let cut = if self.cuts < MAX_CUTS {
            item_after(self.text, start as usize)
        } else {
            None
        };
        self.cuts += 1;
        let end = cut.unwrap_or(self.text.len());
        self.problems.retain(|problem| problem.start < start);
        self.problems.push(Problem {
            kind: ProblemKind::UnclosedString(quotes),
            start,
            end: offset(end),
        });
        self.close_missing(quotes, token, end);
    }

    /// Ends the string that began with that token at `end`, with closing quotes that are not there.
    fn close_missing(&mut self, quotes: Quotes, token: usize, end: usize) {
        self.modes.clear();
        self.replace_by_text(token + 1, end);
        self.at = end;
        self.push(TokenKind::StringEnd(quotes), 0);
    }

    /// Takes everything from the token at `index` up to `end` as text of a string.
    fn replace_by_text(&mut self, index: usize, end: usize) {
        let start = match self.tokens.get(index) {
            Some(token) => token.start as usize,
            None => return,
        };
        self.tokens.truncate(index);
        self.at = start;
        if end > start {
            self.push(TokenKind::StringText, end - start);
        }
    }
}

/// Whether a comment has three slashes; a line of more is drawn, not written.
fn is_doc(comment: &str) -> bool {
    comment.starts_with("///") && !comment.starts_with("////")
}

/// The newline before the next line that begins a declaration.
fn item_after(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.match_indices('\n')
        .find(|(at, _)| rest.get(at + 1..).is_some_and(begins_item))
        .map(|(at, _)| from + at)
}

/// Whether a line begins with the word of a declaration and a name.
fn begins_item(line: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = line.find(|c| !is_word(c)).unwrap_or(line.len());
    let (first, after) = line.split_at(end);
    word(first).is_some_and(|word| word.class == WordClass::Item)
        && after
            .trim_start_matches([' ', '\t'])
            .starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
