//! Foreign keys as written in SQL.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit};
use crate::tokens::TokenKind;

/// `b: int references customers(id) on delete set null`
pub(super) fn column(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_field = cursor.is(0, "collection")
        && cursor.begins_statement(at)
        && cursor.is_word(at)
        && cursor.kind(at + 1) == Some(TokenKind::Colon);
    if !is_field {
        return None;
    }
    let line = cursor.line_end(at);
    let is = |at: usize, word: &str| cursor.text(at).eq_ignore_ascii_case(word);
    let word = (at + 2..line).find(|at| is(*at, "references") || is(*at, "ref"))?;
    let collection = word + 1;
    if !cursor.is_word(collection) {
        return None;
    }
    let behind = collection + 1;
    let tail = match cursor.kind(behind) {
        Some(TokenKind::ParenOpen) => cursor.partner(behind)? + 1,
        Some(TokenKind::Dot) => behind + 2,
        _ => behind,
    };
    let updates = (tail..line).find(|at| is(*at, "on") && is(at + 1, "update"));
    if let Some(updates) = updates.filter(|updates| updates + 2 <= line) {
        let span = cursor.spans(updates, line);
        rewrites.leave_out(cursor, updates..line + 1);
        let report = Diagnostic::new(Code::Syntax, span, "a `ref` has no `on update`");
        let gone = edit(cursor.span(updates - 1).after().to(span), "");
        rewrites.report(report.label("not needed").fix(
            "an `id` never changes: remove it",
            vec![gone],
            Applicability::Safe,
        ));
        return Some(line + 1);
    }
    let set = (tail..=line).find(|at| is(*at, "set") && is(at - 1, "delete"));
    let is_right = word == at + 2 && cursor.is(word, "ref") && tail == behind && set.is_none();
    if is_right {
        return None;
    }
    rewrites.leave_out(cursor, at + 2..word);
    rewrites.word(cursor, word, "ref");
    rewrites.leave_out(cursor, behind..tail);
    rewrites.leave_out(cursor, set.map_or(0..0, |set| set..set + 1));
    let mut meant = format!("ref {}", cursor.text(collection));
    for at in (tail..=line).filter(|at| Some(*at) != set) {
        if !cursor.touches(at) {
            meant.push(' ');
        }
        meant.push_str(cursor.text(at));
    }
    let last = set.map_or(tail - 1, |set| set.max(tail - 1));
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.spans(at + 2, last),
        format!("a reference is written `{meant}`"),
    );
    rewrites.report(report.label("not part of the language").fix(
        format!("write `{meant}`"),
        vec![edit(cursor.spans(at + 2, line), meant)],
        Applicability::Unsafe,
    ));
    Some(line + 1)
}

/// Whether a line of a collection begins with `primary key (` or `foreign key (`.
pub(super) fn is_key(cursor: &Cursor<'_>, at: usize, kind: &str) -> bool {
    cursor.is(0, "collection")
        && cursor.begins_statement(at)
        && cursor.text(at).eq_ignore_ascii_case(kind)
        && cursor.text(at + 1).eq_ignore_ascii_case("key")
        && cursor.kind(at + 2) == Some(TokenKind::ParenOpen)
}

/// `foreign key (b) references customers (id)`
pub(super) fn foreign_key(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !is_key(cursor, at, "foreign") {
        return None;
    }
    let line = cursor.line_end(at);
    let close = cursor.partner(at + 2)?;
    let field = cursor.written(at + 3, close - 1);
    let collection = if cursor.text(close + 1).eq_ignore_ascii_case("references") {
        cursor.text(close + 2)
    } else {
        "customers"
    };
    rewrites.give_up(cursor, at..line + 1);
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(at, at + 1),
            "a collection has no `foreign key`",
        )
        .label("not part of the language")
        .help(format!(
            "write it as the type of the field: `{field}: ref {collection}`"
        )),
    );
    Some(line + 1)
}
