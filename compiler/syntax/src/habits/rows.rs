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
    let has = |word: &str| (at..from).any(|at| cursor.text(at).eq_ignore_ascii_case(word));
    let groups = (from..end).find(|at| cursor.text(*at).eq_ignore_ascii_case("group"));
    rewrites.give_up(cursor, at..end + 1);
    let report = mistakes::no_word(cursor.span(at), "select");
    if groups.is_some() {
        rewrites.report(report.help(format!(
            "for one value of each group, write `count {name} group by .field`, or `sum .field of {name} group by .other`"
        )));
        return Some(end + 1);
    }
    if has("distinct") {
        rewrites.report(report.help(format!(
            "to read the different values of a field, write `distinct .field of {name}`"
        )));
        return Some(end + 1);
    }
    rewrites.report(
        report
            .help(format!(
                "to read rows, write `find {name} where .field == value`"
            ))
            .help(format!("to read one row, write `find one {name} where …`")),
    );
    Some(end + 1)
}

/// `sum(total) from t`, `count(*) from t`, `count(*) t`, `count(t where …)`
pub(super) fn called(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let stands = cursor.begins_statement(at) || before == Some(TokenKind::Equal);
    let function = cursor.text(at).to_ascii_lowercase();
    if !stands || !matches!(&*function, "count" | "sum" | "avg" | "min" | "max") {
        return None;
    }
    if cursor.kind(at + 1) != Some(TokenKind::ParenOpen) {
        return None;
    }
    let close = cursor.partner(at + 1)?;
    let end = cursor.statement_end(at);
    let from = cursor.text(close + 1).eq_ignore_ascii_case("from");
    let of_field = function != "count" && from && close == at + 3 && cursor.is_word(at + 2);
    let meant = if of_field {
        let rest = close + 2;
        let field = cursor.text(at + 2);
        (rest <= end).then(|| format!("{function} .{field} of {}", cursor.written(rest, end)))?
    } else if function != "count" {
        return None;
    } else if cursor.is(at + 2, "*")
        && close == at + 3
        && !from
        && close < end
        && cursor.is_word(close + 1)
    {
        format!("count {}", cursor.written(close + 1, end))
    } else if cursor.is(at + 2, "*") && cursor.text(close + 1).eq_ignore_ascii_case("from") {
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
        format!("a `{function}` of rows has no parentheses"),
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

/// `.name like "%x%"`
pub(super) fn like(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let word = cursor.text(at);
    let ignores_case = word.eq_ignore_ascii_case("ilike");
    let before = at.checked_sub(1)?;
    let is_negated = cursor.text(before).eq_ignore_ascii_case("not");
    let is_operand = matches!(
        cursor.kind(before),
        Some(TokenKind::Word | TokenKind::ParenClose)
    );
    let has_pattern = matches!(cursor.kind(at + 1), Some(TokenKind::StringStart(_)));
    if !(ignores_case || word.eq_ignore_ascii_case("like")) || !is_operand || !has_pattern {
        return None;
    }
    let end = cursor.string_end(at + 1)?;
    let pattern = cursor.written(at + 1, end);
    let pattern = pattern.trim_matches('"');
    let (function, part) = match (pattern.strip_prefix('%'), pattern.strip_suffix('%')) {
        (Some(rest), Some(_)) => ("contains", rest.strip_suffix('%').unwrap_or(rest)),
        (None, Some(rest)) => ("starts_with", rest),
        (Some(rest), None) => ("ends_with", rest),
        (None, None) => ("contains", pattern),
    };
    let lower = if ignores_case { ".lower()" } else { "" };
    let meant = format!("{lower}.{function}(\"{part}\")");
    let first = if is_negated { before } else { at };
    let operator = if is_negated { "!=" } else { "==" };
    rewrites.leave_out(cursor, first..at);
    rewrites.write(cursor, at, operator, TokenKind::Operator);
    let headline = format!("texts are not compared with `{word}`");
    if is_negated || part.contains(['%', '_']) {
        let not = if is_negated { "not " } else { "" };
        rewrites.report(
            mistakes::no_word(cursor.spans(first, at), word)
                .help(format!("to search in a text, write `{not}.field{meant}`")),
        );
        return Some(end + 1);
    }
    let gap = cursor.span(before).after().to(cursor.span(end));
    rewrites.report(mended(
        Code::ForeignOperator,
        cursor.spans(at, end),
        headline,
        "not part of the language",
        format!("write `{meant}`"),
        vec![edit(gap, meant)],
        Applicability::Unsafe,
    ));
    Some(end + 1)
}

/// `.tags contains "x"`
pub(super) fn contains(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let word = cursor.text(at);
    let before = at.checked_sub(1)?;
    let is_column = cursor.kind(before) == Some(TokenKind::Word)
        && before.checked_sub(1).map(|dot| cursor.text(dot)) == Some(".");
    let is_text = matches!(cursor.kind(at + 1), Some(TokenKind::StringStart(_)));
    if !matches!(word, "contains" | "has" | "includes") || !is_column || !is_text {
        return None;
    }
    let end = cursor.string_end(at + 1)?;
    // A condition that is checked without causing another report.
    rewrites.leave_out(cursor, before - 1..at);
    rewrites.write(cursor, at, "true", TokenKind::Word);
    rewrites.leave_out(cursor, at + 1..end + 1);
    let meant = format!(".contains({})", cursor.written(at + 1, end));
    let gap = cursor.span(before).after().to(cursor.span(end));
    let report = mistakes::no_word(cursor.spans(at, at + 1), word);
    rewrites.report(report.fix(
        format!("write `{meant}`"),
        vec![edit(gap, meant)],
        Applicability::Safe,
    ));
    Some(end + 1)
}
