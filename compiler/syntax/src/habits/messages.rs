//! Requests, messages and responses in which a word or a sign is missing or superfluous.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::phrases::begins_string;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::source::offset;
use crate::tokens::{TokenKind, word};

/// `respond 200 "ok"`, `respond 200, json x`, `respond status 200`, `respond redirect "/x"`
pub(super) fn answer(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.is_word(at) || !cursor.begins_statement(at) {
        return None;
    }
    if !cursor.is(at, "respond") {
        return misspelt_answer(cursor, at, rewrites);
    }
    if matches!(cursor.text(at + 1), "status" | "code")
        && cursor.kind(at + 2) == Some(TokenKind::Number)
    {
        rewrites.leave_out(cursor, at + 1..at + 2);
        let gone = cursor.span(at + 1).to(cursor.span(at + 2).before());
        rewrites.report(mended(
            Code::Syntax,
            cursor.span(at + 1),
            "the status follows `respond` directly",
            "not needed",
            "remove it",
            vec![edit(gone, "")],
            Applicability::Safe,
        ));
        return Some(at + 2);
    }
    if cursor.is(at + 1, "redirect") && begins_string(cursor, at + 2) {
        let close = cursor.string_end(at + 2)?;
        let end = cursor.statement_end(at);
        let meant = format!(
            "respond 302 {{ header \"Location\" {} }}",
            cursor.written(at + 2, close)
        );
        rewrites.give_up_as(cursor, at..end + 1, "respond @");
        rewrites.report(mistakes::no_word(cursor.span(at + 1), "redirect").fix(
            format!("write `{meant}`"),
            vec![edit(cursor.spans(at, close), meant)],
            Applicability::Unsafe,
        ));
        return Some(end + 1);
    }
    answer_after(cursor, at, rewrites)
}

/// The part after `respond`, or after a word that means it.
pub(super) fn answer_after(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if cursor.kind(at + 1) != Some(TokenKind::Number) {
        return None;
    }
    if cursor.kind(at + 2) == Some(TokenKind::Comma) && cursor.is_word(at + 3) {
        rewrites.leave_out(cursor, at + 2..at + 3);
        rewrites.report(mended(
            Code::Syntax,
            cursor.span(at + 2),
            "a `respond` has no commas",
            "not needed",
            "remove the `,`",
            vec![edit(cursor.span(at + 2), "")],
            Applicability::Safe,
        ));
        return Some(at + 3);
    }
    let comma = usize::from(cursor.kind(at + 2) == Some(TokenKind::Comma));
    if !begins_string(cursor, at + 2 + comma) {
        return None;
    }
    let end = cursor.statement_end(at);
    rewrites.give_up_as(cursor, at..end + 1, "respond @");
    let span = cursor
        .span(at + 1)
        .after()
        .to(cursor.span(at + 2 + comma).before());
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(at + 1),
        "a `respond` must declare the kind of its body",
        "`text` is missing after this",
        "write `text` before the text",
        vec![edit(span, " text ")],
        Applicability::Unsafe,
    ));
    Some(end + 1)
}

