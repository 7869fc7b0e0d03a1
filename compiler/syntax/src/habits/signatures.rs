//! Parameters, results and bodies of functions and of called workflows as written in other
//! languages.

use std::ops::Range;

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use super::words::{HabitPlace, habit};
use crate::tokens::{TokenKind, WordClass, word};

/// Whether the token is the `(` of the parameters of a function or of a called workflow.
fn begins_parameters(cursor: &Cursor<'_>, at: usize) -> bool {
    let of_function = at == 2 && cursor.is(0, "fn");
    cursor.kind(at) == Some(TokenKind::ParenOpen) && (of_function || follows_call(cursor, at))
}

/// Whether the token follows `trigger call`.
fn follows_call(cursor: &Cursor<'_>, at: usize) -> bool {
    at.checked_sub(2)
        .is_some_and(|before| cursor.is(before, "trigger") && cursor.is(at - 1, "call"))
}

/// The parameters between two parentheses, each with its tokens.
fn entries(cursor: &Cursor<'_>, open: usize, close: usize) -> Vec<Range<usize>> {
    let mut entries = Vec::new();
    let mut start = open + 1;
    for at in open + 1..=close {
        let is_outside = cursor.opener(at) == Some(open) || at == close;
        if is_outside && (cursor.kind(at) == Some(TokenKind::Comma) || at == close) {
            if start < at {
                entries.push(start..at);
            }
            start = at + 1;
        }
    }
    entries
}

fn is_type(cursor: &Cursor<'_>, at: usize) -> bool {
    let text = cursor.text(at);
    habit(HabitPlace::Type, text).is_some()
        || text.starts_with(|first: char| first.is_ascii_uppercase())
        || word(text).is_some_and(|word| word.class == WordClass::Type)
}

/// `(name text)`, `(text name)`, `(name: text = "x")`
pub(super) fn parameters(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let close = cursor
        .partner(at)
        .filter(|_| begins_parameters(cursor, at) && cursor.is_balanced())?;
    let entries = entries(cursor, at, close);
    without_colon(cursor, &entries, rewrites);
    with_default(cursor, at, &entries, rewrites);
    Some(at + 1)
}

/// One report for all parameters that have no `:`.
fn without_colon(cursor: &Cursor<'_>, entries: &[Range<usize>], rewrites: &mut Rewrites) {
    let begins_type = |at: usize| {
        cursor.is_word(at)
            || matches!(
                cursor.kind(at),
                Some(TokenKind::BracketOpen | TokenKind::BraceOpen | TokenKind::StringStart(_))
            )
    };
    let mut edits = Vec::new();
    let mut first = None;
    for entry in entries {
        let at = entry.start;
        if entry.len() < 2 || !cursor.is_word(at) || !begins_type(at + 1) {
            continue;
        }
        let is_swapped = entry.len() == 2 && is_type(cursor, at) && !is_type(cursor, at + 1);
        if is_swapped {
            let (ty, name) = (cursor.text(at), cursor.text(at + 1));
            edits.push(edit(cursor.spans(at, at + 1), format!("{name}: {ty}")));
            rewrites.leave_out(cursor, at..at + 1);
            rewrites.sign(cursor, at + 1, ": @");
        } else {
            edits.push(edit(cursor.span(at).after(), ":"));
            rewrites.sign(cursor, at, ":");
        }
        first.get_or_insert((at, is_swapped));
    }
    let Some((first, is_swapped)) = first else {
        return;
    };
    let all = if edits.len() > 1 { " of each" } else { "" };
    let (label, help) = if is_swapped {
        (
            "the name comes first",
            format!("write the name{all}, `:` and the type"),
        )
    } else {
        ("`:` is missing after this", format!("add the `:`{all}"))
    };
    rewrites.report(mended(
        Code::FieldSign,
        cursor.span(first),
        "a `:` is required between a parameter and its type",
        label,
        help,
        edits,
        Applicability::Safe,
    ));
}

