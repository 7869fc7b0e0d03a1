//! Steps side by side, as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::{TokenKind, WordClass, word};

/// What to write for named steps side by side.
const NAMED: &str = "give each step a name: `parallel { first { http … } second { http … } }`";

/// `parallel [ … ]`, `parallel for x in xs { … }`, `parallel race { … }`, `settled parallel { … }`
pub(super) fn head(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if cursor.is(at, "settled")
        && cursor.is(at + 1, "parallel")
        && cursor.kind(at + 2) == Some(TokenKind::BraceOpen)
    {
        rewrites.word(cursor, at, "parallel");
        rewrites.word(cursor, at + 1, "settled");
        let span = cursor.spans(at, at + 1);
        rewrites.report(mended(
            Code::Syntax,
            span,
            "`settled` belongs after `parallel`",
            "in the wrong order",
            "write `parallel settled`",
            vec![edit(span, "parallel settled")],
            Applicability::Safe,
        ));
        // The braces may hold further mistakes.
        return branches(cursor, at + 2, rewrites).or(Some(at + 2));
    }
    let is_head = cursor.is(at, "parallel") && !cursor.touches(at);
    if !is_head {
        return None;
    }
    match cursor.kind(at + 1) {
        Some(TokenKind::BracketOpen | TokenKind::ParenOpen) => {
            let close = cursor.partner(at + 1)?;
            let start = cursor.value_start(at);
            let end = cursor.statement_end(at);
            rewrites.give_up(cursor, start..end + 1);
            rewrites.report(
                Diagnostic::new(
                    Code::Syntax,
                    cursor.spans(at, close),
                    "a `parallel` has named branches, not a list",
                )
                .label("not part of the language")
                .help(NAMED),
            );
            Some(end + 1)
        }
        Some(TokenKind::Word) if cursor.is(at + 1, "for") => {
            let open = cursor.first(at..=cursor.line_end(at), TokenKind::BraceOpen)?;
            rewrites.leave_out(cursor, at..at + 1);
            let span = cursor.spans(at, open - 1);
            let meant = format!("{} at most 8 at once", cursor.written(at + 1, open - 1));
            rewrites.report(mended(
                Code::Syntax,
                cursor.spans(at, at + 1),
                "a loop runs side by side with `at most n at once`",
                "not part of the language",
                format!("write `{meant} {{ … }}`"),
                vec![edit(span, meant)],
                Applicability::Unsafe,
            ));
            Some(at + 1)
        }
        Some(TokenKind::Word)
            if !matches!(cursor.text(at + 1), "settled" | "first")
                && cursor.kind(at + 2) == Some(TokenKind::BraceOpen) =>
        {
            let mode = cursor.text(at + 1);
            if mode.eq_ignore_ascii_case("allSettled") {
                rewrites.word(cursor, at + 1, "settled");
            } else {
                rewrites.leave_out(cursor, at + 1..at + 2);
            }
            let report = mistakes::no_word(cursor.spans(at, at + 1), &format!("parallel {mode}"));
            rewrites.report(if mode.eq_ignore_ascii_case("allSettled") {
                report.fix(
                    "to go on when a branch fails, write `parallel settled`",
                    vec![edit(cursor.span(at + 1), "settled")],
                    Applicability::Safe,
                )
            } else {
                report
                    .help("to wait for all branches, write `parallel { … }`")
                    .help("to go on when a branch fails, write `parallel settled { … }`")
            });
            branches(cursor, at + 2, rewrites).or(Some(at + 2))
        }
        Some(TokenKind::Word) if cursor.kind(at + 2) == Some(TokenKind::BraceOpen) => {
            branches(cursor, at + 2, rewrites)
        }
        Some(TokenKind::BraceOpen) => branches(cursor, at + 1, rewrites),
        _ => None,
    }
}

