//! Statements as other languages write them.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use super::words::{HabitPlace, Instead, habit};
use crate::mistakes;
use crate::tokens::{TokenKind, WordClass, word};

/// The last token of the statement that begins there: that of its line, or of the line where the last bracket is closed.
fn statement_end(cursor: &Cursor<'_>, at: usize) -> usize {
    let mut open = 0_usize;
    let mut last = at;
    for at in at..cursor.len() {
        match cursor.kind(at) {
            Some(
                TokenKind::BraceOpen
                | TokenKind::ParenOpen
                | TokenKind::BracketOpen
                | TokenKind::InterpolationStart,
            ) => open += 1,
            Some(
                TokenKind::BraceClose
                | TokenKind::ParenClose
                | TokenKind::BracketClose
                | TokenKind::InterpolationEnd,
            ) => {
                // The brace of the block around it.
                let Some(less) = open.checked_sub(1) else {
                    break;
                };
                open = less;
            }
            Some(TokenKind::Semicolon) if open == 0 => break,
            _ => {}
        }
        last = at;
        if open == 0 && cursor.ends_line(at) {
            break;
        }
    }
    last
}

/// `let mut x = 1`, `int x = 1`, `const x = 1`
pub(super) fn binding(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.begins_statement(at) || !cursor.is_word(at) || !cursor.is_word(at + 1) {
        return None;
    }
    let binds = |name: usize| {
        cursor.is_word(name)
            && matches!(
                cursor.kind(name + 1),
                Some(TokenKind::Equal | TokenKind::Colon)
            )
    };
    let written = cursor.text(at);
    if matches!(written, "let" | "var") && cursor.is(at + 1, "mut") && binds(at + 2) {
        rewrites.leave_out(cursor, at + 1..at + 2);
        let span = cursor.spans(at, at + 1);
        rewrites.report(mended(
            Code::UnknownKeyword,
            span,
            "there is no `mut`",
            "not a word of the language",
            "what changes is bound by `var`",
            vec![edit(span, "var")],
            Applicability::Safe,
        ));
        return Some(at + 3);
    }
    let is_foreign = habit(HabitPlace::Keyword, written)
        .is_some_and(|habit| habit.instead == Instead::Same("let"));
    let is_type = habit(HabitPlace::Type, written).is_some()
        || word(written).is_some_and(|word| word.class == WordClass::Type);
    if !binds(at + 1) || !(is_foreign || is_type && cursor.kind(at + 2) == Some(TokenKind::Equal)) {
        return None;
    }
    rewrites.word(cursor, at, "let");
    let message = if is_foreign {
        format!("there is no `{written}`")
    } else {
        "a name is bound by `let`, without its type before it".to_owned()
    };
    rewrites.report(mended(
        Code::UnknownKeyword,
        cursor.span(at),
        message,
        if is_foreign {
            "not a word of the language"
        } else {
            "`let` belongs here"
        },
        "a name is bound by `let`",
        vec![edit(cursor.span(at), "let")],
        Applicability::Safe,
    ));
    Some(at + 2)
}

/// `x := 1`
pub(super) fn short_binding(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_binding = cursor.begins_statement(at)
        && cursor.is_word(at)
        && cursor.kind(at + 1) == Some(TokenKind::Colon)
        && cursor.kind(at + 2) == Some(TokenKind::Equal)
        && cursor.touches(at + 2);
    if !is_binding {
        return None;
    }
    let name = cursor.text(at);
    rewrites.word(cursor, at, &format!("let {name}"));
    rewrites.leave_out(cursor, at + 1..at + 2);
    rewrites.report(mended(
        Code::ForeignOperator,
        cursor.spans(at + 1, at + 2),
        "a name is bound by `let`, not by `:=`",
        "as in other languages",
        format!("write `let {name} = …`"),
        vec![edit(cursor.spans(at, at + 2), format!("let {name} ="))],
        Applicability::Safe,
    ));
    Some(at + 3)
}

