//! `body json by … { … }` as it is written elsewhere, and the patterns for its union.

use std::ops::Range;

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::phrases::begins_string;
use super::rewrites::{Rewrites, edit, mended};
use crate::tokens::{TokenKind, WordClass, word};

/// The `by` of the `body` that begins here, and the `{` of its arms.
fn choice(cursor: &Cursor<'_>, at: usize) -> Option<(usize, usize)> {
    if !cursor.is(at, "body") || !cursor.begins_statement(at) {
        return None;
    }
    let line = cursor.line_end(at);
    let by = (at + 1..=line).find(|by| {
        cursor.is(*by, "by") && cursor.opener(*by) == cursor.opener(at) && !cursor.touches(by + 1)
    })?;
    let open = (by + 1..=line).find(|open| {
        cursor.kind(*open) == Some(TokenKind::BraceOpen)
            && cursor.opener(*open) == cursor.opener(at)
    })?;
    cursor.partner(open).map(|_| (by, open))
}

/// The mistakes in a `body json by`, from its head to its arms.
pub(super) fn by(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let (by, open) = choice(cursor, at)?;
    let close = cursor.partner(open)?;
    if by == at + 1 {
        rewrites.give_up(cursor, by..close + 1);
        rewrites.report(mended(
            Code::Syntax,
            cursor.span(at),
            "only a JSON body is chosen with `by`",
            "`json` is missing after this",
            "write `body json by`",
            vec![edit(cursor.span(at).after(), " json")],
            Applicability::Safe,
        ));
        return Some(close + 1);
    }
    if cursor.is(at + 1, "json") && by > at + 2 {
        typed(cursor, at + 2..by, open..close, rewrites);
    }
    key(cursor, by + 1, open, rewrites);
    Some(open + 1)
}

/// `body json Push | Issue by … { … }`
fn typed(cursor: &Cursor<'_>, types: Range<usize>, arms: Range<usize>, rewrites: &mut Rewrites) {
    let is_in_arm = |ty: usize| {
        !cursor.is_word(ty) || arms.clone().any(|at| cursor.text(at) == cursor.text(ty))
    };
    let applicability = if types.clone().all(is_in_arm) {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    rewrites.leave_out(cursor, types.clone());
    let gone = cursor.span(types.start).to(cursor.span(types.end).before());
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(types.start, types.end - 1),
        "with `by`, each arm names its type",
        "no type belongs here",
        "remove it",
        vec![edit(gone, "")],
        applicability,
    ));
}

/// `by header "x-event"`
fn key(cursor: &Cursor<'_>, at: usize, open: usize, rewrites: &mut Rewrites) {
    let group = match cursor.text(at) {
        "header" | "headers" => "headers",
        "query" => "query",
        _ => return,
    };
    let opener = at + 1;
    let is_bracket = cursor.kind(opener) == Some(TokenKind::BracketOpen);
    let start = opener + usize::from(is_bracket);
    let Some(end) = cursor
        .string_end(start)
        .filter(|_| begins_string(cursor, start))
    else {
        return;
    };
    let last = end + usize::from(is_bracket);
    if last + 1 != open {
        return;
    }
    let meant = format!("context.{group}[{}]", cursor.written(start, end));
    rewrites.give_up(cursor, at..open);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at, last),
        format!("a value of the request begins with `context.{group}`"),
        "not a value",
        format!("write `{meant}`"),
        vec![edit(cursor.spans(at, last), meant)],
        Applicability::Safe,
    ));
}

/// Whether the token is directly inside the arms of a `body json by`.
fn is_in_arms(cursor: &Cursor<'_>, at: usize) -> bool {
    let Some(open) = cursor.opener(at) else {
        return false;
    };
    let outer = cursor.opener(open);
    (0..open)
        .rev()
        // A longer head is not searched, so that the time is linear.
        .take(40)
        .take_while(|before| Some(*before) != outer)
        .find(|before| cursor.is(*before, "body") && cursor.opener(*before) == outer)
        .and_then(|body| choice(cursor, body))
        .is_some_and(|(_, arms)| arms == open)
}

