//! Row operations as written in SQL.

use flowright_diagnostics::{Applicability, Code};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::TokenKind;

/// `insert into t { … }`
pub(super) fn insert(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let stands = cursor.begins_statement(at) || before == Some(TokenKind::Equal);
    if !matches!(cursor.text(at), "insert" | "INSERT" | "Insert")
        || !stands
        || !cursor.is_word(at + 1)
    {
        return None;
    }
    let into = usize::from(cursor.text(at + 1).eq_ignore_ascii_case("into"));
    let name = at + 1 + into;
    let end = cursor.statement_end(at);
    let report = mistakes::no_word(cursor.spans(at, at + into), cursor.written(at, at + into));
    if !cursor.is_word(name) || cursor.kind(name + 1) != Some(TokenKind::BraceOpen) {
        rewrites.give_up(cursor, at..end + 1);
        rewrites.report(report.help(format!(
            "to create a row, write `create {} {{ field: value }}`",
            cursor.text(name)
        )));
        return Some(end + 1);
    }
    rewrites.word(cursor, at, "create");
    rewrites.leave_out(cursor, at + 1..name);
    rewrites.report(report.fix(
        "to create a row, write `create`",
        vec![edit(cursor.spans(at, at + into), "create")],
        Applicability::Unsafe,
    ));
    Some(name)
}

/// `delete from t where …`
pub(super) fn delete_from(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_delete = cursor.text(at).eq_ignore_ascii_case("delete")
        && cursor.text(at + 1).eq_ignore_ascii_case("from")
        && cursor.is_word(at + 2);
    if !is_delete {
        return None;
    }
    rewrites.word(cursor, at, "delete");
    rewrites.leave_out(cursor, at + 1..at + 2);
    rewrites.report(mended(
        Code::UnknownKeyword,
        cursor.span(at + 1),
        "`delete` has no `from`",
        "not needed",
        "remove it",
        vec![edit(cursor.spans(at, at + 1), "delete")],
        Applicability::Unsafe,
    ));
    Some(at + 2)
}

/// `select * from t where …`
pub(super) fn select(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let stands = cursor.begins_statement(at) || before == Some(TokenKind::Equal);
    if !stands || !cursor.text(at).eq_ignore_ascii_case("select") {
        return None;
    }
    let end = cursor.statement_end(at);
    let from = (at..end).find(|at| cursor.text(*at).eq_ignore_ascii_case("from"))?;
    let name = cursor.text(from + 1);
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(mistakes::no_word(cursor.span(at), "select").help(format!(
        "to read a row, write `find one {name} where .field == value`"
    )));
    Some(end + 1)
}
