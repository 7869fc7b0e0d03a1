//! Statements and literals in which a word, a sign or quotes are missing or superfluous.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::{TokenKind, WordClass, word};

/// Whether a string begins here, on the same line.
pub(super) fn begins_string(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.kind(at), Some(TokenKind::StringStart(_))) && !cursor.begins_line(at)
}

/// `log "x"`
pub(super) fn log_without_level(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "log") || !cursor.begins_statement(at) || !begins_string(cursor, at + 1) {
        return None;
    }
    let end = cursor.statement_end(at);
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(at),
        "a `log` needs a level",
        "`info`, `warn` or `error` is missing after this",
        "write `log info`",
        vec![edit(cursor.span(at), "log info")],
        Applicability::Unsafe,
    ));
    Some(end + 1)
}

/// `log info "order", order.number`
pub(super) fn log_arguments(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "log") || !cursor.begins_statement(at) || !begins_string(cursor, at + 2) {
        return None;
    }
    let close = cursor.string_end(at + 2)?;
    let end = cursor.statement_end(at);
    if cursor.kind(close + 1) != Some(TokenKind::Comma) || close + 2 > end {
        return None;
    }
    let value = cursor.written(close + 2, end);
    rewrites.leave_out(cursor, close + 1..end + 1);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.span(close + 1),
        "a `log` takes one text",
    )
    .label("not part of it");
    let plain = !value.contains(['"', ',', '\n', '{']);
    let meant = format!(" {{{value}}}");
    let gone = cursor.span(close).to(cursor.span(end));
    let help = format!("write the value into the text: `\"… {{{value}}}\"`");
    rewrites.report(if plain {
        report.fix(
            help,
            vec![edit(gone, format!("{meant}\""))],
            Applicability::Unsafe,
        )
    } else {
        report.help("write the values into the text: `\"… {x}\"`")
    });
    Some(end + 1)
}

/// `if (c) log info "x"`
pub(super) fn bare_statement(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_head = matches!(cursor.text(at), "if" | "while" | "for") && cursor.begins_statement(at);
    if !is_head || cursor.kind(at + 1) != Some(TokenKind::ParenOpen) {
        return None;
    }
    let close = cursor.partner(at + 1)?;
    let first = close + 1;
    let begins = word(cursor.text(first))
        .is_some_and(|word| matches!(word.class, WordClass::Statement | WordClass::Step))
        || cursor.is(first, "return");
    if !begins || cursor.begins_line(first) {
        return None;
    }
    let end = cursor.statement_end(first);
    rewrites.block(cursor, close, end);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(first),
        "a block must be in braces",
        "`{` is missing before this",
        "put the statement into braces",
        vec![
            edit(cursor.span(first).before(), "{ "),
            edit(cursor.span(end).after(), " }"),
        ],
        Applicability::Safe,
    ));
    Some(at + 1)
}

/// `try { … } finally { … }`
pub(super) fn finally(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let follows = at
        .checked_sub(1)
        .is_some_and(|before| cursor.kind(before) == Some(TokenKind::BraceClose));
    if !matches!(cursor.text(at), "finally" | "ensure")
        || !follows
        || cursor.kind(at + 1) != Some(TokenKind::BraceOpen)
    {
        return None;
    }
    let close = cursor.partner(at + 1)?;
    rewrites.leave_out(cursor, at..close + 1);
    rewrites.report(
        mistakes::no_word(cursor.span(at), cursor.text(at))
            .help("write the lines after the `try`: they run in both cases"),
    );
    Some(close + 1)
}

/// `"say "hello" again"`
pub(super) fn inner_quotes(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let ends = matches!(cursor.kind(at), Some(TokenKind::StringEnd(quotes)) if !quotes.is_block());
    if !ends || !cursor.is_word(at + 1) || !cursor.touches(at + 1) || cursor.text(at).is_empty() {
        return None;
    }
    let line = cursor.line_end(at);
    let again = (at + 2..=line).find(|one| !cursor.is_word(*one))?;
    if !begins_string(cursor, again) || !cursor.touches(again) {
        return None;
    }
    let last = cursor
        .string_end(again)
        .filter(|last| !cursor.text(*last).is_empty())?;
    rewrites.leave_out(cursor, at + 1..last + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at, again),
        "quotes inside a text are written `\\\"`",
        "this quote ends the text",
        "write `\\\"` for both",
        vec![
            edit(cursor.span(at), "\\\""),
            edit(cursor.span(again), "\\\""),
        ],
        Applicability::Unsafe,
    ));
    Some(last + 1)
}

