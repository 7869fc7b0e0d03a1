//! Statements that end an execution or a function, as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::messages;
use super::rewrites::{Rewrites, edit};
use crate::mistakes;
use crate::tokens::TokenKind;

/// `res.status(404).json(x)`, optionally after `return`
pub(super) fn answer(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let first = at + usize::from(cursor.is(at, "return"));
    let is_answer = cursor.begins_statement(at)
        && matches!(cursor.text(first), "res" | "resp" | "response" | "reply")
        && cursor.kind(first + 1) == Some(TokenKind::Dot);
    if !is_answer {
        return None;
    }
    let end = cursor.statement_end(at);
    let (mut status, mut body) = (String::from("200"), None);
    let mut next = first + 1;
    while next < end {
        let call = cursor.text(next + 1);
        let open = next + 2;
        if cursor.kind(next) != Some(TokenKind::Dot)
            || cursor.kind(open) != Some(TokenKind::ParenOpen)
        {
            return None;
        }
        let close = cursor.partner(open)?;
        let argument = if close > open + 1 {
            cursor.written(open + 1, close - 1)
        } else {
            ""
        };
        match call {
            "status" | "code" | "sendStatus" | "writeHead" => status = argument.to_owned(),
            "json" | "send" | "end" | "text" if !argument.is_empty() => {
                let is_text =
                    call == "text" || call != "json" && argument.starts_with(['"', '\'', '`']);
                body = Some(format!(
                    "{} {argument}",
                    if is_text { "text" } else { "json" }
                ));
            }
            _ => {}
        }
        next = close + 1;
    }
    let meant = match &body {
        Some(body) => format!("respond {status} {body}"),
        None => format!("respond {status}"),
    };
    rewrites.give_up_as(cursor, at..end + 1, "respond @");
    let span = cursor.spans(at, end);
    let report = Diagnostic::new(
        Code::UnknownKeyword,
        span,
        format!("there is no `{}`", cursor.text(first)),
    )
    .label("a workflow responds with `respond`");
    rewrites.report(if meant.contains('\n') {
        report.help(format!("write `respond {status} json {{ … }}`"))
    } else {
        report.fix(
            format!("write `{meant}`"),
            vec![edit(span, meant)],
            Applicability::Unsafe,
        )
    });
    Some(end + 1)
}

/// `return x`
pub(super) fn returned(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_return = cursor.is(at, "return")
        && cursor.begins_statement(at)
        && !matches!(
            cursor.kind(at + 1),
            Some(TokenKind::Colon | TokenKind::Equal | TokenKind::Dot)
        );
    if !is_return {
        return None;
    }
    let end = cursor.statement_end(at);
    let span = cursor.span(at);
    let new = || mistakes::no_word(span, "return");
    let removed = || vec![edit(span.to(cursor.span(at + 1).before()), "")];
    if end > at && is_statement(cursor.text(at + 1)) {
        rewrites.leave_out(cursor, at..at + 1);
        let says = format!("remove the `return`: `{}` needs none", cursor.text(at + 1));
        rewrites.report(new().fix(says, removed(), Applicability::Safe));
        return Some(at + 1);
    }
    let in_function = !matches!(cursor.text(0), "workflow" | "flow") || is_called(cursor);
    let is_status =
        cursor.kind(at + 1) == Some(TokenKind::Number) && cursor.text(at + 1).len() == 3;
    if !in_function && is_status && end > at + 1 {
        rewrites.word(cursor, at, "respond");
        rewrites.report(new().fix(
            "a workflow responds with `respond`",
            vec![edit(span, "respond")],
            Applicability::Unsafe,
        ));
        // The text after the status may have mistakes of its own.
        return messages::answer_after(cursor, at, rewrites).or(Some(at + 2));
    }
    if !in_function {
        let value = if end > at {
            cursor.written(at + 1, end)
        } else {
            ""
        };
        rewrites.give_up_as(cursor, at..end + 1, "respond @");
        rewrites.report(mistakes::foreign_return(span, value));
        return Some(end + 1);
    }
    if end > at && ends_function(cursor, end + 1) {
        rewrites.leave_out(cursor, at..at + 1);
        let says = "the last line of a block is its value: remove the `return`";
        rewrites.report(new().fix(says, removed(), Applicability::Safe));
        return Some(at + 1);
    }
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(new().help(
        "the last line of a block is its value; for an early one, write `if … { a } else { b }`",
    ));
    Some(end + 1)
}

