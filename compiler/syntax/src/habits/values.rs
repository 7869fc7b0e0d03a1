//! Choices, logical operators and bindings of several names as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::{TokenKind, word};

/// Whether an operand ends with the token.
fn ends_operand(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.kind(at) {
        Some(TokenKind::Word) => {
            !word(cursor.text(at)).is_some_and(|word| word.reserved)
                || cursor.touches(at) && matches!(cursor.kind(at - 1), Some(TokenKind::Dot))
        }
        kind => matches!(
            kind,
            Some(
                TokenKind::Number
                    | TokenKind::StringEnd(_)
                    | TokenKind::ParenClose
                    | TokenKind::BracketClose
            )
        ),
    }
}

/// `a if c else b`
pub(super) fn conditional(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let is_choice = cursor.is(at, "if") && !cursor.begins_line(at) && ends_operand(cursor, before);
    if !is_choice {
        return None;
    }
    let line = cursor.line_end(at);
    let opener = cursor.opener(at);
    let other =
        (at + 1..=line).find(|one| cursor.is(*one, "else") && cursor.opener(*one) == opener)?;
    if (at..other).any(|one| cursor.kind(one) == Some(TokenKind::BraceOpen)) || other == line {
        return None;
    }
    let mut end = other + 1;
    while end < line
        && !(cursor.opener(end + 1) == opener
            && matches!(
                cursor.kind(end + 1),
                Some(TokenKind::Comma | TokenKind::BraceClose)
            ))
        && opener.and_then(|open| cursor.partner(open)) != Some(end + 1)
    {
        end += 1;
    }
    let mut start = before;
    while let Some(one) = start.checked_sub(1).filter(|one| {
        opener != Some(*one)
            && !(cursor.opener(*one) == opener
                && (matches!(
                    cursor.kind(*one),
                    Some(
                        TokenKind::Equal
                            | TokenKind::Comma
                            | TokenKind::Colon
                            | TokenKind::FatArrow
                    )
                ) || matches!(
                    cursor.text(*one),
                    "json" | "text" | "info" | "warn" | "error"
                )))
            && !cursor.begins_line(start)
    }) {
        start = one;
    }
    let meant = format!(
        "if {} {{ {} }} else {{ {} }}",
        cursor.written(at + 1, other - 1),
        cursor.written(start, before),
        cursor.written(other + 1, end)
    );
    let span = cursor.spans(start, end);
    rewrites.give_up(cursor, start..end + 1);
    rewrites.report(mended(
        Code::Ternary,
        cursor.spans(at, end),
        "a choice between two values begins with `if`",
        "not after a value",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(end + 1)
}

/// `a AND b`, `NOT a`
pub(super) fn capitals(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let meant = match cursor.text(at) {
        "AND" | "And" => "and",
        "OR" | "Or" => "or",
        "NOT" | "Not" => "not",
        "IN" | "In" => "in",
        _ => return None,
    };
    let before = at.checked_sub(1)?;
    let joins = ends_operand(cursor, before) && !cursor.touches(at);
    let begins_operand = (cursor.is_word(at + 1)
        || matches!(
            cursor.kind(at + 1),
            Some(
                TokenKind::Dot
                    | TokenKind::ParenOpen
                    | TokenKind::BracketOpen
                    | TokenKind::Number
                    | TokenKind::StringStart(_)
            )
        ))
        && !cursor.touches(at + 1);
    if !begins_operand || (meant != "not" && !joins) {
        return None;
    }
    let span = cursor.span(at);
    rewrites.word(cursor, at, meant);
    rewrites.report(mistakes::foreign_operator(span, cursor.text(at), meant));
    Some(at + 1)
}

/// `let { a, b } = x`
pub(super) fn several_names(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let open = at + 1;
    let binds = matches!(cursor.text(at), "let" | "var" | "const")
        && cursor.begins_statement(at)
        && matches!(
            cursor.kind(open),
            Some(TokenKind::BraceOpen | TokenKind::BracketOpen | TokenKind::ParenOpen)
        );
    let close = cursor.partner(open).filter(|_| binds)?;
    let names: Vec<usize> = (open + 1..close)
        .filter(|at| cursor.kind(*at) != Some(TokenKind::Comma))
        .collect();
    let is_plain = names.iter().all(|at| cursor.is_word(*at)) && !names.is_empty();
    let is_equal = cursor.kind(close + 1) == Some(TokenKind::Equal);
    let end = cursor.statement_end(at);
    if !is_plain || !is_equal || end <= close + 1 {
        return None;
    }
    let is_record = cursor.kind(open) == Some(TokenKind::BraceOpen);
    let bind = cursor.text(at);
    let value = cursor.written(close + 2, end);
    let is_path = cursor.path_start(end) == close + 2;
    let indent = " ".repeat(cursor.indent(at).unwrap_or(0));
    // Each name is bound to an unknown value.
    rewrites.leave_out(cursor, open..open + 1);
    for comma in (open + 1..close).filter(|at| cursor.kind(*at) == Some(TokenKind::Comma)) {
        if comma + 1 == close {
            rewrites.leave_out(cursor, comma..comma + 1);
        } else {
            rewrites.write(cursor, comma, "= @\nlet ", TokenKind::Comma);
        }
    }
    rewrites.leave_out(cursor, close..close + 1);
    rewrites.give_up(cursor, close + 2..end + 1);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.spans(open, close),
        format!("a `{bind}` binds one name"),
    )
    .label("not a name");
    let lines = names.iter().enumerate().map(|(index, name)| {
        let name = cursor.text(*name);
        if is_record {
            format!("let {name} = {value}.{name}")
        } else {
            format!("let {name} = {value}[{index}]")
        }
    });
    let lines: Vec<String> = lines.collect();
    let first = lines.first()?;
    let help = format!("write one line for each name: `{first}`");
    rewrites.report(if is_path {
        let text = lines.join(&format!("\n{indent}"));
        report.fix(
            help,
            vec![edit(cursor.spans(at, end), text)],
            Applicability::Unsafe,
        )
    } else {
        report.help("bind the whole value, `let x = …`, and write `x.name` for its fields")
    });
    Some(end + 1)
}

/// `log info match` after `let match = …`, whose name has been reported
pub(super) fn reserved_name(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let written = cursor.text(at);
    let is_reserved = cursor.is_word(at) && word(written).is_some_and(|word| word.reserved);
    let is_value = at > 0
        && (cursor.ends_line(at)
            || matches!(
                cursor.kind(at + 1),
                Some(
                    TokenKind::Dot
                        | TokenKind::OptionalDot
                        | TokenKind::Comma
                        | TokenKind::ParenClose
                        | TokenKind::BracketClose
                        | TokenKind::BraceClose
                        | TokenKind::InterpolationEnd
                        | TokenKind::Operator
                )
            ));
    let is_bound = |name: usize| {
        cursor.is(name, written)
            && matches!(cursor.text(name - 1), "let" | "var")
            && cursor.kind(name + 1) == Some(TokenKind::Equal)
    };
    if !is_reserved || !is_value || cursor.begins_statement(at) || !(1..at).any(is_bound) {
        return None;
    }
    rewrites.word(cursor, at, "named");
    Some(at + 1)
}

/// `xs.map(x -> x + 1)`
pub(super) fn thin_arrow(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let takes = cursor.is_word(before)
        || cursor.kind(before) == Some(TokenKind::ParenClose)
            && cursor
                .opener(before)
                .is_some_and(|open| cursor.is_inside(open));
    let of_function = cursor.is(0, "fn") && cursor.opener(at) == Some(2);
    let is_lambda = cursor.kind(at) == Some(TokenKind::Arrow)
        && takes
        && cursor.is_inside(at)
        && !of_function
        && cursor.is_balanced();
    if !is_lambda {
        return None;
    }
    rewrites.write(cursor, at, "=>", TokenKind::FatArrow);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(at),
        "a lambda is written with `=>`",
        "`=>` belongs here",
        "write `=>`",
        vec![edit(cursor.span(at), "=>")],
        Applicability::Safe,
    ));
    Some(at + 1)
}

