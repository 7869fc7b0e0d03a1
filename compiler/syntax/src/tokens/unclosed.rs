//! Unclosed strings and interpolations: decides where they end.

use super::scanner::{Mode, Problem, ProblemKind, Scanner, offset};
use super::strings::code_at_end;
use super::words::{WordClass, word};
use super::{Quotes, TokenKind};

/// How many times a block string that runs to the end of the file is cut at the next declaration.
/// Each cut rescans the rest of the file.
const MAX_CUTS: u32 = 8;

impl Scanner<'_> {
    /// Handles a newline or the end of the file where neither is allowed: everything open is turned
    /// into text, closed and reported.
    pub(super) fn abort(&mut self) {
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
        let from = self.tokens.get(token).map_or(self.at, |t| t.end as usize);
        let text = self.text.get(from..self.at).unwrap_or("");
        let code = code_at_end(text, self.open.get(..open).unwrap_or_default());
        let start_of = |index: usize| self.tokens.get(index).map_or(end, |token| token.start);
        // A `{` that begins a block after the string is not an interpolation.
        let interpolation =
            interpolation.filter(|index| (start_of(*index) as usize) < self.at - code);
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
            _ => self.close_missing(quotes, token, self.at - code),
        }
    }

    pub(super) fn end_of_file(&mut self) {
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

    /// Ends the string that began with `token` at `end`, with an empty closing token.
    fn close_missing(&mut self, quotes: Quotes, token: usize, end: usize) {
        self.modes.clear();
        self.replace_by_text(token + 1, end);
        self.at = end;
        self.push(TokenKind::StringEnd(quotes), 0);
    }

    /// Replaces everything from the token at `index` up to `end` with text of a string.
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

/// The newline before the next line that begins a declaration.
fn item_after(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.match_indices('\n')
        .find(|(at, _)| rest.get(at + 1..).is_some_and(begins_item))
        .map(|(at, _)| from + at)
}

/// Whether a line begins with the keyword of a declaration and a name.
fn begins_item(line: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = line.find(|c| !is_word(c)).unwrap_or(line.len());
    let (first, after) = line.split_at(end);
    word(first).is_some_and(|word| word.class == WordClass::Item)
        && after
            .trim_start_matches([' ', '\t'])
            .starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}
