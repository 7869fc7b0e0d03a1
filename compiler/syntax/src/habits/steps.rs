//! Steps and failures with a part that belongs elsewhere.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::phrases::begins_string;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::{TokenKind, WordClass, word};

/// Whether a step may begin at the token: as a statement, or as the value of a statement.
fn stands(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    cursor.begins_statement(at) || before == Some(TokenKind::Equal)
}

/// `retry 3 { http … }`
pub(super) fn retried_block(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "retry") || !stands(cursor, at) {
        return None;
    }
    let open = cursor.first(at + 1..=cursor.line_end(at), TokenKind::BraceOpen)?;
    let close = cursor.partner(open)?;
    let first = open + 1;
    let begins_block = word(cursor.text(first))
        .is_some_and(|word| matches!(word.class, WordClass::Statement | WordClass::Step));
    let counts = (at + 1..open).all(|one| {
        matches!(
            cursor.kind(one),
            Some(TokenKind::Number | TokenKind::ParenOpen | TokenKind::ParenClose)
        ) || cursor.is(one, "times")
    });
    if !begins_block || !counts {
        return None;
    }
    let number = (at + 1..open).find(|at| cursor.kind(*at) == Some(TokenKind::Number));
    let number = number.map_or("3", |at| cursor.text(at));
    // The steps in the block are checked as if they were not repeated.
    rewrites.word(cursor, at, "if @");
    rewrites.leave_out(cursor, at + 1..open);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.span(at),
        "there is no `retry` of a block",
    )
    .label("not part of the language");
    let attempts = number.parse::<u32>().ok().filter(|most| *most <= 10);
    let attempts: Option<Vec<String>> =
        attempts.map(|most| (1..=most).map(|one| one.to_string()).collect());
    rewrites.report(match attempts {
        Some(attempts) => {
            let indent = " ".repeat(cursor.indent(at).unwrap_or(0));
            let begins = if cursor.begins_line(close) {
                "  "
            } else {
                "\n"
            };
            let head = format!("for _attempt in [{}] {{ try {{", attempts.join(", "));
            let end = format!("{begins}break\n{indent}}} catch e {{ log warn e.message }} }}");
            report.fix(
                "repeat it with a loop, which ends at the first success",
                vec![
                    edit(cursor.spans(at, open), head),
                    edit(cursor.span(close), end),
                ],
                Applicability::Unsafe,
            )
        }
        None => {
            report.help("repeat it with a loop: `while c at most 100 { try { … } catch e { … } }`")
        }
    });
    Some(open + 1)
}

/// `try http GET …`
pub(super) fn bare_try(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let first = at + 1;
    let is_step = word(cursor.text(first))
        .is_some_and(|word| matches!(word.class, WordClass::Statement | WordClass::Step));
    if !cursor.is(at, "try") || !stands(cursor, at) || !is_step || cursor.begins_line(first) {
        return None;
    }
    let end = cursor.statement_end(first);
    let catch = (first..=end).find(|one| cursor.is(*one, "catch"));
    let last = catch.map_or(end, |catch| catch - 1);
    let (close, help) = match catch {
        Some(_) => (" }", "put the step into braces"),
        None => (
            " } catch e { log warn e.message }",
            "put the step into braces, and say what happens when it fails",
        ),
    };
    if catch.is_some() {
        rewrites.block(cursor, at, last);
    } else {
        rewrites.give_up(cursor, at..end + 1);
    }
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(first),
        "what a `try` contains must be in braces",
        "`{` is missing before this",
        help,
        vec![
            edit(cursor.span(first).before(), "{ "),
            edit(cursor.span(last).after(), close),
        ],
        Applicability::Unsafe,
    ));
    Some(if catch.is_some() { first } else { end + 1 })
}

/// `fail 409 "not enough"`
pub(super) fn fail_with_status(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let comma = usize::from(cursor.kind(at + 2) == Some(TokenKind::Comma));
    let text = at + 2 + comma;
    if !cursor.is(at, "fail")
        || cursor.kind(at + 1) != Some(TokenKind::Number)
        || !begins_string(cursor, text)
    {
        return None;
    }
    let status = cursor.text(at + 1);
    let close = cursor.string_end(text)?;
    rewrites.leave_out(cursor, at + 1..text);
    let gone = cursor.span(at + 1).to(cursor.span(text).before());
    rewrites.report(
        mended(
            Code::Syntax,
            cursor.span(at + 1),
            "a `fail` has no status",
            "not needed",
            "remove it",
            vec![edit(gone, "")],
            Applicability::Unsafe,
        )
        .help(format!(
            "to respond with the status, write `respond {status} json {{ error: {} }}`",
            cursor.written(text, close)
        )),
    );
    Some(text)
}