/// `x++`, `x += 1`
pub(super) fn change(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let sign = cursor.text(at);
    let is_sign = matches!(sign, "+" | "-" | "*" | "/" | "%");
    let before = at
        .checked_sub(1)
        .filter(|before| is_sign && cursor.is_word(*before))?;
    let is_step = matches!(sign, "+" | "-") && cursor.is(at + 1, sign) && cursor.touches(at + 1);
    let is_compound = cursor.kind(at + 1) == Some(TokenKind::Equal) && cursor.touches(at + 1);
    let start = cursor.path_start(before);
    let path = cursor.written(start, before);
    let written = cursor.written(at, at + 1);
    if is_step && !cursor.begins_statement(start) {
        let ends = cursor.ends_line(at + 1)
            || matches!(
                cursor.kind(at + 2),
                Some(TokenKind::Comma | TokenKind::BraceClose | TokenKind::ParenClose)
            );
        if !ends {
            return None;
        }
        rewrites.leave_out(cursor, at..at + 2);
        rewrites.report(mended(
            Code::ForeignOperator,
            cursor.spans(at, at + 1),
            format!("there is no `{written}`"),
            "as in other languages",
            format!("write `{path} {sign} 1`"),
            vec![edit(cursor.spans(at, at + 1), format!(" {sign} 1"))],
            Applicability::Safe,
        ));
        return Some(at + 2);
    }
    if !(is_step || is_compound) || !cursor.begins_statement(start) {
        return None;
    }
    let end = statement_end(cursor, start);
    rewrites.give_up(cursor, start..end + 1);
    let report = Diagnostic::new(
        Code::ForeignOperator,
        cursor.spans(at, at + 1),
        format!("there is no `{written}`"),
    )
    .label("as in other languages");
    if start != before {
        rewrites.report(report.help(format!(
            "values do not change; to change a row, write `update … set {{ {0}: .{0} {sign} … }}`",
            cursor.text(before)
        )));
        return Some(end + 1);
    }
    let is_single = end <= at + 2;
    let mut edits = vec![edit(
        cursor.spans(at, at + 1),
        match (is_step, is_single || sign == "+") {
            (true, _) => format!(" = {path} {sign} 1"),
            (false, true) => format!("= {path} {sign}"),
            (false, false) => format!("= {path} {sign} ("),
        },
    )];
    if !is_step && !is_single && sign != "+" {
        // What follows is worked out first.
        let first = cursor.span(at + 2);
        edits = vec![
            edit(
                cursor.span(at).to(first.before()),
                format!("= {path} {sign} ("),
            ),
            edit(cursor.span(end).after(), ")"),
        ];
    }
    let value = if is_step { "1" } else { "…" };
    rewrites.report(report.fix(
        format!("write `{path} = {path} {sign} {value}`, with `{path}` bound by `var`"),
        edits,
        Applicability::Safe,
    ));
    Some(end + 1)
}

