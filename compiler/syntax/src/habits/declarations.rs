//! Declarations as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use super::words::{HabitPlace, Instead, habit};
use crate::tokens::{TokenKind, WordClass, word};

const MODIFIERS: &[&str] = &[
    "async", "export", "public", "private", "static", "pub", "default", "abstract", "inline",
];

/// `async function f()`
pub(super) fn modifier(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if at > 0 || !MODIFIERS.contains(&cursor.text(0)) {
        return None;
    }
    let first = (0..cursor.len()).find(|at| !MODIFIERS.contains(&cursor.text(*at)))?;
    let written = cursor.text(first);
    let habit = habit(HabitPlace::Item, written).map(|habit| habit.instead);
    let meant = match habit {
        Some(Instead::Same(meant) | Instead::Likely(meant)) => meant,
        _ => {
            word(written)
                .filter(|word| word.class == WordClass::Item)?
                .text
        }
    };
    rewrites.leave_out(cursor, 0..first);
    rewrites.word(cursor, first, meant);
    let span = cursor.spans(0, first);
    rewrites.report(mended(
        Code::UnknownKeyword,
        span,
        format!("there is no `{}`", cursor.written(0, first)),
        "not keywords of the language",
        format!("declare it with `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(first + 1)
}

/// `CREATE TABLE t (a INT, …);`
pub(super) fn create_table(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_table = at == 0
        && cursor.text(0).eq_ignore_ascii_case("create")
        && cursor.text(1).eq_ignore_ascii_case("table");
    if !is_table {
        return None;
    }
    let open = cursor.first(2..cursor.len(), TokenKind::ParenOpen)?;
    let close = cursor.partner(open)?;
    let name = cursor.text(open - 1);
    let mut fields = Vec::new();
    let mut start = open + 1;
    let mut depth = 0_usize;
    for at in open + 1..=close {
        match cursor.kind(at) {
            Some(TokenKind::ParenOpen) => depth += 1,
            Some(TokenKind::ParenClose) if at < close => depth = depth.saturating_sub(1),
            Some(TokenKind::Comma | TokenKind::ParenClose) if depth == 0 => {
                fields.extend(column(cursor, start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    let meant = format!("collection {name} {{\n{}}}", fields.concat());
    let whole = cursor.spans(0, cursor.len() - 1);
    rewrites.declares = Some(cursor.index(open - 1));
    rewrites.report(mended(
        Code::UnknownKeyword,
        whole,
        "this is SQL: declare a `collection` for rows",
        "not a declaration",
        format!("write `collection {name} {{ … }}`; every row has an `id`"),
        vec![edit(whole, meant)],
        Applicability::Unsafe,
    ));
    Some(cursor.len())
}

/// A SQL column as a field; `None` if it is not a column.
fn column(cursor: &Cursor<'_>, start: usize, end: usize) -> Option<String> {
    let name = cursor.text(start);
    let is_key = [
        "primary",
        "foreign",
        "unique",
        "constraint",
        "check",
        "key",
        "index",
    ]
    .iter()
    .any(|word| name.eq_ignore_ascii_case(word));
    if is_key || name.eq_ignore_ascii_case("id") || !cursor.is_word(start) {
        return None;
    }
    let written = cursor.text(start + 1);
    let upper = written.to_ascii_uppercase();
    let known = habit(HabitPlace::Type, written).or_else(|| habit(HabitPlace::Type, &upper));
    let ty = known
        .and_then(|habit| habit.instead.word())
        .unwrap_or("text");
    let says = |word: &str| (start..end).any(|at| cursor.text(at).eq_ignore_ascii_case(word));
    let optional = if says("not") || says("primary") {
        ""
    } else {
        "?"
    };
    Some(format!("  {name}: {ty}{optional}\n"))
}

/// `primary key (a)`
pub(super) fn primary_key(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_key = cursor.is(0, "collection")
        && cursor.begins_statement(at)
        && cursor.text(at).eq_ignore_ascii_case("primary")
        && cursor.text(at + 1).eq_ignore_ascii_case("key")
        && cursor.kind(at + 2) == Some(TokenKind::ParenOpen);
    if !is_key {
        return None;
    }
    let close = cursor.partner(at + 2)?;
    let span = cursor.spans(at, at + 1);
    let report = Diagnostic::new(Code::Syntax, span, "a collection has no `primary key`")
        .label("every row has an `id`, assigned by the store");
    if cursor.written(at + 3, close - 1) == "id" {
        rewrites.give_up(cursor, at..close + 1);
        rewrites.report(report.fix(
            "remove it",
            vec![edit(cursor.spans(at, close), "")],
            Applicability::Safe,
        ));
        return Some(close + 1);
    }
    rewrites.leave_out(cursor, at..at + 1);
    rewrites.word(cursor, at + 1, "unique");
    rewrites.report(report.fix(
        "for a key of your own, write `unique (…)`",
        vec![edit(span, "unique")],
        Applicability::Safe,
    ));
    Some(close + 1)
}

/// `a: text unique`, `a: int primary key`, `a: text not null`
pub(super) fn column_suffix(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_field = cursor.is(0, "collection")
        && cursor.begins_statement(at)
        && cursor.is_word(at)
        && cursor.kind(at + 1) == Some(TokenKind::Colon);
    if !is_field {
        return None;
    }
    let line = cursor.line_end(at);
    let is = |at: usize, word: &str| cursor.text(at).eq_ignore_ascii_case(word);
    let suffix = (at + 3..=line).find(|at| {
        is(*at, "unique")
            || is(*at, "primary") && is(at + 1, "key")
            || is(*at, "not") && is(at + 1, "null")
            || is(*at, "auto_increment")
            || is(*at, "autoincrement")
    })?;
    let length = if is(suffix, "primary") || is(suffix, "not") {
        2
    } else {
        1
    };
    let last = suffix + length - 1;
    let span = cursor.spans(suffix, last);
    let gone = edit(cursor.span(suffix - 1).after().to(cursor.span(last)), "");
    let name = cursor.text(at);
    rewrites.leave_out(cursor, suffix..last + 1);
    let report = Diagnostic::new(
        Code::Syntax,
        span,
        format!("a field cannot have `{}`", cursor.written(suffix, last)),
    )
    .label("not allowed here");
    rewrites.report(if is(suffix, "not") {
        report.fix(
            "a field is never null unless its type ends in `?`: remove it",
            vec![gone],
            Applicability::Safe,
        )
    } else if is(suffix, "unique") || name != "id" && is(suffix, "primary") {
        let indent = " ".repeat(cursor.indent(at).unwrap_or(2));
        let key = edit(
            cursor.span(line).after(),
            format!("\n{indent}unique ({name})"),
        );
        let edits = if line == last {
            let end = cursor.span(suffix - 1).after().to(cursor.span(last));
            vec![edit(end, format!("\n{indent}unique ({name})"))]
        } else {
            vec![gone, key]
        };
        report.fix(
            format!("write it on a line of its own: `unique ({name})`"),
            edits,
            Applicability::Safe,
        )
    } else {
        report.fix(
            "every row has an `id`, assigned by the store: remove it",
            vec![gone],
            Applicability::Unsafe,
        )
    });
    Some(last + 1)
}

/// `unique a)`
pub(super) fn key_without_paren(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_key = cursor.is(0, "collection")
        && cursor.begins_statement(at)
        && matches!(cursor.text(at), "unique" | "index")
        && cursor.is_word(at + 1)
        && !cursor.begins_line(at + 1);
    if !is_key {
        return None;
    }
    let line = cursor.line_end(at);
    let mut end = at + 1;
    while end + 2 <= line
        && cursor.kind(end + 1) == Some(TokenKind::Comma)
        && cursor.is_word(end + 2)
    {
        end += 2;
    }
    let is_closed = cursor.kind(end + 1) == Some(TokenKind::ParenClose);
    if !is_closed && end < line {
        return None;
    }
    rewrites.open_paren(cursor, at);
    let mut edits = vec![edit(cursor.span(at + 1).before(), "(")];
    if !is_closed {
        rewrites.close_paren(cursor, end);
        edits.push(edit(cursor.span(end).after(), ")"));
    }
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(at),
        format!("the fields of `{}` must be in parentheses", cursor.text(at)),
        "`(` is missing after this",
        "add the parentheses",
        edits,
        Applicability::Safe,
    ));
    Some(end + 1)
}
