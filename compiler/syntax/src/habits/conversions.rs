//! Declarations and conversions of values, and lambdas in braces.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::tokens::TokenKind;

/// The most common initial value of a variable of each type.
const FIRST_VALUES: &[(&str, &str)] = &[
    ("int", "0"),
    ("float", "0.0"),
    ("decimal", "0"),
    ("text", "\"\""),
    ("bool", "false"),
    ("duration", "0s"),
];

/// The maximum number of tokens before a `{` that are searched for a `match`.
const MOST_BEFORE: usize = 64;

/// `var n: int`
pub(super) fn without_value(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_binding = matches!(cursor.text(at), "let" | "var")
        && cursor.begins_statement(at)
        && cursor.is_word(at + 1)
        && cursor.kind(at + 2) == Some(TokenKind::Colon)
        && !cursor.ends_line(at + 2);
    if !is_binding {
        return None;
    }
    let end = cursor.statement_end(at);
    if (at + 2..=end).any(|at| cursor.kind(at) == Some(TokenKind::Equal)) {
        return None;
    }
    let word = cursor.text(at);
    let of = cursor.written(at + 3, end);
    let first = match of {
        optional if optional.ends_with('?') => Some("null"),
        list if list.starts_with('[') => Some("[]"),
        other => FIRST_VALUES
            .iter()
            .find(|(name, _)| *name == other)
            .map(|(_, value)| *value),
    };
    rewrites.give_up(cursor, at + 2..end + 1);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.span(at + 1),
        format!("a `{word}` needs a value"),
    )
    .label("has no value");
    rewrites.report(match first {
        Some(value) => report.fix(
            format!("give it a first value: `= {value}`"),
            vec![edit(cursor.span(end).after(), format!(" = {value}"))],
            Applicability::Unsafe,
        ),
        None => report.help(format!(
            "write its value: `{word} {} = …`",
            cursor.text(at + 1)
        )),
    });
    Some(end + 1)
}

/// `x as text`
pub(super) fn cast(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    const TYPES: &[&str] = &[
        "text", "int", "float", "decimal", "bool", "time", "date", "json", "string", "number",
    ];
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let is_operand = matches!(
        before,
        Some(TokenKind::Word | TokenKind::ParenClose | TokenKind::BracketClose)
    );
    let is_cast = cursor.is(at, "as")
        && is_operand
        && !cursor.begins_line(at)
        && TYPES.contains(&cursor.text(at + 1))
        && !matches!(
            cursor.kind(at + 2),
            Some(TokenKind::FatArrow | TokenKind::BraceOpen | TokenKind::Pipe)
        );
    if !is_cast {
        return None;
    }
    let start = cursor.value_start(at);
    if (start..at).any(|one| cursor.is(one, "decode")) {
        return None;
    }
    let end = cursor.statement_end(start);
    let value = cursor.written(start, at - 1);
    let named = cursor.text(at + 1);
    rewrites.give_up(cursor, start..end + 1);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.spans(at, at + 1),
        "`as` belongs to a `decode`",
    )
    .label("does not convert");
    let binds = start
        .checked_sub(1)
        .is_some_and(|sign| cursor.kind(sign) == Some(TokenKind::Equal));
    let is_plain = binds && end == at + 1 && !value.contains('\n');
    let bound = start
        .checked_sub(3)
        .filter(|first| cursor.is(*first, "let") && cursor.is_word(first + 1));
    let is_json = value.contains(".get(");
    if let Some(first) = bound.filter(|_| is_plain && is_json) {
        // The part may be missing.
        let name = cursor.text(first + 1);
        let indent = " ".repeat(cursor.indent(first).unwrap_or(0));
        rewrites.report(report.fix(
            "a part of `json` may be null: check it, then decode it",
            vec![
                edit(cursor.span(first + 1), format!("{name}_json")),
                edit(
                    cursor.span(at - 1).after().to(cursor.span(end)),
                    format!(
                        " ?? fail \"no {name}\"\n{indent}let {name} = decode {name}_json as {named}"
                    ),
                ),
            ],
            Applicability::Unsafe,
        ));
        return Some(end + 1);
    }
    let gone = cursor.span(at - 1).after().to(cursor.span(at + 1));
    let report = match named {
        "text" | "string" if is_plain && !value.contains('"') => report.fix(
            format!("to convert a value to a text, write `\"{{{value}}}\"`"),
            vec![edit(cursor.span(start).before(), "\"{"), edit(gone, "}\"")],
            Applicability::Unsafe,
        ),
        "text" | "string" => report.help("to convert a value to a text, write `\"{x}\"`"),
        "int" | "float" | "decimal" | "time" | "date" => {
            let call = format!(".to_{named}()");
            report.fix(
                format!("to convert a text, write `{call}`, which is null if it is none"),
                vec![edit(gone, call)],
                Applicability::Unsafe,
            )
        }
        _ => report,
    };
    rewrites.report(report.help(format!("to read `json`, write `decode x as {named}`")));
    Some(end + 1)
}

/// `xs.map { x => x.name }`
pub(super) fn in_braces(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let name = at.checked_sub(1).filter(|name| cursor.is_word(*name))?;
    let is_call = name.checked_sub(1).is_some_and(|dot| {
        matches!(
            cursor.kind(dot),
            Some(TokenKind::Dot | TokenKind::OptionalDot)
        )
    });
    let arrow = at + 2;
    let is_lambda = cursor.kind(at) == Some(TokenKind::BraceOpen)
        && cursor.is_word(at + 1)
        && matches!(
            cursor.kind(arrow),
            Some(TokenKind::FatArrow | TokenKind::Arrow)
        );
    let close = cursor.partner(at).filter(|_| is_call && is_lambda)?;
    // `match x.kind { Paid => 1, _ => 2 }`
    let mut before = (name.saturating_sub(MOST_BEFORE)..name)
        .rev()
        .take_while(|one| !cursor.begins_line(one + 1));
    if before.any(|one| cursor.is(one, "match") && cursor.opener(one) == cursor.opener(at)) {
        return None;
    }
    if close == arrow + 1 || (at..=close).any(|at| cursor.begins_line(at)) {
        return None;
    }
    rewrites.write(cursor, at, "(", TokenKind::ParenOpen);
    rewrites.write(cursor, close, ")", TokenKind::ParenClose);
    let open = cursor.span(name).after().to(cursor.span(at + 1).before());
    let end = cursor.span(close - 1).after().to(cursor.span(close));
    let mut edits = vec![edit(open, "(")];
    if cursor.kind(arrow) == Some(TokenKind::Arrow) {
        rewrites.write(cursor, arrow, "=>", TokenKind::FatArrow);
        edits.push(edit(cursor.span(arrow), "=>"));
    }
    edits.push(edit(end, ")"));
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(at),
        "a lambda is an argument, in parentheses",
        "`(` belongs here",
        format!("write `{}(…)`", cursor.text(name)),
        edits,
        Applicability::Safe,
    ));
    Some(arrow + 1)
}
