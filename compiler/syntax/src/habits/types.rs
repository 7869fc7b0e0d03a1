//! Types as written in other languages.

use flowright_diagnostics::{Applicability, Code};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use super::words::{HabitPlace, habit};
use crate::tokens::{TokenKind, WordClass, word};

/// The meaning of a parameterized type.
enum Meant {
    List,
    Optional,
    Map,
}

fn meant(word: &str) -> Option<Meant> {
    let says = habit(HabitPlace::Type, word)?.says;
    if says.starts_with("a list") {
        return Some(Meant::List);
    }
    if says.starts_with("a type that may be null") {
        return Some(Meant::Optional);
    }
    says.starts_with("a record declares").then_some(Meant::Map)
}

/// `tags: []text`
pub(super) fn list_before(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let of = at + 2;
    let is_type = cursor.kind(at) == Some(TokenKind::BracketOpen)
        && cursor.kind(at + 1) == Some(TokenKind::BracketClose)
        && cursor.is_word(of)
        && cursor.touches(of);
    if !is_type {
        return None;
    }
    let meant = format!("[{}]", cursor.text(of));
    let span = cursor.spans(at, of);
    rewrites.leave_out(cursor, at + 1..of);
    rewrites.write(
        cursor,
        of,
        &format!("{}]", cursor.text(of)),
        TokenKind::Word,
    );
    rewrites.report(mended(
        Code::ArrayMark,
        span,
        "a list type is written `[T]`",
        "the type of the elements stands inside",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(of + 1)
}

/// `Array<T>`, `List[T]`, `Optional<T>`, `Map<text, T>`
pub(super) fn generic(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let opener = cursor.text(at + 1);
    let closer = match opener {
        "<" => ">",
        "[" => "]",
        _ => return None,
    };
    let word = cursor.text(at);
    let kind = meant(word).filter(|_| cursor.touches(at + 1));
    // `map<text, int>`
    let has_key = cursor.is(at, "map") && cursor.kind(at + 3) == Some(TokenKind::Comma);
    let kind = kind.or(has_key.then_some(Meant::Map))?;
    let mut open = 0_usize;
    let close = (at + 1..cursor.len()).find(|at| {
        if cursor.is(*at, opener) {
            open += 1;
        } else if cursor.is(*at, closer) {
            open = open.saturating_sub(1);
        }
        open == 0
    })?;
    let comma = cursor.first(at + 2..close, TokenKind::Comma);
    let inner = |from: usize| cursor.written(from, close - 1);
    let mut keeps_meaning = true;
    let (message, text, code) = match kind {
        Meant::List => {
            rewrites.leave_out(cursor, at..at + 1);
            rewrites.write(cursor, at + 1, "[", TokenKind::BracketOpen);
            rewrites.write(cursor, close, "]", TokenKind::BracketClose);
            (
                "a list type is written `[T]`",
                format!("[{}]", inner(at + 2)),
                Code::ArrayMark,
            )
        }
        Meant::Optional => {
            rewrites.leave_out(cursor, at..at + 2);
            rewrites.write(cursor, close, "?", TokenKind::BracketClose);
            (
                "a type that may be null has a `?` after it",
                format!("{}?", inner(at + 2)),
                Code::Syntax,
            )
        }
        Meant::Map => {
            keeps_meaning = comma.is_none_or(|comma| {
                matches!(
                    cursor.written(at + 2, comma - 1),
                    "text" | "string" | "String" | "str"
                )
            });
            let value = comma.map_or(at + 2, |comma| comma + 1);
            rewrites.word(cursor, at, "map");
            rewrites.write(cursor, at + 1, "<", TokenKind::BracketOpen);
            rewrites.leave_out(cursor, at + 2..value);
            rewrites.write(cursor, close, ">", TokenKind::BracketClose);
            (
                "a map is written `map<T>`; its keys are texts",
                format!("map<{}>", inner(value)),
                Code::Syntax,
            )
        }
    };
    let span = cursor.spans(at, close);
    rewrites.report(mended(
        code,
        span,
        message,
        "not part of the language",
        format!("write `{text}`"),
        vec![edit(span, text)],
        if keeps_meaning {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    ));
    // An inner type may also have this form; this edit is then left for a later run.
    Some(at + 2)
}

/// `varchar(20)`
pub(super) fn sized(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let follows =
        at.checked_sub(1).and_then(|before| cursor.kind(before)) == Some(TokenKind::Colon);
    let is_sized = follows
        && cursor.kind(at + 1) == Some(TokenKind::ParenOpen)
        && cursor.kind(at + 2) == Some(TokenKind::Number);
    if !is_sized {
        return None;
    }
    let written = cursor.text(at);
    let meant = match habit(HabitPlace::Type, written) {
        Some(habit) => habit.instead.word()?,
        None => word(written)
            .filter(|word| word.class == WordClass::Type)
            .map(|word| word.text)?,
    };
    let close = cursor.partner(at + 1)?;
    rewrites.give_up(cursor, at..close + 1);
    let span = cursor.spans(at, close);
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a type has no size",
        "not part of the language",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(close + 1)
}
