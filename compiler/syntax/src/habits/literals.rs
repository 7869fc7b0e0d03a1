//! Names, lists and numbers as they are written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::phrases::begins_string;
use super::rewrites::{Rewrites, edit, mended};
use crate::source::offset;
use crate::tokens::{TokenKind, WordClass, word};

/// `{ issue-type: text }`
pub(super) fn dashed_field(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let begins = cursor.is_word(at)
        && (cursor.begins_line(at)
            || matches!(
                cursor.kind(before),
                Some(TokenKind::BraceOpen | TokenKind::Comma)
            ));
    if !begins {
        return None;
    }
    let mut last = at;
    while cursor.kind(last + 1) == Some(TokenKind::Minus)
        && cursor.touches(last + 1)
        && cursor.touches(last + 2)
        && matches!(
            cursor.kind(last + 2),
            Some(TokenKind::Word | TokenKind::Number)
        )
    {
        last += 2;
    }
    if last == at || cursor.kind(last + 1) != Some(TokenKind::Colon) {
        return None;
    }
    let span = cursor.spans(at, last);
    let meant = format!("\"{}\"", cursor.written(at, last));
    let opener = cursor.opener(at);
    let end = (last + 1..cursor.len()).find(|end| {
        cursor.partner(opener.unwrap_or(*end)) == Some(*end)
            || cursor.opener(*end) == opener
                && (cursor.kind(*end) == Some(TokenKind::Comma) || cursor.begins_line(*end))
    })?;
    rewrites.give_up(cursor, at..end);
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a name with `-` must be in quotes",
        "the quotes are missing",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(end)
}

/// `25%`
pub(super) fn percent(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let sign = at + 1;
    let is_percent = cursor.kind(at) == Some(TokenKind::Number)
        && cursor.is(sign, "%")
        && cursor.touches(sign)
        && (cursor.ends_line(sign)
            || matches!(
                cursor.kind(sign + 1),
                Some(
                    TokenKind::Comma
                        | TokenKind::ParenClose
                        | TokenKind::BraceClose
                        | TokenKind::BracketClose
                        | TokenKind::BraceOpen
                )
            ));
    if !is_percent {
        return None;
    }
    let span = cursor.spans(at, sign);
    let report =
        Diagnostic::new(Code::BadNumber, span, "a number has no `%`").label("not a number");
    rewrites.give_up(cursor, at..sign + 1);
    let Some(meant) = hundredth(cursor.text(at)) else {
        rewrites.report(report.help("write it as a fraction of one, such as `0.25`"));
        return Some(sign + 1);
    };
    rewrites.report(report.fix(
        format!("write it as a fraction of one: `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(sign + 1)
}

/// A decimal number divided by 100.
fn hundredth(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_plain(whole) || !is_plain(fraction) {
        return None;
    }
    let digits = format!("{whole:0>3}");
    let (whole, cents) = digits.split_at_checked(digits.len().checked_sub(2)?)?;
    let fraction = format!("{cents}{fraction}");
    let fraction = fraction.trim_end_matches('0');
    Some(if fraction.is_empty() {
        format!("{whole}.0")
    } else {
        format!("{whole}.{fraction}")
    })
}

/// Whether the line is one of the settings of a declaration, a trigger or a step.
fn is_in_settings(cursor: &Cursor<'_>, at: usize) -> bool {
    let Some(open) = cursor.opener(at) else {
        return false;
    };
    let holds_data = open.checked_sub(1).is_some_and(|before| {
        matches!(
            cursor.text(before),
            "json" | "form" | "multipart" | "query" | "headers" | "set" | "expect"
        )
    });
    let start = cursor.text(cursor.value_start(open));
    !holds_data
        && (matches!(start, "trigger" | "http" | "notify" | "respond" | "verify")
            || matches!(cursor.text(0), "service" | "channel"))
}

/// `cors:` and lines that begin with `-`.
pub(super) fn dashed_list(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let sign = at + 1;
    let is_head =
        cursor.is_word(at) && cursor.kind(sign) == Some(TokenKind::Colon) && cursor.ends_line(sign);
    let begins_item = |at: usize| {
        cursor.begins_line(at)
            && cursor.kind(at) == Some(TokenKind::Minus)
            && !cursor.touches(at + 1)
    };
    if !is_head || !begins_item(sign + 1) {
        return None;
    }
    let mut items = Vec::new();
    let mut next = sign + 1;
    let mut end = cursor.token(sign)?.end;
    while begins_item(next) {
        // An address contains `//`, so the text of the line is read instead of its tokens.
        let start = cursor.token(next)?.end;
        let rest = cursor.source.slice(start, cursor.source.end());
        let line = rest.lines().next().unwrap_or("").trim_end();
        let item = line.trim().trim_end_matches(',');
        let is_value = item.starts_with(['"', '[', '{'])
            || item.starts_with(|first: char| first.is_ascii_digit())
            || matches!(item, "true" | "false" | "null");
        if item.is_empty() {
            return None;
        }
        items.push(if is_value {
            item.to_owned()
        } else {
            format!("\"{}\"", item.trim_matches('\'').replace('"', "\\\""))
        });
        end = start + offset(line.len());
        next = cursor.line_end(next) + 1;
    }
    let list = format!("[{}]", items.join(", "));
    let is_setting = is_in_settings(cursor, at);
    let colon = if is_setting { "" } else { ":" };
    let start = cursor.token(sign)?.start;
    let span = cursor.source.span(start, end);
    if is_setting {
        rewrites.give_up(cursor, sign..next);
    } else {
        rewrites.give_up(cursor, sign + 1..next);
    }
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(sign + 1),
        "a list is written in brackets",
        "not an element of a list",
        format!("write `{}{colon} {list}`", cursor.text(at)),
        vec![edit(span, format!("{colon} {list}"))],
        Applicability::Unsafe,
    ));
    Some(next)
}

/// `[...xs, x]`
pub(super) fn spread_list(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let close = cursor
        .partner(at)
        .filter(|_| cursor.kind(at) == Some(TokenKind::BracketOpen))?;
    let is_spread = |at: usize| (at..at + 3).all(|dot| cursor.kind(dot) == Some(TokenKind::Dot));
    let mut elements = Vec::new();
    let mut start = at + 1;
    for comma in at + 1..=close {
        let ends = comma == close
            || cursor.kind(comma) == Some(TokenKind::Comma) && cursor.opener(comma) == Some(at);
        if ends {
            if start < comma {
                elements.push(start..comma);
            }
            start = comma + 1;
        }
    }
    if !elements.iter().any(|one| is_spread(one.start)) {
        return None;
    }
    let mut meant = String::new();
    for element in &elements {
        let spread = is_spread(element.start);
        let first = element.start + if spread { 3 } else { 0 };
        let text = cursor.written(first, element.end - 1);
        meant = match (meant.is_empty(), spread) {
            (true, true) => text.to_owned(),
            (true, false) => format!("[{text}]"),
            (false, true) => format!("{meant}.concat({text})"),
            (false, false) => format!("{meant}.append({text})"),
        };
    }
    let span = cursor.spans(at, close);
    rewrites.give_up(cursor, at..close + 1);
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a list takes no `...`",
        "lists are joined by functions",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Unsafe,
    ));
    Some(close + 1)
}