/// `fn twice(n: int) -> int { … }` inside a workflow
pub(super) fn inner_function(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let begins = at > 0
        && matches!(cursor.text(at), "fn" | "function" | "def" | "func")
        && cursor.begins_statement(at)
        && cursor.indent(at) != Some(0)
        && cursor.is_word(at + 1)
        && cursor.kind(at + 2) == Some(TokenKind::ParenOpen);
    if !begins {
        return None;
    }
    let parameters = cursor.partner(at + 2)?;
    let open = cursor.first(parameters..cursor.len(), TokenKind::BraceOpen)?;
    let close = cursor.partner(open)?;
    let is_fn = cursor.is(at, "fn");
    let name = cursor.text(at + 1);
    // Its name is declared, so that calls to it are not reported.
    rewrites.give_up_as(cursor, at..close + 1, &format!("let {name} = @"));
    let item = cursor.text(0);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.spans(at, at + 1),
        format!("a `fn` is declared outside of a `{item}`"),
    )
    .label("not a statement");
    let text = cursor.written(at, close);
    rewrites.report(if is_fn && !text.contains('\n') {
        let gone = cursor.span(at - 1).after().to(cursor.span(close));
        report.fix(
            format!("move it before the `{item}`"),
            vec![
                edit(cursor.span(0).before(), format!("{text}\n\n")),
                edit(gone, ""),
            ],
            Applicability::Unsafe,
        )
    } else {
        report.help(format!(
            "move it before the `{item}`: `fn {name}(…) -> T {{ … }}`"
        ))
    });
    Some(close + 1)
}