/// `expect json { id: int }`
pub(super) fn expected_kind(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let kind = at + 1;
    let is_kind = cursor.is(at, "expect") && cursor.is(kind, "json") && !cursor.begins_line(kind);
    let is_named = cursor.is_word(at + 2)
        && (cursor.text(at + 2).starts_with(char::is_uppercase)
            || word(cursor.text(at + 2)).is_some_and(|word| word.class == WordClass::Type));
    let has_type = is_named
        || matches!(
            cursor.kind(at + 2),
            Some(TokenKind::BraceOpen | TokenKind::BracketOpen)
        );
    if !is_kind || !has_type || cursor.begins_line(at + 2) {
        return None;
    }
    rewrites.leave_out(cursor, kind..at + 2);
    let gone = cursor.span(kind).to(cursor.span(at + 2).before());
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(kind),
        "`expect` takes only the type of the body",
        "not needed: a body with fields is JSON",
        "remove the `json`",
        vec![edit(gone, "")],
        Applicability::Safe,
    ));
    Some(at + 2)
}

/// `notify team "#stock" "sold out"`
pub(super) fn second_text(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "notify") || !cursor.is_word(at + 1) || !begins_string(cursor, at + 2) {
        return None;
    }
    let close = cursor.string_end(at + 2)?;
    let comma = usize::from(cursor.kind(close + 1) == Some(TokenKind::Comma));
    let text = close + 1 + comma;
    if !begins_string(cursor, text) {
        return None;
    }
    rewrites.leave_out(cursor, at + 2..text);
    let gone = cursor.span(at + 2).to(cursor.span(text).before());
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at + 2, close),
        "a `notify` takes one text",
        "not the message",
        format!(
            "remove it: `channel {}` decides where the message goes",
            cursor.text(at + 1)
        ),
        vec![edit(gone, "")],
        Applicability::Unsafe,
    ));
    Some(text)
}

/// `http GET api "/x" ?? null`
pub(super) fn step_default(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !matches!(cursor.text(at), "http" | "notify" | "call") || !stands(cursor, at) {
        return None;
    }
    let end = cursor.statement_end(at);
    let is_default =
        |one: &usize| cursor.is(*one, "??") && cursor.opener(*one) == cursor.opener(at);
    let sign = (at + 1..end).find(is_default)?;
    let step = cursor.written(at, sign - 1);
    let other = cursor.written(sign + 1, end);
    rewrites.give_up(cursor, at..end + 1);
    let meant = format!("try {{ {step} }} catch {{ {other} }}");
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(sign),
        format!("`{}` is never null: it fails", cursor.text(at)),
        "nothing to replace",
        "to go on when it fails, catch the failure",
        vec![edit(cursor.spans(at, end), meant)],
        Applicability::Unsafe,
    ));
    Some(end + 1)
}

/// `continue outer`
pub(super) fn labelled_exit(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_exit = matches!(cursor.text(at), "continue" | "break") && cursor.begins_statement(at);
    if !is_exit
        || !cursor.is_word(at + 1)
        || cursor.begins_line(at + 1)
        || !cursor.ends_line(at + 1)
    {
        return None;
    }
    let written = cursor.text(at);
    let mut loops = 0;
    let mut place = at;
    while let Some(open) = cursor.opener(place) {
        let start = (0..open).rev().find(|one| cursor.begins_statement(*one));
        loops += usize::from(start.is_some_and(|start| {
            (start..open).any(|one| matches!(cursor.text(one), "for" | "while"))
        }));
        place = open;
    }
    rewrites.leave_out(cursor, at + 1..at + 2);
    let gone = cursor.span(at).after().to(cursor.span(at + 1));
    let certain = loops == 1;
    let report = mended(
        Code::Syntax,
        cursor.span(at + 1),
        format!("a `{written}` names no loop"),
        "not needed",
        "remove it",
        vec![edit(gone, "")],
        if certain {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    );
    rewrites.report(if certain {
        report
    } else {
        report.note(format!("`{written}` belongs to the innermost loop"))
    });
    Some(at + 2)
}

/// `while c at most 3 times {`
pub(super) fn times(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_limit = cursor.is(at, "most")
        && matches!(
            cursor.text(at + 2),
            "times" | "iterations" | "rounds" | "tries" | "attempts"
        )
        && cursor.kind(at + 3) == Some(TokenKind::BraceOpen);
    if !is_limit {
        return None;
    }
    rewrites.leave_out(cursor, at + 2..at + 3);
    rewrites.report(
        mistakes::no_word(cursor.span(at + 2), cursor.text(at + 2)).fix(
            "write only the number",
            vec![edit(
                cursor.span(at + 1).after().to(cursor.span(at + 2)),
                "",
            )],
            Applicability::Safe,
        ),
    );
    Some(at + 3)
}
