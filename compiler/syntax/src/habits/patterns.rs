//! The one table of forms of other languages, and what they do to the tokens of a declaration.

use std::ops::Range;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::cursor::Cursor;
use super::{blocks, declarations, expressions, statements, types};
use crate::brackets::{Added, Bracket};
use crate::source::Source;
use crate::tokens::TokenKind;

/// A token that is read as something else.
#[derive(Clone, Debug)]
pub(crate) struct Rewrite {
    /// The index of the token.
    pub index: usize,
    /// What stands for it in the masked source.
    pub text: String,
    /// What that is, for the newlines around it.
    pub kind: TokenKind,
}

/// What to change so that a declaration is read as it is meant.
#[derive(Debug, Default)]
pub(crate) struct Rewrites {
    /// Tokens to leave out, in order.
    pub left_out: Vec<usize>,
    /// Tokens that are read as something else, in order.
    pub written: Vec<Rewrite>,
    /// Brackets to add after the token of that index, in order.
    pub added: Vec<(usize, Added)>,
    /// One for each habit.
    pub diagnostics: Vec<Diagnostic>,
    /// The token with the name that is declared, where nothing else of the declaration can be read.
    pub declares: Option<usize>,
}

/// Looks for a form at a token, and gives the token behind it where it is there.
type Pattern = fn(&Cursor<'_>, usize, &mut Rewrites) -> Option<usize>;

/// Every form, and how it is written elsewhere.
const PATTERNS: &[(&str, Pattern)] = &[
    ("async function f()", declarations::modifier),
    ("CREATE TABLE t (…);", declarations::create_table),
    ("primary key (a)", declarations::primary_key),
    ("a: text unique", declarations::column_suffix),
    ("unique a)", declarations::key_without_paren),
    ("Array<T>", types::generic),
    ("let mut x = 1", statements::binding),
    ("x := 1", statements::short_binding),
    ("x += 1", statements::change),
    ("if x:", blocks::indented),
    ("switch (x) { case 1: … }", blocks::switch),
    ("else { … }", blocks::lonely_else),
    ("\"a\" => { respond 204 }", blocks::arrow_before_block),
    ("for (let x of xs) { … }", blocks::for_loop),
    ("catch (e) { … }", blocks::catch_head),
    ("res.status(404).json(x)", statements::answer),
    ("return x", statements::returned),
    ("throw new Error(\"x\")", statements::thrown),
    ("insert into t { … }", statements::insert),
    ("delete from t where …", statements::delete_from),
    ("select * from t", statements::select),
    ("assert x", statements::assertion),
    ("await f()", expressions::needless_word),
    ("x is None", expressions::is_null),
    ("x <> y", expressions::not_equal),
    ("x?[0]", expressions::optional_index),
    ("lambda x: x", expressions::lambda),
    ("f\"{x}\"", expressions::prefixed_string),
];

/// The forms in a declaration that the grammar does not take.
pub(crate) fn find(source: Source<'_>, item: &Range<usize>) -> Rewrites {
    let cursor = Cursor::new(source, item);
    let mut rewrites = Rewrites::default();
    let mut at = 0;
    while at < cursor.len() {
        let found = PATTERNS
            .iter()
            .find_map(|(_, pattern)| pattern(&cursor, at, &mut rewrites));
        at = found.map_or(at + 1, |next| next.max(at + 1));
    }
    rewrites.left_out.sort_unstable();
    rewrites.left_out.dedup();
    let left_out = &rewrites.left_out;
    rewrites
        .written
        .retain(|one| left_out.binary_search(&one.index).is_err());
    rewrites.written.sort_by_key(|one| one.index);
    rewrites.added.sort_by_key(|(index, _)| *index);
    rewrites
}

impl Rewrites {
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

    /// A word in the place of a token.
    pub(super) fn word(&mut self, cursor: &Cursor<'_>, at: usize, word: &str) {
        self.write(cursor, at, word, TokenKind::Word);
    }

    /// Nothing is read of these tokens, but that a statement or a value was there.
    pub(super) fn give_up(&mut self, cursor: &Cursor<'_>, tokens: Range<usize>) {
        self.give_up_as(cursor, tokens, "@");
    }

    /// The same, where something is known of what was there.
    pub(super) fn give_up_as(&mut self, cursor: &Cursor<'_>, tokens: Range<usize>, text: &str) {
        self.word(cursor, tokens.start, text);
        self.leave_out(cursor, tokens.start + 1..tokens.end);
    }

    /// A block from behind a token to behind another one.
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

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// A finding with the edits that mend it.
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