/// One report for all parameters that have a default.
fn with_default(
    cursor: &Cursor<'_>,
    open: usize,
    entries: &[Range<usize>],
    rewrites: &mut Rewrites,
) {
    let mut edits = Vec::new();
    let mut first = None;
    for entry in entries {
        let is_equal = |at: &usize| {
            cursor.kind(*at) == Some(TokenKind::Equal) && cursor.opener(*at) == Some(open)
        };
        let Some(equal) = entry.clone().find(is_equal) else {
            continue;
        };
        let last = entry.end - 1;
        if equal <= entry.start + 1 || equal == last {
            continue;
        }
        rewrites.leave_out(cursor, equal..entry.end);
        let gone = cursor.span(equal - 1).after().to(cursor.span(last));
        let mark = if cursor.kind(equal - 1) == Some(TokenKind::Question) {
            ""
        } else {
            "?"
        };
        edits.push(edit(gone, mark));
        first.get_or_insert((entry.start, equal, last));
    }
    let Some((name, equal, last)) = first else {
        return;
    };
    let (name, default) = (cursor.text(name), cursor.written(equal + 1, last));
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(equal, last),
            "a parameter cannot have a default value",
        )
        .label("every call must pass every argument")
        .fix(
            format!("make it optional, and write `{name} ?? {default}` where it is used"),
            edits,
            Applicability::Unsafe,
        ),
    );
}

/// `trigger call customer: text -> T`
pub(super) fn without_parentheses(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let begins = follows_call(cursor, at)
        && cursor.is_word(at)
        && !cursor.begins_line(at)
        && (cursor.kind(at + 1) == Some(TokenKind::Colon) || cursor.is_word(at + 1));
    if !begins {
        return None;
    }
    let line = cursor.line_end(at);
    let ends = |at: &usize| {
        matches!(
            cursor.kind(*at),
            Some(TokenKind::Arrow | TokenKind::FatArrow)
        ) || cursor.kind(*at) == Some(TokenKind::BraceOpen)
            && cursor.kind(*at - 1) != Some(TokenKind::Colon)
    };
    let end = (at + 1..=line).find(ends).unwrap_or(line + 1) - 1;
    rewrites.open_paren(cursor, at - 1);
    rewrites.close_paren(cursor, end);
    rewrites.report(mended(
        Code::Parentheses,
        cursor.spans(at, end),
        "`trigger call` needs its parameters in parentheses",
        "the parentheses are missing around this",
        "add the parentheses",
        vec![
            edit(cursor.span(at).before(), "("),
            edit(cursor.span(end).after(), ")"),
        ],
        Applicability::Safe,
    ));
    Some(at + 1)
}

/// `trigger call (…) => T`, `fn f() => T { … }`, `fn f() => x + 1`, `fn f() -> T = x + 1`
pub(super) fn sign_after(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_arrow = cursor.kind(at) == Some(TokenKind::FatArrow);
    let is_equal = cursor.kind(at) == Some(TokenKind::Equal);
    let of_function = cursor.is(0, "fn") && cursor.opener(at).is_none();
    let open = at
        .checked_sub(1)
        .filter(|before| cursor.kind(*before) == Some(TokenKind::ParenClose))
        .and_then(|close| cursor.opener(close));
    let of_trigger = open.is_some_and(|open| follows_call(cursor, open));
    let is_sign = is_arrow && (of_function || of_trigger) || is_equal && of_function;
    if !is_sign || !cursor.is_balanced() {
        return None;
    }
    let last = cursor.len() - 1;
    let returns = is_arrow
        && (of_trigger
            || open.is_some()
                && cursor.kind(last) == Some(TokenKind::BraceClose)
                && is_type(cursor, at + 1)
                && (0..last).any(|open| open > at + 1 && cursor.partner(open) == Some(last)));
    if returns {
        rewrites.write(cursor, at, "->", TokenKind::Arrow);
        rewrites.report(mended(
            Code::DeclarationSign,
            cursor.span(at),
            "a result type is written after `->`",
            "`->` belongs here",
            "write `->`",
            vec![edit(cursor.span(at), "->")],
            Applicability::Safe,
        ));
        return Some(at + 1);
    }
    if at == last {
        return None;
    }
    let sign = cursor.text(at);
    let report = Diagnostic::new(
        Code::DeclarationSign,
        cursor.span(at),
        "the body of a function must be in braces",
    )
    .label(format!("no `{sign}` belongs here"));
    rewrites.leave_out(cursor, at..at + 1);
    let is_block =
        cursor.kind(at + 1) == Some(TokenKind::BraceOpen) && cursor.partner(at + 1) == Some(last);
    if is_block {
        let gone = cursor.span(at).to(cursor.span(at + 1).before());
        rewrites.report(report.fix(
            format!("remove the `{sign}`"),
            vec![edit(gone, "")],
            Applicability::Safe,
        ));
        return Some(at + 1);
    }
    rewrites.block(cursor, at - 1, last);
    rewrites.report(report.fix(
        "put the body into braces",
        vec![
            edit(cursor.span(at), "{"),
            edit(cursor.span(last).after(), " }"),
        ],
        Applicability::Safe,
    ));
    Some(at + 1)
}