/// The branches in the braces that open at `open`: `let a = http …`, `timeout 5s`, `"a" { … }`
fn branches(cursor: &Cursor<'_>, open: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let close = cursor.partner(open)?;
    let (mut bound, mut quoted, mut settings) = (Vec::new(), Vec::new(), Vec::new());
    let mut edits: Vec<Edit> = Vec::new();
    let mut names: Vec<Edit> = Vec::new();
    let mut at = open + 1;
    while at < close {
        let end = cursor.statement_end(at).min(close - 1);
        if matches!(cursor.text(at), "let" | "var" | "const")
            && cursor.is_word(at + 1)
            && cursor.kind(at + 2) == Some(TokenKind::Equal)
            && end > at + 2
        {
            rewrites.leave_out(cursor, at..at + 1);
            rewrites.leave_out(cursor, at + 2..at + 3);
            rewrites.block(cursor, at + 1, end);
            let name = cursor.text(at + 1);
            let start = cursor.span(at).to(cursor.span(at + 3).before());
            edits.push(edit(start, format!("{name} {{ ")));
            edits.push(edit(cursor.span(end).after(), " }"));
            bound.push(at);
        } else if let Some(last) = cursor
            .string_end(at)
            .filter(|last| cursor.kind(last + 1) == Some(TokenKind::BraceOpen))
        {
            let name = cursor
                .written(at, last)
                .trim_matches(['"', '\'', '`'])
                .to_owned();
            let is_name = name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                && name
                    .bytes()
                    .next()
                    .is_some_and(|byte| !byte.is_ascii_digit());
            rewrites.leave_out(cursor, at + 1..last + 1);
            rewrites.word(cursor, at, if is_name { &name } else { "branch_name" });
            if is_name {
                names.push(edit(cursor.spans(at, last), name));
            }
            quoted.push((at, last));
        } else if is_setting(cursor, at, end) {
            rewrites.give_up(cursor, at..end + 1);
            settings.push(at);
        }
        at = end + 1;
    }
    if let Some(first) = bound.first().copied() {
        let name = cursor.text(first + 1);
        let span = cursor.spans(first, first + 1);
        rewrites.report(mended(
            Code::Syntax,
            span,
            "a branch is a name and a block, without `let`",
            "not a branch",
            format!("write `{name} {{ … }}`; its value is the last line of the block"),
            edits,
            Applicability::Unsafe,
        ));
    }
    if let Some((first, last)) = quoted.first().copied() {
        let report = Diagnostic::new(
            Code::Syntax,
            cursor.spans(first, last),
            "the name of a branch has no quotes",
        )
        .label("not a name");
        let complete = names.len() == quoted.len();
        rewrites.report(if complete {
            report.fix("remove the quotes", names, Applicability::Safe)
        } else {
            report.help("write a name of letters, digits and `_`: `first { … }`")
        });
    }
    if let Some(first) = settings.first().copied() {
        let written = cursor.written(first, cursor.statement_end(first).min(close - 1));
        rewrites.report(
            Diagnostic::new(
                Code::Syntax,
                cursor.span(first),
                "a `parallel` has no settings",
            )
            .label("not a branch")
            .help(match cursor.text(first) {
                "timeout" => format!("set it on the steps: `http GET … {{ {written} }}`"),
                _ => "the braces hold only branches, each a name and a block".to_owned(),
            }),
        );
    }
    (!bound.is_empty() || !quoted.is_empty() || !settings.is_empty()).then_some(open + 1)
}

/// `timeout 5s`, `limit: 4`: a word and a value without a block.
fn is_setting(cursor: &Cursor<'_>, at: usize, end: usize) -> bool {
    let is_step = word(cursor.text(at)).is_some_and(|word| word.class == WordClass::Step);
    let value = at + 1 + usize::from(cursor.kind(at + 1) == Some(TokenKind::Colon));
    cursor.is_word(at)
        && !is_step
        && value == end
        && matches!(
            cursor.kind(value),
            Some(TokenKind::Number | TokenKind::Word)
        )
}