/// `res.status(404).json(x)`, and the same behind `return`
pub(super) fn answer(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let first = at + usize::from(cursor.is(at, "return"));
    let is_answer = cursor.begins_statement(at)
        && matches!(cursor.text(first), "res" | "resp" | "response" | "reply")
        && cursor.kind(first + 1) == Some(TokenKind::Dot);
    if !is_answer {
        return None;
    }
    let end = statement_end(cursor, at);
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
    .label("a workflow answers by `respond`");
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
    let end = statement_end(cursor, at);
    let span = cursor.span(at);
    let new = || {
        Diagnostic::new(Code::UnknownKeyword, span, "there is no `return`")
            .label("not a word of the language")
    };
    let removed = || vec![edit(span.to(cursor.span(at + 1).before()), "")];
    if end > at && is_statement(cursor.text(at + 1)) {
        rewrites.leave_out(cursor, at..at + 1);
        let says = format!(
            "`{}` stands alone: remove the `return`",
            cursor.text(at + 1)
        );
        rewrites.report(new().fix(says, removed(), Applicability::Safe));
        return Some(at + 1);
    }
    let in_function = !matches!(cursor.text(0), "workflow" | "flow");
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

/// Whether nothing but closing braces, and other branches, follows.
fn ends_function(cursor: &Cursor<'_>, at: usize) -> bool {
    let mut at = at;
    while at < cursor.len() {
        match cursor.kind(at) {
            Some(TokenKind::BraceClose | TokenKind::Semicolon) => at += 1,
            Some(TokenKind::Word) if matches!(cursor.text(at), "else" | "elif") => {
                let open =
                    (at..cursor.len()).find(|at| cursor.kind(*at) == Some(TokenKind::BraceOpen));
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
    let end = statement_end(cursor, at);
    let text =
        (at + 1..=end).find(|at| matches!(cursor.kind(*at), Some(TokenKind::StringStart(_))));
    let text = text.and_then(|start| Some((start, cursor.string_end(start)?)));
    let span = cursor.spans(at, end);
    let written = cursor.text(at);
    let report = Diagnostic::new(
        Code::UnknownKeyword,
        cursor.span(at),
        format!("there is no `{written}`"),
    )
    .label("not a word of the language");
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
                format!("a failure is passed on by `fail {value}`"),
                vec![edit(cursor.span(at), "fail")],
                Applicability::Unsafe,
            )
        } else {
            report.help("an execution fails by `fail \"why\"`")
        });
        return Some(end + 1);
    };
    rewrites.word(cursor, at, "fail");
    rewrites.leave_out(cursor, at + 1..start);
    rewrites.leave_out(cursor, close + 1..end + 1);
    let meant = format!("fail {}", cursor.written(start, close));
    rewrites.report(report.fix(
        format!("an execution fails by `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(start)
}

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
    let end = statement_end(cursor, at);
    let report = Diagnostic::new(
        Code::UnknownKeyword,
        cursor.spans(at, at + into),
        format!("there is no `{}`", cursor.written(at, at + into)),
    )
    .label("not a word of the language");
    if !cursor.is_word(name) || cursor.kind(name + 1) != Some(TokenKind::BraceOpen) {
        rewrites.give_up(cursor, at..end + 1);
        rewrites.report(report.help(format!(
            "a row is made by `create`: `create {} {{ field: value }}`",
            cursor.text(name)
        )));
        return Some(end + 1);
    }
    rewrites.word(cursor, at, "create");
    rewrites.leave_out(cursor, at + 1..name);
    rewrites.report(report.fix(
        "a row is made by `create`",
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
    let end = statement_end(cursor, at);
    let from = (at..end).find(|at| cursor.text(*at).eq_ignore_ascii_case("from"))?;
    let name = cursor.text(from + 1);
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(
        Diagnostic::new(
            Code::UnknownKeyword,
            cursor.span(at),
            "there is no `select`",
        )
        .label("not a word of the language")
        .help(format!(
            "a row is read by `find one {name} where .field == value`"
        )),
    );
    Some(end + 1)
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
    let end = statement_end(cursor, at);
    let condition = cursor.written(at + 1, end);
    rewrites.give_up(cursor, at..end + 1);
    let report = Diagnostic::new(
        Code::UnknownKeyword,
        cursor.span(at),
        format!("there is no `{}`", cursor.text(at)),
    )
    .label("not a word of the language");
    let plain = !condition.contains(['\n', '{', ',']);
    rewrites.report(if plain {
        let meant = format!("if not ({condition}) {{ fail \"…\" }}");
        report.fix(
            format!("a check is an `if`: `{meant}`"),
            vec![edit(cursor.spans(at, end), meant)],
            Applicability::Unsafe,
        )
    } else {
        report.help("a check is an `if`: `if not (…) { fail \"why\" }`")
    });
    Some(end + 1)
}
