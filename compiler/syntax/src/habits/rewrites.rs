//! Token changes for habits from other languages.

use std::ops::Range;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::cursor::Cursor;
use crate::brackets::{Added, Bracket, Rewrite};
use crate::tokens::TokenKind;

/// The changes that make a declaration parse as intended.
#[derive(Debug, Default)]
pub(crate) struct Rewrites {
    /// Tokens to omit, in order.
    pub left_out: Vec<usize>,
    /// Tokens to replace, in order.
    pub written: Vec<Rewrite>,
    /// Brackets and signs to add after the token with that index, in order.
    pub added: Vec<(usize, Added)>,
    /// The diagnostics, one for each habit.
    pub diagnostics: Vec<Diagnostic>,
    /// The token with the declared name, if nothing else in the declaration can be read.
    pub declares: Option<usize>,
}

impl Rewrites {
    /// Sorts all changes into token order.
    pub(super) fn finish(&mut self) {
        self.left_out.sort_unstable();
        self.left_out.dedup();
        let left_out = &self.left_out;
        self.written
            .retain(|one| left_out.binary_search(&one.index).is_err());
        self.written.sort_by_key(|one| one.index);
        self.added.sort_by_key(|(index, _)| *index);
    }

    pub(super) fn leave_out(&mut self, cursor: &Cursor<'_>, tokens: Range<usize>) {
        self.left_out.extend(tokens.map(|at| cursor.index(at)));
    }

    pub(super) fn write(&mut self, cursor: &Cursor<'_>, at: usize, text: &str, kind: TokenKind) {
        self.written.push(Rewrite {
            index: cursor.index(at),
            text: text.to_owned(),
            kind,
        });
    }

    /// Whether the token has been replaced by one of the last changes.
    pub(super) fn has_written(&self, cursor: &Cursor<'_>, at: usize) -> bool {
        // Not all of them, so that the time stays linear.
        const LAST: usize = 64;
        let index = cursor.index(at);
        let mut last = self.written.iter().rev().take(LAST);
        last.any(|one| one.index == index)
    }

    /// Replaces a token by a word.
    pub(super) fn word(&mut self, cursor: &Cursor<'_>, at: usize, word: &str) {
        self.write(cursor, at, word, TokenKind::Word);
    }

    /// Discards these tokens; only the presence of a statement or value is kept.
    pub(super) fn give_up(&mut self, cursor: &Cursor<'_>, tokens: Range<usize>) {
        self.give_up_as(cursor, tokens, "@");
    }

    /// Replaces these tokens by `text`, which preserves what is known about them.
    pub(super) fn give_up_as(&mut self, cursor: &Cursor<'_>, tokens: Range<usize>, text: &str) {
        self.word(cursor, tokens.start, text);
        self.leave_out(cursor, tokens.start + 1..tokens.end);
    }

    /// Adds a block that starts after one token and ends after another.
    pub(super) fn block(&mut self, cursor: &Cursor<'_>, open: usize, close: usize) {
        self.added
            .push((cursor.index(open), Added::Opener(Bracket::Brace)));
        self.added
            .push((cursor.index(close), Added::Closer(Bracket::Brace)));
    }

    pub(super) fn open_paren(&mut self, cursor: &Cursor<'_>, after: usize) {
        self.added
            .push((cursor.index(after), Added::Opener(Bracket::Paren)));
    }

    pub(super) fn close_paren(&mut self, cursor: &Cursor<'_>, after: usize) {
        self.added
            .push((cursor.index(after), Added::Closer(Bracket::Paren)));
    }

    /// Adds a sign after a token.
    pub(super) fn sign(&mut self, cursor: &Cursor<'_>, after: usize, sign: &'static str) {
        self.added.push((cursor.index(after), Added::Sign(sign)));
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// A diagnostic with the edits that fix it.
pub(super) fn mended(
    code: Code,
    span: Span,
    message: impl Into<String>,
    label: &str,
    help: impl Into<String>,
    edits: Vec<Edit>,
    applicability: Applicability,
) -> Diagnostic {
    Diagnostic::new(code, span, message)
        .label(label)
        .fix(help, edits, applicability)
}

pub(super) fn edit(span: Span, text: impl Into<String>) -> Edit {
    Edit {
        span,
        text: text.into(),
    }
}