/// `"{price:.2f}"`
pub(super) fn format_spec(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let open = cursor.opener(at).filter(|open| {
        cursor.kind(at) == Some(TokenKind::Colon)
            && cursor.kind(*open) == Some(TokenKind::InterpolationStart)
            && open + 1 < at
    })?;
    let close = cursor.partner(open).filter(|close| at + 1 < *close)?;
    let string = (0..open)
        .rev()
        .find(|at| matches!(cursor.kind(*at), Some(TokenKind::StringStart(_))))?;
    // In the path of a trigger, it is the type of a parameter.
    let in_path = (string.saturating_sub(2)..string).any(|at| cursor.is(at, "webhook"));
    let is_choice = (open..at).any(|at| cursor.kind(at) == Some(TokenKind::Question));
    // A text before the colon is a key of JSON, and a plain word after it a field.
    let is_spec = cursor.touches(at + 1)
        && !matches!(cursor.kind(at - 1), Some(TokenKind::StringEnd(_)))
        && cursor
            .written(at + 1, close - 1)
            .starts_with(['.', ',', '<', '>', '%', '0', '+']);
    if in_path || is_choice || !is_spec {
        return None;
    }
    let value = cursor.written(open + 1, at - 1);
    let spec = cursor.written(at + 1, close - 1);
    let digits = spec
        .trim_start_matches(',')
        .strip_prefix('.')
        .and_then(|spec| spec.strip_suffix(['f', 'd']))
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit()));
    let is_path = cursor.path_start(at - 1) == open + 1;
    rewrites.leave_out(cursor, at..close);
    let gone = cursor.spans(at, close - 1);
    let report = Diagnostic::new(Code::Syntax, gone, "an interpolation takes no format")
        .label("not part of the language");
    rewrites.report(match digits {
        Some(digits) => {
            let value = if is_path {
                value.to_owned()
            } else {
                format!("({value})")
            };
            let meant = format!("{value}.to_text({digits})");
            report.fix(
                format!("for {digits} digits, write `{{{meant}}}`"),
                vec![edit(cursor.spans(open + 1, close - 1), meant)],
                Applicability::Unsafe,
            )
        }
        None => report
            .help("write a function: `{price.to_text(2)}`, `{name.pad_start(8)}`, `{day.format(\"…\", \"…\")}`"),
    });
    Some(close)
}

/// `let move = context.data,` at the end of its line.
pub(super) fn trailing_comma(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_statement = word(cursor.text(at))
        .is_some_and(|word| matches!(word.class, WordClass::Statement | WordClass::Step));
    let in_block = cursor
        .opener(at)
        .is_some_and(|open| cursor.kind(open) == Some(TokenKind::BraceOpen));
    if !is_statement || !in_block || !cursor.begins_line(at) || begins_string(cursor, at + 1) {
        return None;
    }
    let binds = matches!(cursor.text(at), "let" | "var") && cursor.is_word(at + 1);
    if !binds {
        return None;
    }
    let last = cursor.statement_end(at);
    if cursor.kind(last) != Some(TokenKind::Comma) || !cursor.is_balanced() {
        return None;
    }
    rewrites.leave_out(cursor, last..last + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(last),
        "a statement has no `,` after it",
        "not needed",
        "remove the `,`",
        vec![edit(cursor.span(last), "")],
        Applicability::Safe,
    ));
    // The statement may hold other mistakes.
    Some(at + 1)
}
