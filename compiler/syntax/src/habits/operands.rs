//! Operands as written in other languages: assertions, powers, slices, filled-in texts.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::tokens::TokenKind;

/// `x!`
pub(super) fn asserted(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let ends_operand = matches!(
        cursor.kind(before),
        Some(TokenKind::Word | TokenKind::ParenClose | TokenKind::BracketClose)
    );
    let is_postfix = cursor.is(at, "!")
        && ends_operand
        && cursor.touches(at)
        && !cursor.is(at + 1, "=")
        && (cursor.ends_line(at)
            || matches!(
                cursor.kind(at + 1),
                Some(
                    TokenKind::Dot
                        | TokenKind::Comma
                        | TokenKind::ParenClose
                        | TokenKind::BracketClose
                        | TokenKind::BraceClose
                )
            ));
    if !is_postfix {
        return None;
    }
    let report = Diagnostic::new(
        Code::ForeignOperator,
        cursor.span(at),
        "no operator asserts that a value is not null",
    )
    .label("not part of the language");
    let start = cursor.path_start(before);
    rewrites.give_up(cursor, start..at + 1);
    rewrites.report(if cursor.kind(at + 1) == Some(TokenKind::Dot) {
        report
            .fix(
                "write `?.`, which gives null if the value is null",
                vec![edit(cursor.spans(at, at + 1), "?.")],
                Applicability::Unsafe,
            )
            .help("to fail if it is null, bind it first: `let value = x ?? fail \"why\"`")
    } else {
        report.fix(
            "write `?? fail`, which fails if the value is null",
            vec![edit(cursor.span(at), " ?? fail \"it is null\"")],
            Applicability::Unsafe,
        )
    });
    Some(at + 1)
}

/// `x ** 2`
pub(super) fn power(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_power = cursor.is(at, "*") && cursor.is(at + 1, "*") && cursor.touches(at + 1);
    let before = at.checked_sub(1).filter(|_| is_power)?;
    let after = at + 2;
    rewrites.leave_out(cursor, at + 1..after);
    let report = Diagnostic::new(
        Code::ForeignOperator,
        cursor.spans(at, at + 1),
        "there is no `**`",
    )
    .label("not part of the language");
    let is_simple = cursor.is_word(before)
        && matches!(
            cursor.kind(after),
            Some(TokenKind::Number | TokenKind::Word)
        )
        && !matches!(
            cursor.kind(after + 1),
            Some(TokenKind::Dot | TokenKind::ParenOpen)
        );
    rewrites.report(if is_simple {
        let power = format!(".pow({})", cursor.text(after));
        report.fix(
            format!("write `{}{power}`", cursor.text(before)),
            vec![edit(
                cursor.span(before).after().to(cursor.span(after)),
                power,
            )],
            Applicability::Unsafe,
        )
    } else {
        report.help("write `x.pow(2)`")
    });
    Some(after)
}

/// `xs[0:3]`
pub(super) fn slice(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let is_index = cursor.kind(at) == Some(TokenKind::BracketOpen)
        && cursor.touches(at)
        && matches!(
            cursor.kind(before),
            Some(TokenKind::Word | TokenKind::ParenClose | TokenKind::BracketClose)
        );
    let close = cursor.partner(at).filter(|_| is_index)?;
    let colon = (at + 1..close).find(|one| {
        cursor.kind(*one) == Some(TokenKind::Colon) && cursor.opener(*one) == Some(at)
    })?;
    let part = |from: usize, to: usize| (from < to).then(|| cursor.written(from, to - 1));
    let (from, to) = (part(at + 1, colon), part(colon + 1, close));
    let counts_from_the_end = [from, to]
        .iter()
        .flatten()
        .any(|part| part.starts_with('-'));
    let meant = match (from, to) {
        _ if counts_from_the_end => None,
        (None, None) => Some(String::new()),
        (None, Some(to)) => Some(format!(".take({to})")),
        (Some(from), None) => Some(format!(".skip({from})")),
        (Some(from), Some(to)) => Some(format!(".slice({from}, {to})")),
    };
    rewrites.give_up(cursor, cursor.path_start(before)..close + 1);
    let span = cursor.spans(at, close);
    let report = Diagnostic::new(Code::Syntax, span, "a slice is not written in brackets")
        .label("not part of the language");
    rewrites.report(match meant {
        Some(meant) => report.fix(
            format!("write `{meant}`"),
            vec![edit(span, meant)],
            Applicability::Unsafe,
        ),
        None => report.help(
            "write `.slice(from, to)`, `.take(n)` or `.skip(n)`; an index counts from the start",
        ),
    });
    Some(close + 1)
}