/// `"push", "tag" => Push`
pub(super) fn listed_patterns(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let begins = cursor.begins_line(at) || cursor.kind(before) == Some(TokenKind::BraceOpen);
    let is_arms = || {
        is_in_arms(cursor, at)
            || cursor.opener(at).is_some_and(|open| {
                (cursor.value_start(open)..open).any(|head| cursor.is(head, "match"))
            })
    };
    let end_of = |at: usize| match cursor.kind(at) {
        Some(TokenKind::Number) => Some(at),
        Some(TokenKind::StringStart(_)) => cursor.string_end(at),
        _ => None,
    };
    let mut last = end_of(at).filter(|_| begins)?;
    let mut signs = Vec::new();
    while cursor.kind(last + 1) == Some(TokenKind::Comma) || cursor.is(last + 1, "or") {
        signs.push(last + 1);
        last = end_of(last + 2)?;
    }
    let follows = cursor.kind(last + 1) == Some(TokenKind::FatArrow)
        || cursor.kind(last + 1) == Some(TokenKind::BraceOpen);
    let first = signs.first().copied().filter(|_| follows && is_arms())?;
    let mut edits = Vec::new();
    for sign in signs {
        rewrites.write(cursor, sign, "|", TokenKind::Pipe);
        let place = cursor
            .span(sign - 1)
            .after()
            .to(cursor.span(sign + 1).before());
        edits.push(edit(place, " | "));
    }
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(first),
        "several patterns of an arm are joined by `|`",
        "`|` belongs here",
        "write `|`",
        edits,
        Applicability::Safe,
    ));
    Some(last + 1)
}

/// `_ => respond 204`, `"push" => json Push`
pub(super) fn arm_value(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_arrow = cursor.kind(at) == Some(TokenKind::FatArrow) && !cursor.begins_line(at + 1);
    let first = at + 1;
    if !is_arrow || !is_in_arms(cursor, at) {
        return None;
    }
    let written = cursor.text(first);
    if matches!(written, "json" | "body") && cursor.is_word(first + 1) && !cursor.ends_line(first) {
        rewrites.leave_out(cursor, first..first + 1);
        let gone = cursor.span(first).to(cursor.span(first + 1).before());
        rewrites.report(mended(
            Code::Syntax,
            cursor.span(first),
            "an arm of `body json by` names only a type",
            "not needed",
            "remove it",
            vec![edit(gone, "")],
            Applicability::Safe,
        ));
        return Some(first + 1);
    }
    let is_statement = word(written).is_some_and(|word| word.class == WordClass::Statement);
    let opens = cursor.kind(first) == Some(TokenKind::BraceOpen)
        && cursor.kind(first + 1) == Some(TokenKind::BraceClose);
    if !(is_statement || opens) {
        return None;
    }
    let end = if opens {
        first + 1
    } else {
        cursor.statement_end(first)
    };
    rewrites.give_up(cursor, first..end + 1);
    rewrites.report(
        Diagnostic::new(
            Code::SettingValue,
            cursor.spans(first, end),
            "an arm of `body json by` names a type, or `ignore`",
        )
        .label("nothing runs here")
        .fix(
            "to answer such requests without running, write `ignore`",
            vec![edit(cursor.spans(first, end), "ignore")],
            Applicability::Unsafe,
        ),
    );
    Some(end + 1)
}

/// `"issues" as issue => …`: the pattern of a union is the name of a type.
pub(super) fn text_for_variant(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let end = cursor.string_end(at)?;
    let binds = cursor.is(end + 1, "as")
        && cursor.is_word(end + 2)
        && matches!(
            cursor.kind(end + 3),
            Some(TokenKind::FatArrow | TokenKind::BraceOpen)
        );
    if !binds {
        return None;
    }
    let written = cursor.written(at, end);
    let name = cursor.text(end + 2);
    // The arm of `body json by` with that text determines the type.
    let arm = (0..at).find(|one| {
        cursor.string_end(*one).is_some_and(|end| {
            cursor.written(*one, end) == written
                && cursor.kind(end + 1) == Some(TokenKind::FatArrow)
        }) && is_in_arms(cursor, *one)
    });
    let ty = arm
        .and_then(|arm| cursor.string_end(arm))
        .map(|end| end + 2)
        .filter(|ty| cursor.is_word(*ty));
    let report = Diagnostic::new(
        Code::BadPattern,
        cursor.spans(at, end),
        "a part of a union is named by its type",
    )
    .label("a text, not a type");
    let open = cursor.opener(at)?;
    match ty.map(|ty| cursor.text(ty)) {
        Some(ty) => {
            rewrites.word(cursor, at, ty);
            rewrites.leave_out(cursor, at + 1..end + 1);
            rewrites.report(report.fix(
                format!("write the type: `{ty} as {name}`"),
                vec![edit(cursor.spans(at, end), ty)],
                Applicability::Unsafe,
            ));
        }
        None => {
            let start = cursor.value_start(open);
            let last = cursor.statement_end(start);
            rewrites.give_up(cursor, start..last + 1);
            rewrites.report(report.help(format!("write the type: `Push as {name} => …`")));
            return Some(last + 1);
        }
    }
    Some(end + 1)
}