/// `.5`, `1,000`
pub(super) fn number(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    if cursor.kind(at) == Some(TokenKind::Dot)
        && cursor.kind(at + 1) == Some(TokenKind::Number)
        && cursor.touches(at + 1)
        && !cursor.touches(at)
        && before != Some(TokenKind::Dot)
    {
        let span = cursor.spans(at, at + 1);
        let meant = format!("0{}", cursor.written(at, at + 1));
        rewrites.leave_out(cursor, at..at + 1);
        rewrites.report(mended(
            Code::BadNumber,
            span,
            "a number begins with a digit",
            "a `0` is missing before this",
            format!("write `{meant}`"),
            vec![edit(span, meant)],
            Applicability::Safe,
        ));
        return Some(at + 2);
    }
    let is_digits = |at: usize| {
        cursor.text(at).bytes().all(|byte| byte.is_ascii_digit())
            && cursor.kind(at) == Some(TokenKind::Number)
    };
    let groups = is_digits(at)
        && cursor.kind(at + 1) == Some(TokenKind::Comma)
        && is_digits(at + 2)
        && cursor.touches(at + 1)
        && cursor.touches(at + 2)
        && cursor.text(at + 2).len() == 3
        && !cursor.is_inside(at);
    if !groups {
        return None;
    }
    let mut last = at + 2;
    while cursor.kind(last + 1) == Some(TokenKind::Comma)
        && is_digits(last + 2)
        && cursor.touches(last + 2)
    {
        last += 2;
    }
    let span = cursor.spans(at, last);
    let meant = cursor.written(at, last).replace(',', "_");
    rewrites.leave_out(cursor, at + 1..last + 1);
    rewrites.report(mended(
        Code::BadNumber,
        span,
        "the digits of a number are grouped with `_`",
        "a `,` separates values",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(last + 1)
}

/// `sleep 5s`
pub(super) fn sleep(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_wait = matches!(cursor.text(at), "sleep" | "wait" | "pause")
        && cursor.begins_statement(at)
        && cursor.kind(at + 1) == Some(TokenKind::Number)
        && !cursor.begins_line(at + 1);
    if !is_wait {
        return None;
    }
    let end = cursor.statement_end(at);
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(mistakes::no_word(cursor.span(at), cursor.text(at)).help(
        "a workflow cannot wait: have the sender, or an external timer, call a second workflow later",
    ));
    Some(end + 1)
}

/// `branch { a > 1 => "x" }`
pub(super) fn branch_without_when(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "branch") || cursor.kind(at + 1) != Some(TokenKind::BraceOpen) {
        return None;
    }
    let open = at + 1;
    let close = cursor.partner(open)?;
    let first = open + 1;
    let arrow = cursor.first(first..=cursor.line_end(first), TokenKind::FatArrow)?;
    if matches!(cursor.text(first), "when" | "else") || arrow >= close {
        return None;
    }
    let condition = cursor.written(first, arrow - 1);
    rewrites.give_up(cursor, at..close + 1);
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(first, arrow),
            "each case of a `branch` begins with `when`",
        )
        .label("`when` is missing before this")
        .help(format!("write `when {condition} {{ … }}`, without `=>`")),
    );
    Some(close + 1)
}

/// `loop { … }`
pub(super) fn endless(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_loop = matches!(cursor.text(at), "loop" | "forever" | "repeat")
        && cursor.begins_statement(at)
        && cursor.kind(at + 1) == Some(TokenKind::BraceOpen);
    if !is_loop {
        return None;
    }
    let span = cursor.span(at);
    rewrites.word(cursor, at, "for _turn in @");
    rewrites.report(mistakes::no_word(span, cursor.text(at)).fix(
        "a loop has a bound: write `while true at most 100`",
        vec![edit(span, "while true at most 100")],
        Applicability::Unsafe,
    ));
    Some(at + 1)
}