/// `"order %s" % (number)`
pub(super) fn filled_in(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let end = cursor.string_end(at)?;
    let percent = end + 1;
    if !cursor.is(percent, "%") || cursor.begins_line(percent) {
        return None;
    }
    let open = percent + 1;
    cursor.token(open)?;
    let (values, last) = match cursor.partner(open) {
        Some(close) => {
            let commas = (open + 1..close).filter(|one| {
                cursor.kind(*one) == Some(TokenKind::Comma) && cursor.opener(*one) == Some(open)
            });
            let mut values = Vec::new();
            let mut from = open + 1;
            for comma in commas.chain([close]) {
                if comma > from {
                    values.push(cursor.written(from, comma - 1));
                }
                from = comma + 1;
            }
            (values, close)
        }
        None => (vec![cursor.text(open)], open),
    };
    let text = cursor.written(at, end);
    let mut pieces = text.split('%');
    let mut meant = pieces.next().unwrap_or_default().to_owned();
    let mut left = values.iter();
    let mut fits = !text.contains(['{', '}']);
    for piece in pieces {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let rest = rest.strip_prefix(['s', 'd', 'f', 'i', 'v']);
        match (rest, left.next()) {
            (Some(rest), Some(value)) => meant.push_str(&format!("{{{value}}}{rest}")),
            _ => fits = false,
        }
    }
    let span = cursor.spans(at, last);
    rewrites.give_up(cursor, at..last + 1);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.spans(percent, last),
        "values are written inside of a text",
    )
    .label("nothing fills them in");
    rewrites.report(if fits && left.next().is_none() {
        report.fix(
            format!("write `{meant}`"),
            vec![edit(span, meant)],
            Applicability::Unsafe,
        )
    } else {
        report.help("write `\"order {number}\"`")
    });
    Some(last + 1)
}

/// `x in ("a", "b")`
pub(super) fn list_in_parentheses(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let open = at + 1;
    let is_list = cursor.is(at, "in") && cursor.kind(open) == Some(TokenKind::ParenOpen);
    let close = cursor.partner(open).filter(|_| is_list)?;
    let has_comma = (open + 1..close)
        .any(|one| cursor.kind(one) == Some(TokenKind::Comma) && cursor.opener(one) == Some(open));
    if !has_comma {
        return None;
    }
    let list = format!("[{}]", cursor.written(open + 1, close - 1));
    rewrites.give_up(cursor, open..close + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(open, close),
        "a list is written in brackets",
        "these are parentheses",
        format!("write `{list}`"),
        vec![edit(cursor.span(open), "["), edit(cursor.span(close), "]")],
        Applicability::Safe,
    ));
    Some(close + 1)
}

/// `decode (x) as T`
pub(super) fn decoded(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let next = at + 1;
    let is_call = cursor.is(at, "decode") && cursor.kind(next) == Some(TokenKind::ParenOpen);
    let close = cursor.partner(next).filter(|_| is_call)?;
    if !cursor.is(close + 1, "as") {
        return None;
    }
    let inner = cursor.written(next + 1, close - 1);
    let is_path = cursor.path_start(close - 1) == next + 1;
    rewrites.give_up(cursor, next..close + 1);
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.span(next),
        "`decode` takes a value without parentheses",
    )
    .label("`decode (…)` would be a function");
    rewrites.report(if is_path {
        report.fix(
            format!("write `decode {inner} as …`"),
            vec![
                edit(cursor.span(at).after().to(cursor.span(next)), " "),
                edit(cursor.span(close), ""),
            ],
            Applicability::Safe,
        )
    } else {
        report.help("bind the value first: `let part = …`, then `decode part as …`")
    });
    Some(close + 1)
}

/// `text <<EOT … EOT`
pub(super) fn here_document(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let opens = cursor.is(at, "<") && cursor.is(at + 1, "<") && cursor.touches(at + 1);
    let mut name = at + 2;
    if matches!(cursor.text(name), "-" | "~") {
        name += 1;
    }
    if !opens || !cursor.is_word(name) || !cursor.ends_line(name) {
        return None;
    }
    // A longer document is not recognized, so that the time stays linear.
    let end = (name + 1..cursor.len()).take(1_000).find(|one| {
        cursor.text(*one) == cursor.text(name) && cursor.begins_line(*one) && cursor.ends_line(*one)
    })?;
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at, name),
        "a text of several lines is written in `\"\"\"`",
        "not part of the language",
        "write `\"\"\"` before and after it",
        vec![
            edit(cursor.spans(at, name), "\"\"\""),
            edit(cursor.span(end), "\"\"\""),
        ],
        Applicability::Unsafe,
    ));
    Some(end + 1)
}
