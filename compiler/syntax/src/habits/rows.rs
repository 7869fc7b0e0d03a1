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
    rewrites.report(
        mistakes::no_word(cursor.span(at), "select")
            .help(format!(
                "to read rows, write `find {name} where .field == value`"
            ))
            .help(format!("to read one row, write `find one {name} where …`")),
    );
    Some(end + 1)
}

/// `count(*) from t`, `count(t where …)`
pub(super) fn called(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let stands = cursor.begins_statement(at) || before == Some(TokenKind::Equal);
    if !stands || !matches!(cursor.text(at), "count" | "COUNT") {
        return None;
    }
    if cursor.kind(at + 1) != Some(TokenKind::ParenOpen) {
        return None;
    }
    let close = cursor.partner(at + 1)?;
    let end = cursor.statement_end(at);
    let meant = if cursor.is(at + 2, "*") && cursor.text(close + 1).eq_ignore_ascii_case("from") {
        let rest = close + 2;
        (rest <= end).then(|| format!("count {}", cursor.written(rest, end)))?
    } else if cursor.is_word(at + 2) && cursor.is(at + 3, "where") && close == end {
        format!("count {}", cursor.written(at + 2, close - 1))
    } else {
        return None;
    };
    let span = cursor.spans(at, end);
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at, close),
        "a `count` has no parentheses",
        "not part of the language",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(end + 1)
}

/// `get t where …`
pub(super) fn get(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let stands = cursor.begins_statement(at) || before == Some(TokenKind::Equal);
    let is_query = stands
        && matches!(
            cursor.text(at),
            "get" | "read" | "load" | "fetch" | "lookup"
        )
        && cursor.is_word(at + 1)
        && !cursor.begins_line(at + 1)
        && (cursor.is(at + 2, "where") || cursor.ends_line(at + 1));
    if !is_query {
        return None;
    }
    let span = cursor.span(at);
    rewrites.word(cursor, at, "find one");
    rewrites.report(
        mistakes::no_word(span, cursor.text(at))
            .fix(
                "to read one row, write `find one`",
                vec![edit(span, "find one")],
                Applicability::Unsafe,
            )
            .help("to read all matching rows, write `find`"),
    );
    Some(at + 1)
}

/// `order_by .a`
pub(super) fn order_by(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_order = matches!(
        cursor.text(at),
        "orderby" | "order_by" | "orderBy" | "sortby" | "sort_by" | "ORDERBY"
    ) && cursor.kind(at + 1) == Some(TokenKind::Dot)
        && !cursor.touches(at + 1)
        && !cursor.touches(at);
    if !is_order {
        return None;
    }
    let span = cursor.span(at);
    rewrites.word(cursor, at, "order by");
    rewrites.report(mistakes::no_word(span, cursor.text(at)).fix(
        "write `order by`",
        vec![edit(span, "order by")],
        Applicability::Safe,
    ));
    Some(at + 1)
}

/// `update t where … set state = "paid"`
pub(super) fn bare_set(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_set = cursor.text(at).eq_ignore_ascii_case("set")
        && !cursor.begins_line(at)
        && cursor.is_word(at + 1)
        && cursor.kind(at + 2) == Some(TokenKind::Equal)
        && !cursor.ends_line(at + 2);
    if !is_set {
        return None;
    }
    let end = cursor.line_end(at);
    let value = cursor.written(at + 3, end);
    if value.contains([',', '{', '}']) {
        return None;
    }
    rewrites.write(cursor, at + 2, ":", TokenKind::Colon);
    rewrites.block(cursor, at, end);
    let meant = format!("set {{ {}: {value} }}", cursor.text(at + 1));
    let span = cursor.spans(at, end);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at + 1, at + 2),
        "the changes of an `update` must be in braces",
        "`{` is missing before this",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(at + 3)
}
