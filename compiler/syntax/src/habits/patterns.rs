//! The table of forms from other languages.

use std::ops::Range;

use super::cursor::Cursor;
use super::rewrites::Rewrites;
use super::{bindings, blocks, declarations, exits, expressions, rows, types};
use crate::source::Source;

/// Matches a form at a token and returns the index of the token after it.
type Pattern = fn(&Cursor<'_>, usize, &mut Rewrites) -> Option<usize>;

/// Every form, with an example of how it is written elsewhere.
const PATTERNS: &[(&str, Pattern)] = &[
    ("async function f()", declarations::modifier),
    ("CREATE TABLE t (…);", declarations::create_table),
    ("primary key (a)", declarations::primary_key),
    ("a: text unique", declarations::column_suffix),
    ("unique a)", declarations::key_without_paren),
    ("Array<T>", types::generic),
    ("let mut x = 1", bindings::binding),
    ("x := 1", bindings::short_binding),
    ("x += 1", bindings::change),
    ("if x:", blocks::indented),
    ("switch (x) { case 1: … }", blocks::switch),
    ("else { … }", blocks::lonely_else),
    ("\"a\" => { respond 204 }", blocks::arrow_before_block),
    ("for (let x of xs) { … }", blocks::for_loop),
    ("catch (e) { … }", blocks::catch_head),
    ("res.status(404).json(x)", exits::answer),
    ("return x", exits::returned),
    ("throw new Error(\"x\")", exits::thrown),
    ("insert into t { … }", rows::insert),
    ("delete from t where …", rows::delete_from),
    ("select * from t", rows::select),
    ("assert x", exits::assertion),
    ("await f()", expressions::needless_word),
    ("x is None", expressions::is_null),
    ("x <> y", expressions::not_equal),
    ("lambda x: x", expressions::lambda),
    ("f\"{x}\"", expressions::prefixed_string),
];

/// The forms found in a declaration that the grammar rejects.
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
    rewrites.finish();
    rewrites
}
