//! Settings that are not separated, or that stand where others belong.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::phrases::begins_string;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::TokenKind;

/// The settings of a webhook, none of which is an operand of another one.
pub(crate) const OF_WEBHOOK: &[&str] = &[
    "verify", "when", "body", "query", "headers", "mode", "allow", "deny", "max_body", "cors",
    "deadline", "enabled",
];

/// `verify none because "x" body none`
pub(super) fn unseparated(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let ends_value = matches!(
        cursor.kind(before),
        Some(
            TokenKind::StringEnd(_)
                | TokenKind::ParenClose
                | TokenKind::BracketClose
                | TokenKind::BraceClose
        )
    ) || cursor.is(before, "none")
        || cursor.is(before, "sync");
    let opener = cursor.opener(at).filter(|_| {
        ends_value
            && cursor.is_word(at)
            && OF_WEBHOOK.contains(&cursor.text(at))
            && !cursor.begins_line(at)
            && !cursor.ends_line(at)
    })?;
    let is_trigger = cursor.kind(opener) == Some(TokenKind::BraceOpen)
        && (0..opener)
            .rev()
            .take_while(|one| !cursor.begins_line(one + 1))
            .any(|one| cursor.is(one, "webhook"));
    if !is_trigger {
        return None;
    }
    rewrites.sign(cursor, before, ",");
    rewrites.report(mistakes::unseparated_setting(
        cursor.span(at),
        cursor.span(before).after(),
    ));
    Some(at + 1)
}

/// `respond 201 json { … } header "X" "y"`
pub(super) fn late_header(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "respond") || !cursor.begins_statement(at) {
        return None;
    }
    let end = cursor.statement_end(at);
    let content = at + 2;
    let is_content = matches!(cursor.text(content), "json" | "text" | "html" | "bytes");
    let header = (content + 1..=end).find(|one| {
        cursor.is(*one, "header")
            && cursor.opener(*one) == cursor.opener(at)
            && begins_string(cursor, one + 1)
    });
    let header = header.filter(|_| is_content)?;
    let meant = format!(
        "respond {} {{ {}, {} }}",
        cursor.text(at + 1),
        cursor.written(header, end),
        cursor.written(content, header - 1)
    );
    rewrites.leave_out(cursor, header..end + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(header, end),
        "headers of a response are written in braces",
        "not part of the value before it",
        format!(
            "write `respond {} {{ header …, json … }}`",
            cursor.text(at + 1)
        ),
        vec![edit(cursor.spans(at, end), meant)],
        Applicability::Unsafe,
    ));
    Some(header)
}

/// `to a, "b"` in a message
pub(super) fn recipients(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let names_recipients = matches!(cursor.text(at), "to" | "cc" | "bcc" | "reply_to")
        && cursor.begins_line(at)
        && !cursor.ends_line(at);
    let opener = cursor.opener(at).filter(|_| names_recipients)?;
    let end = cursor.line_end(at);
    let first_comma = (at + 1..end).find(|one| {
        cursor.kind(*one) == Some(TokenKind::Comma) && cursor.opener(*one) == Some(opener)
    })?;
    let next = first_comma + 1;
    let is_value = begins_string(cursor, next)
        || cursor.is_word(next) && cursor.kind(next + 1) == Some(TokenKind::Dot);
    if !is_value || cursor.kind(end) == Some(TokenKind::Comma) {
        return None;
    }
    let list = format!("[{}]", cursor.written(at + 1, end));
    rewrites.leave_out(cursor, first_comma..end + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at + 1, end),
        "several recipients are a list",
        "brackets are missing",
        format!("write `{} {list}`", cursor.text(at)),
        vec![edit(cursor.spans(at + 1, end), list)],
        Applicability::Safe,
    ));
    Some(end + 1)
}

/// `notify "#ops" "hello"`
pub(super) fn unnamed_channel(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "notify") || !cursor.begins_statement(at) || !begins_string(cursor, at + 1) {
        return None;
    }
    let end = cursor.statement_end(at);
    let last = cursor.string_end(at + 1)?;
    rewrites.give_up(cursor, at..end + 1);
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(at + 1, last),
            "`notify` takes a declared channel",
        )
        .label("this is a text")
        .help("declare it as `channel team = slack { url secrets.slack_url }`, and write `notify team \"hello\"`; the URL determines where messages appear"),
    );
    Some(end + 1)
}

/// `body form-data { … }`, `body urlencoded { … }`
pub(super) fn media_type(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let first = at + 1;
    if !cursor.is(at, "body") || cursor.begins_line(first) {
        return None;
    }
    // The longest name, `application/x-www-form-urlencoded`, has nine tokens.
    let name = (first..first + 10).take_while(|one| !cursor.begins_line(*one));
    let open = cursor.first(name, TokenKind::BraceOpen)?;
    let last = open.checked_sub(1).filter(|last| *last >= first)?;
    let meant = match cursor.written(first, last) {
        "form-data"
        | "form_data"
        | "formdata"
        | "multipart/form-data"
        | "multipart-form"
        | "multipart_form" => "multipart",
        "urlencoded"
        | "form_urlencoded"
        | "x-www-form-urlencoded"
        | "application/x-www-form-urlencoded" => "form",
        "application/json" => "json",
        _ => return None,
    };
    let span = cursor.spans(first, last);
    let close = cursor.partner(open)?;
    rewrites.give_up(cursor, first..close + 1);
    rewrites.report(mended(
        Code::UnknownWord,
        span,
        format!("such a body is written `body {meant}`"),
        "not a kind of body",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(close + 1)
}

/// `count: int = 1` in the type of a body
pub(super) fn default_in_body(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_field = cursor.is_word(at)
        && cursor.kind(at + 1) == Some(TokenKind::Colon)
        && cursor.is_word(at + 2);
    let opener = cursor.opener(at).filter(|_| is_field)?;
    let kind = opener.checked_sub(1)?;
    let is_body = cursor.kind(opener) == Some(TokenKind::BraceOpen)
        && matches!(cursor.text(kind), "json" | "form" | "multipart")
        && kind.checked_sub(1).is_some_and(|at| cursor.is(at, "body"));
    let equal = at + 3;
    if !is_body || cursor.kind(equal) != Some(TokenKind::Equal) {
        return None;
    }
    let mut last = equal + 1;
    cursor.token(last)?;
    while !cursor.ends_line(last)
        && cursor.partner(opener) != Some(last + 1)
        && !(cursor.kind(last + 1) == Some(TokenKind::Comma)
            && cursor.opener(last + 1) == Some(opener))
    {
        last += 1;
    }
    let (name, default) = (cursor.text(at), cursor.written(equal + 1, last));
    rewrites.leave_out(cursor, equal..last + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(equal, last),
        "a field of a body has no default",
        "defaults are for collections, `query` and `headers`",
        format!(
            "write `{name}: {}?`, and `{name} ?? {default}` where it is used",
            cursor.text(at + 2)
        ),
        vec![edit(cursor.span(at + 2).after().to(cursor.span(last)), "?")],
        Applicability::Unsafe,
    ));
    Some(last + 1)
}