/// `http GET https://…`, `http.get("…")`, `http POST api "/x" json { … }`
pub(super) fn request(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.is(at, "http") {
        return None;
    }
    if cursor.kind(at + 1) == Some(TokenKind::Dot)
        && cursor.is_word(at + 2)
        && cursor.kind(at + 3) == Some(TokenKind::ParenOpen)
    {
        let close = cursor.partner(at + 3)?;
        let start = cursor.value_start(at);
        let end = cursor.statement_end(start);
        let method = cursor.text(at + 2).to_ascii_uppercase();
        let address = cursor
            .string_end(at + 4)
            .map_or("\"https://…\"", |end| cursor.written(at + 4, end));
        rewrites.give_up(cursor, start..end + 1);
        rewrites.report(
            Diagnostic::new(
                Code::Syntax,
                cursor.spans(at, close),
                "`http` is a step, not a value",
            )
            .label("not a function")
            .help(format!("write `http {method} {address} {{ expect json }}`")),
        );
        return Some(end + 1);
    }
    if !cursor.is_word(at + 1) {
        return None;
    }
    let begins_address = matches!(cursor.text(at + 2), "https" | "http")
        && cursor.kind(at + 3) == Some(TokenKind::Colon)
        && cursor.touches(at + 3);
    if begins_address {
        // The text after `https:` is lexed as a comment.
        let start = cursor.token(at + 2)?.start;
        let rest = cursor.source.slice(start, cursor.source.end());
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = rest.get(..length)?;
        let span = cursor.source.span(start, start + offset(length));
        let end = cursor.statement_end(at);
        rewrites.give_up(cursor, cursor.value_start(at)..end + 1);
        rewrites.report(mended(
            Code::Syntax,
            span,
            "an address must be in quotes",
            "not a text",
            format!("write `\"{address}\"`"),
            vec![edit(span.before(), "\""), edit(span.after(), "\"")],
            Applicability::Unsafe,
        ));
        return Some(end + 1);
    }
    let string = at + 2 + usize::from(cursor.is_word(at + 2));
    let close = cursor.string_end(string)?;
    let setting = close + 1;
    let is_setting = matches!(
        cursor.text(setting),
        "json" | "text" | "form" | "multipart" | "bytes" | "expect" | "timeout" | "header"
    ) && !cursor.begins_line(setting);
    if !is_setting {
        return None;
    }
    let end = cursor.statement_end(at);
    if end <= setting {
        return None;
    }
    rewrites.block(cursor, close, end);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(setting),
        "the settings of `http` must be in braces",
        "`{` is missing before this",
        "add the braces",
        vec![
            edit(cursor.span(setting).before(), "{ "),
            edit(cursor.span(end).after(), " }"),
        ],
        Applicability::Safe,
    ));
    Some(setting + 1)
}

/// `notify team: "x"`
pub(super) fn message(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let sign = at + 2;
    let is_message = cursor.is(at, "notify")
        && cursor.is_word(at + 1)
        && matches!(cursor.kind(sign), Some(TokenKind::Colon | TokenKind::Comma));
    if !is_message {
        return None;
    }
    rewrites.leave_out(cursor, sign..sign + 1);
    let written = cursor.text(sign);
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(sign),
        format!("a `notify` has no `{written}`"),
        "not needed",
        format!("remove the `{written}`"),
        vec![edit(cursor.span(sign), "")],
        Applicability::Safe,
    ));
    Some(sign + 1)
}

/// `reponse 200`, `reply 200 json x`: no other statement has a status.
fn misspelt_answer(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let written = cursor.text(at);
    let number = cursor.text(at + 1);
    let is_status = cursor.kind(at + 1) == Some(TokenKind::Number)
        && number.len() == 3
        && number.starts_with(['2', '3', '4', '5']);
    let is_known = word(written).is_some() || written == "return";
    let follows = cursor.ends_line(at + 1)
        || matches!(cursor.text(at + 2), "json" | "text" | "html" | "{" | "}");
    if !cursor.is_word(at) || is_known || !is_status || cursor.begins_line(at + 1) || !follows {
        return None;
    }
    let span = cursor.span(at);
    rewrites.word(cursor, at, "respond");
    rewrites.report(mistakes::misspelt_word(
        span,
        written,
        "respond",
        Applicability::Unsafe,
    ));
    answer_after(cursor, at, rewrites).or(Some(at + 2))
}

/// `header "X-Name": "value"`
pub(super) fn header(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.is(at, "header") || !begins_string(cursor, at + 1) {
        return None;
    }
    let sign = cursor.string_end(at + 1)? + 1;
    if !matches!(
        cursor.kind(sign),
        Some(TokenKind::Colon | TokenKind::Equal | TokenKind::Comma)
    ) || cursor.begins_line(sign + 1)
        || cursor.kind(sign) == Some(TokenKind::Comma) && !begins_string(cursor, sign + 1)
    {
        return None;
    }
    let written = cursor.text(sign);
    rewrites.leave_out(cursor, sign..sign + 1);
    rewrites.report(mended(
        Code::SettingSign,
        cursor.span(sign),
        format!("a setting takes no `{written}` between name and value"),
        "`header` is a setting",
        format!("remove the `{written}`"),
        vec![edit(cursor.span(sign), "")],
        Applicability::Safe,
    ));
    Some(sign + 1)
}
