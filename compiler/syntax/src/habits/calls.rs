//! Calls to workflows as they are written elsewhere, and calls in places where no step is allowed.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::tokens::TokenKind;

/// Whether a step that calls a workflow begins here.
fn begins_call(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    cursor.is(at, "call")
        && cursor.is_word(at + 1)
        && !cursor.begins_line(at + 1)
        && before.is_none_or(|before| !cursor.is(before, "trigger") && !is_dot(cursor, before))
}

fn is_dot(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(
        cursor.kind(at),
        Some(TokenKind::Dot | TokenKind::OptionalDot)
    )
}

/// `call billing.invoice(x)`
pub(super) fn qualified(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !begins_call(cursor, at) || !is_dot(cursor, at + 2) {
        return None;
    }
    let mut name = at + 1;
    while is_dot(cursor, name + 1) && cursor.is_word(name + 2) {
        name += 2;
    }
    if name == at + 1 || cursor.kind(name + 1) != Some(TokenKind::ParenOpen) {
        return None;
    }
    let workflow = cursor.text(name);
    rewrites.leave_out(cursor, at + 1..name);
    let gone = cursor.span(at + 1).to(cursor.span(name).before());
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at + 1, name - 1),
        "a workflow is called by its name alone",
        "not part of its name",
        format!("all files are one program: write `call {workflow}(…)`"),
        vec![edit(gone, "")],
        Applicability::Unsafe,
    ));
    // A call in the wrong place is also found.
    nested(cursor, at, rewrites).or(Some(name))
}

/// `call invoice a, b`, `call invoice with a, b`
pub(super) fn without_parentheses(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let linked = usize::from(matches!(cursor.text(at + 2), "with" | "using"));
    let first = at + 2 + linked;
    let begins = begins_call(cursor, at)
        && !cursor.begins_line(at + 2)
        && !cursor.begins_line(first)
        && (cursor.is_word(first) && !is_setting(cursor, first)
            || matches!(
                cursor.kind(first),
                Some(TokenKind::Number | TokenKind::StringStart(_))
            ));
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let stands = cursor.begins_statement(at) || before == Some(TokenKind::Equal);
    if !begins || !stands {
        return None;
    }
    let end = cursor.statement_end(at);
    rewrites.leave_out(cursor, at + 2..first);
    rewrites.open_paren(cursor, at + 1);
    rewrites.close_paren(cursor, end);
    let gap = cursor.span(at + 1).after().to(cursor.span(first).before());
    rewrites.report(mended(
        Code::Parentheses,
        cursor.spans(at + 2, end),
        "the arguments of a call are written in parentheses",
        "the parentheses are missing around this",
        "add the parentheses",
        vec![edit(gap, "("), edit(cursor.span(end).after(), ")")],
        Applicability::Safe,
    ));
    Some(first)
}

/// Whether a setting begins here, such as `timeout 5s`.
fn is_setting(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(
        cursor.text(at),
        "timeout" | "retry" | "deadline" | "expect" | "at" | "after" | "every" | "on"
    )
}

/// `call invoice(x) timeout 5s`
pub(super) fn with_settings(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let begins = begins_call(cursor, at) && cursor.kind(at + 2) == Some(TokenKind::ParenOpen);
    let close = cursor.partner(at + 2).filter(|_| begins)?;
    let first = close + 1;
    let inner = if cursor.kind(first) == Some(TokenKind::BraceOpen) {
        first + 1
    } else {
        first
    };
    if !is_setting(cursor, inner) || cursor.begins_line(first) {
        return None;
    }
    let end = if inner == first {
        cursor.statement_end(first)
    } else {
        cursor.partner(first)?
    };
    rewrites.leave_out(cursor, first..end + 1);
    let gone = cursor.span(close).after().to(cursor.span(end));
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(first, end),
            "a `call` has no settings",
        )
        .label("not allowed here")
        .fix("remove it", vec![edit(gone, "")], Applicability::Unsafe)
        .help(
            "its time limit is the `deadline` of the workflow that calls it: a line in its trigger",
        ),
    );
    Some(end + 1)
}

/// `respond 200 json call f(x)`, `if call f(x) == null { … }`, `call f(x).id`
pub(super) fn nested(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !begins_call(cursor, at) {
        return None;
    }
    let open = cursor.first(at + 2..=cursor.line_end(at), TokenKind::ParenOpen)?;
    let close = cursor.partner(open)?;
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let is_operand = matches!(
        before,
        Some(TokenKind::Word | TokenKind::Number | TokenKind::Operator | TokenKind::Minus)
    ) && !cursor.begins_statement(at)
        && !at
            .checked_sub(1)
            .is_some_and(|before| cursor.is(before, "await"));
    let goes_on = !cursor.begins_line(close + 1)
        && (is_dot(cursor, close + 1)
            || matches!(
                cursor.kind(close + 1),
                Some(TokenKind::Operator | TokenKind::Minus)
            )
            || matches!(cursor.text(close + 1), "and" | "or" | "in"));
    // Elsewhere inside brackets, the checker reports the step.
    if cursor.is_inside(at) || !(is_operand || goes_on) {
        return None;
    }
    let mut start = cursor.value_start(at);
    while start > 0 && !cursor.begins_statement(start) {
        start -= 1;
    }
    let name = ["result", "called", "answer"]
        .into_iter()
        .find(|name| !(0..cursor.len()).any(|at| cursor.is(at, name)))
        .unwrap_or("result_of_call");
    rewrites.give_up(cursor, at..close + 1);
    let step = cursor.written(at, close);
    let report = Diagnostic::new(
        Code::StepPlace,
        cursor.spans(at, close),
        "`call` cannot be inside an expression",
    )
    .label("a step must be on its own line");
    // The condition of a loop is computed in every iteration, so a line before the loop does not
    // have the same meaning.
    let is_again = matches!(cursor.text(start), "while" | "}" | "else");
    let indent = " ".repeat(cursor.indent(start).unwrap_or(0));
    let help = format!("write `let {name} = {step}` before it, and `{name}` here");
    rewrites.report(if is_again || step.contains('\n') {
        report.help(format!(
            "bind its result with `let {name} = call …`, and use `{name}`"
        ))
    } else {
        report.fix(
            help,
            vec![
                edit(
                    cursor.span(start).before(),
                    format!("let {name} = {step}\n{indent}"),
                ),
                edit(cursor.spans(at, close), name),
            ],
            Applicability::Unsafe,
        )
    });
    Some(close + 1)
}