/// `go http GET …`, `spawn http GET …`
pub(super) fn background(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_step = word(cursor.text(at + 1)).is_some_and(|word| word.class == WordClass::Step);
    if !matches!(
        cursor.text(at),
        "go" | "spawn" | "async" | "defer" | "background"
    ) || !is_step
        || cursor.begins_line(at + 1)
    {
        return None;
    }
    rewrites.leave_out(cursor, at..at + 1);
    rewrites.report(
        mistakes::no_word(cursor.span(at), cursor.text(at))
            .help("nothing runs in the background: the request waits for each step")
            .help(format!("to run steps side by side, {NAMED}")),
    );
    Some(at + 1)
}

/// `for x in xs at 4 once {`, `for x in xs concurrency 4 {`, `for settled x in xs {`
pub(super) fn loop_head(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if cursor.is(at, "while") && cursor.begins_statement(at) {
        return while_at_once(cursor, at, rewrites);
    }
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let stands = cursor.begins_statement(at) || before == Some(TokenKind::Equal);
    if !cursor.is(at, "for") || !stands || cursor.kind(at + 1) != Some(TokenKind::Word) {
        return None;
    }
    if cursor.is(at + 1, "settled") && cursor.is_word(at + 2) && cursor.is(at + 3, "in") {
        rewrites.leave_out(cursor, at + 1..at + 2);
        rewrites.report(
            Diagnostic::new(Code::Syntax, cursor.span(at + 1), "a loop has no `settled`")
                .label("only `parallel` has it")
                .help("to go on when an iteration fails, write a `try` inside the loop: `try { … } catch e { … }`"),
        );
        return Some(at + 2);
    }
    let open = cursor.first(at..=cursor.line_end(at), TokenKind::BraceOpen)?;
    let list = (at + 2..open).find(|at| cursor.is(*at, "in"))? + 1;
    let start = (list + 1..open).find(|at| ends_list(cursor, *at))?;
    let is = |at: usize, text: &str| cursor.is(at, text);
    let is_whole = is(start, "at") && is(start + 1, "most");
    let ends = is(open - 2, "at") && is(open - 1, "once");
    let is_alone = !(start + 2..open).any(|at| begins_limit(cursor, at));
    if is_whole && (ends || is_alone) {
        return None;
    }
    let number = (start..open).find(|at| cursor.kind(*at) == Some(TokenKind::Number));
    let number = number.map_or("8", |at| cursor.text(at));
    let meant = format!("at most {number} at once");
    let span = cursor.spans(start, open - 1);
    rewrites.word(cursor, start, &meant);
    rewrites.leave_out(cursor, start + 1..open);
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a loop runs side by side with `at most n at once`",
        "not part of the language",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(open + 1)
}

/// `while c at most 4 at once {`
fn while_at_once(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let open = cursor.first(at..=cursor.line_end(at), TokenKind::BraceOpen)?;
    let once = open.checked_sub(2).filter(|once| *once > at)?;
    if !cursor.is(once, "at") || !cursor.is(once + 1, "once") {
        return None;
    }
    rewrites.leave_out(cursor, once..open);
    let gone = cursor.span(once - 1).after().to(cursor.span(once + 1));
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(once, once + 1),
        "a `while` does not run side by side",
        "not part of a `while`",
        "remove it; only a `for` over a list runs `at once`",
        vec![edit(gone, "")],
        Applicability::Unsafe,
    ));
    Some(open + 1)
}

/// Whether the list of a loop ends before the token, because a limit begins there.
fn ends_list(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = cursor.kind(at - 1);
    let follows = matches!(
        before,
        Some(
            TokenKind::Word
                | TokenKind::ParenClose
                | TokenKind::BracketClose
                | TokenKind::Number
                | TokenKind::StringEnd(_)
        )
    );
    follows && begins_limit(cursor, at)
}

fn begins_limit(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_word = matches!(
        cursor.text(at),
        "at" | "max" | "concurrency" | "concurrent" | "parallel" | "workers" | "limit" | "batch"
    );
    let is_number = cursor.kind(at) == Some(TokenKind::Number)
        && matches!(
            cursor.text(at + 1),
            "at" | "parallel" | "concurrent" | "workers"
        );
    is_word && !cursor.touches(at) || is_number
}
