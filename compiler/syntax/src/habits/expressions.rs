//! Operators and values as written in other languages.

use flowright_diagnostics::{Applicability, Code};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use super::words::{HabitPlace, Instead, habit};
use crate::mistakes;
use crate::tokens::TokenKind;

/// `await f()`, `new Date()`
pub(super) fn needless_word(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let word = cursor.text(at);
    let says = match word {
        "await" => "steps are awaited automatically: remove the `await`",
        "new" => "values are created without `new`",
        _ => return None,
    };
    let is_prefix = (cursor.is_word(at + 1) || cursor.kind(at + 1) == Some(TokenKind::ParenOpen))
        && !cursor.begins_line(at + 1)
        && !cursor.touches(at + 1);
    if !is_prefix {
        return None;
    }
    rewrites.leave_out(cursor, at..at + 1);
    rewrites.report(mistakes::no_word(cursor.span(at), word).fix(
        says,
        vec![edit(cursor.span(at).to(cursor.span(at + 1).before()), "")],
        Applicability::Safe,
    ));
    Some(at + 1)
}

/// `x is None`, `x is not null`
pub(super) fn is_null(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let is_operand = matches!(
        before,
        Some(TokenKind::Word | TokenKind::ParenClose | TokenKind::BracketClose)
    );
    if !matches!(cursor.text(at), "is" | "IS") || !is_operand || cursor.begins_line(at) {
        return None;
    }
    let negated = matches!(cursor.text(at + 1), "not" | "NOT");
    let value = at + 1 + usize::from(negated);
    let operator = if negated { "!=" } else { "==" };
    let null = habit(HabitPlace::Value, cursor.text(value)).map(|habit| habit.instead);
    let is_type = cursor
        .text(value)
        .starts_with(|first: char| first.is_ascii_uppercase());
    if is_type && null.is_none() {
        // The checker reports a type as a value, and what to write.
        rewrites.write(cursor, at, operator, TokenKind::Operator);
        rewrites.leave_out(cursor, at + 1..value);
        return Some(value);
    }
    rewrites.write(cursor, at, operator, TokenKind::Operator);
    rewrites.leave_out(cursor, at + 1..value);
    let (last, meant) = match null {
        Some(Instead::Same(word)) => {
            rewrites.word(cursor, value, word);
            (value, format!("{operator} {word}"))
        }
        _ if cursor.is(value, "null") => (value, format!("{operator} null")),
        _ => (value - 1, operator.to_owned()),
    };
    rewrites.report(mended(
        Code::ForeignOperator,
        cursor.spans(at, last),
        format!("`{}` is written `{meant}`", cursor.written(at, last)),
        "not part of the language",
        format!("write `{meant}`"),
        vec![edit(cursor.spans(at, last), meant)],
        Applicability::Safe,
    ));
    Some(value + 1)
}

/// `x <> y`
pub(super) fn not_equal(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.is(at, "<") || !cursor.is(at + 1, ">") || !cursor.touches(at + 1) {
        return None;
    }
    rewrites.write(cursor, at, "!=", TokenKind::Operator);
    rewrites.leave_out(cursor, at + 1..at + 2);
    rewrites.report(mended(
        Code::ForeignOperator,
        cursor.spans(at, at + 1),
        "`<>` is written `!=`",
        "`!=` belongs here",
        "write `!=`",
        vec![edit(cursor.spans(at, at + 1), "!=")],
        Applicability::Safe,
    ));
    Some(at + 2)
}

/// `lambda x: x.name`
pub(super) fn lambda(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_lambda = cursor.is(at, "lambda")
        && cursor.is_word(at + 1)
        && cursor.kind(at + 2) == Some(TokenKind::Colon);
    if !is_lambda {
        return None;
    }
    rewrites.leave_out(cursor, at..at + 1);
    rewrites.write(cursor, at + 2, "=>", TokenKind::FatArrow);
    let meant = format!("{} =>", cursor.text(at + 1));
    rewrites.report(mistakes::no_word(cursor.spans(at, at + 2), "lambda").fix(
        format!("write `{meant} …`"),
        vec![edit(cursor.spans(at, at + 2), meant)],
        Applicability::Safe,
    ));
    Some(at + 3)
}

/// `f"{x}"`
pub(super) fn prefixed_string(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_prefix = matches!(cursor.text(at), "f" | "F" | "u" | "b" | "s")
        && matches!(cursor.kind(at + 1), Some(TokenKind::StringStart(_)))
        && cursor.touches(at + 1);
    if !is_prefix {
        return None;
    }
    // After a string, or before one that is not closed, it is part of a text.
    let closed = cursor
        .string_end(at + 1)
        .is_some_and(|end| !cursor.text(end).is_empty());
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let follows = matches!(before, Some(TokenKind::StringEnd(_))) && cursor.touches(at);
    if !closed || follows {
        return None;
    }
    rewrites.leave_out(cursor, at..at + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(at),
        "strings have no prefix letter",
        "every string supports `{x}`",
        format!("remove the `{}`", cursor.text(at)),
        vec![edit(cursor.span(at), "")],
        Applicability::Safe,
    ));
    Some(at + 1)
}
