//! Declarations as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::references::is_key;
use super::rewrites::{Rewrites, edit, mended};
use super::words::{HabitPlace, Instead, habit};
use crate::mistakes;
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
    if !is_key(cursor, at, "primary") {
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

/// `interface A { … }`
pub(super) fn record_type(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if at > 0 {
        return None;
    }
    let written = cursor.text(at);
    let is_type = habit(HabitPlace::Item, written)
        .is_some_and(|habit| habit.instead == Instead::Likely("type"));
    if !is_type
        || written == "enum"
        || !cursor.is_word(1)
        || cursor.kind(2) != Some(TokenKind::BraceOpen)
    {
        return None;
    }
    rewrites.word(cursor, 0, "type");
    rewrites.write(cursor, 2, "= {", TokenKind::BraceOpen);
    let span = cursor.spans(0, 1);
    let meant = format!("type {} =", cursor.text(1));
    rewrites.report(mistakes::no_word(cursor.span(0), written).fix(
        format!("a record type is declared with `type`: `{meant} {{ … }}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(3)
}

/// `const limit = 5` among the declarations
pub(super) fn constant(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_binding = at == 0
        && matches!(
            cursor.text(0),
            "const" | "let" | "var" | "val" | "final" | "global" | "static"
        )
        && cursor.is_word(1)
        && matches!(cursor.kind(2), Some(TokenKind::Equal | TokenKind::Colon));
    if !is_binding {
        return None;
    }
    let equal = cursor.first(2..cursor.len(), TokenKind::Equal)?;
    let name = cursor.text(1);
    let last = cursor.len() - 1;
    let is_one = equal + 1 == last;
    let ty = match (cursor.kind(equal + 1), cursor.text(equal + 1)) {
        (Some(TokenKind::Number), number) if is_one && number.contains('.') => Some("float"),
        (Some(TokenKind::Number), number)
            if is_one
                && number
                    .bytes()
                    .all(|one| one.is_ascii_digit() || one == b'_') =>
        {
            Some("int")
        }
        (Some(TokenKind::StringStart(_)), _) if cursor.string_end(equal + 1) == Some(last) => {
            Some("text")
        }
        (Some(TokenKind::Word), "true" | "false") if is_one => Some("bool"),
        _ => None,
    };
    rewrites.declares = Some(cursor.index(1));
    let report = mistakes::statement_outside(cursor.span(0), cursor.text(0));
    rewrites.report(match ty {
        Some(ty) => {
            let value = cursor.written(equal + 1, last);
            let meant = format!("config {name}: {ty} = {value}");
            report.fix(
                format!("for all workflows, declare `{meant}`, and read it as `config.{name}`"),
                vec![edit(cursor.spans(0, last), meant)],
                Applicability::Unsafe,
            )
        }
        None => report.help(format!(
            "for all workflows, declare a config, such as `config {name}: int = 5`, or a `fn`"
        )),
    });
    Some(cursor.len())
}

/// `service a = "https://…"`
pub(super) fn service_address(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_service = at == 0
        && cursor.is(0, "service")
        && cursor.is_word(1)
        && matches!(cursor.kind(2), Some(TokenKind::Equal | TokenKind::Colon))
        && cursor.kind(3) != Some(TokenKind::BraceOpen);
    let last = cursor
        .len()
        .checked_sub(1)
        .filter(|last| is_service && *last > 2)?;
    let meant = format!("{{ url {} }}", cursor.written(3, last));
    rewrites.declares = Some(cursor.index(1));
    rewrites.report(mended(
        Code::DeclarationSign,
        cursor.span(2),
        "a service has its settings in braces",
        "not part of a service",
        format!("write `service {} {meant}`", cursor.text(1)),
        vec![edit(cursor.spans(2, last), meant)],
        Applicability::Safe,
    ));
    Some(cursor.len())
}

/// `workflow "take order" {`, `workflow take-order {`
pub(super) fn spaced_name(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if at > 0 {
        return None;
    }
    let is_item = word(cursor.text(at)).is_some_and(|word| word.class == WordClass::Item);
    if !is_item || cursor.is(0, "test") {
        return None;
    }
    let last = match cursor.string_end(1) {
        Some(last) => last,
        None => {
            let mut last = 1;
            while cursor.kind(last + 1) == Some(TokenKind::Minus) && cursor.is_word(last + 2) {
                last += 2;
            }
            (last > 1 && cursor.is_word(1)).then_some(last)?
        }
    };
    let name: String = cursor
        .written(1, last)
        .trim_matches(['"', '\'', '`'])
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    rewrites.leave_out(cursor, 2..last + 1);
    rewrites.word(cursor, 1, &name);
    let span = cursor.spans(1, last);
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a name has only letters, digits and `_`",
        "not a name",
        format!("write `{name}`"),
        vec![edit(span, name)],
        Applicability::Unsafe,
    ));
    Some(last + 1)
}

/// `a: int default 0`
pub(super) fn field_default(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let in_members = |at: usize| {
        let head = cursor.opener(at).and_then(|open| open.checked_sub(1));
        head.is_some_and(|head| matches!(cursor.text(head), "query" | "headers"))
    };
    let is_default = (matches!(cursor.text(0), "collection" | "config") || in_members(at))
        && cursor.text(at).eq_ignore_ascii_case("default")
        && !cursor.begins_line(at)
        && !cursor.ends_line(at)
        && matches!(
            before,
            Some(TokenKind::Word | TokenKind::Question | TokenKind::StringEnd(_))
        );
    if !is_default {
        return None;
    }
    rewrites.write(cursor, at, "=", TokenKind::Equal);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(at),
        "a default is written with `=`",
        "`=` belongs here",
        "write `=`",
        vec![edit(cursor.span(at), "=")],
        Applicability::Safe,
    ));
    Some(at + 1)
}