/// Whether the declaration is a workflow that is called: its last line is its result.
fn is_called(cursor: &Cursor<'_>) -> bool {
    // `workflow NAME { trigger call`
    (1..5).any(|at| cursor.is(at, "trigger") && cursor.is(at + 1, "call"))
}

fn is_statement(text: &str) -> bool {
    matches!(
        text,
        "respond"
            | "fail"
            | "stop"
            | "create"
            | "upsert"
            | "update"
            | "find"
            | "http"
            | "notify"
            | "call"
            | "start"
            | "run"
    )
}

/// Whether only closing braces and other branches follow.
fn ends_function(cursor: &Cursor<'_>, at: usize) -> bool {
    let mut at = at;
    while at < cursor.len() {
        match cursor.kind(at) {
            Some(TokenKind::BraceClose | TokenKind::Semicolon) => at += 1,
            Some(TokenKind::Word) if matches!(cursor.text(at), "else" | "elif") => {
                let open = cursor.first(at..cursor.len(), TokenKind::BraceOpen);
                match open.and_then(|open| cursor.partner(open)) {
                    Some(close) => at = close + 1,
                    None => return false,
                }
            }
            _ => return false,
        }
    }
    true
}

/// `throw new Error("x")`
pub(super) fn thrown(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_thrown = matches!(cursor.text(at), "throw" | "raise" | "panic")
        && cursor.begins_statement(at)
        && !matches!(
            cursor.kind(at + 1),
            Some(TokenKind::Colon | TokenKind::Equal)
        );
    if !is_thrown {
        return None;
    }
    let end = cursor.statement_end(at);
    let text =
        (at + 1..=end).find(|at| matches!(cursor.kind(*at), Some(TokenKind::StringStart(_))));
    let text = text.and_then(|start| Some((start, cursor.string_end(start)?)));
    let span = cursor.spans(at, end);
    let written = cursor.text(at);
    let report = mistakes::no_word(cursor.span(at), written);
    let Some((start, close)) = text.filter(|(_, close)| *close <= end) else {
        let value = if end > at {
            cursor.written(at + 1, end)
        } else {
            ""
        };
        let is_name = end == at + 1 && cursor.is_word(at + 1);
        rewrites.give_up(cursor, at..end + 1);
        rewrites.report(if is_name {
            report.fix(
                format!("to rethrow a failure, write `fail {value}`"),
                vec![edit(cursor.span(at), "fail")],
                Applicability::Unsafe,
            )
        } else {
            report.help("to fail, write `fail \"why\"`")
        });
        return Some(end + 1);
    };
    rewrites.word(cursor, at, "fail");
    rewrites.leave_out(cursor, at + 1..start);
    rewrites.leave_out(cursor, close + 1..end + 1);
    let meant = format!("fail {}", cursor.written(start, close));
    rewrites.report(report.fix(
        format!("to fail, write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(start)
}

/// `assert x`
pub(super) fn assertion(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_assertion = matches!(cursor.text(at), "assert" | "require" | "guard" | "unless")
        && cursor.begins_statement(at)
        && at > 0
        && !cursor.ends_line(at)
        && !matches!(
            cursor.kind(at + 1),
            Some(TokenKind::Colon | TokenKind::Equal | TokenKind::Dot)
        );
    if !is_assertion {
        return None;
    }
    let end = cursor.statement_end(at);
    let condition = cursor.written(at + 1, end);
    rewrites.give_up(cursor, at..end + 1);
    let report = mistakes::no_word(cursor.span(at), cursor.text(at));
    let plain = !condition.contains(['\n', '{', ',']);
    rewrites.report(if plain {
        let meant = format!("if not ({condition}) {{ fail \"…\" }}");
        report.fix(
            format!("to check a condition, write `{meant}`"),
            vec![edit(cursor.spans(at, end), meant)],
            Applicability::Unsafe,
        )
    } else {
        report.help("to check a condition, write `if not (…) { fail \"why\" }`")
    });
    Some(end + 1)
}
