//! The path of an `http` step, as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::phrases::begins_string;
use super::rewrites::{Rewrites, edit, mended};
use crate::source::offset;
use crate::tokens::TokenKind;

/// The token where the address of `http` begins, after the method and the service.
fn address(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    (cursor.is(at, "http") && cursor.is_word(at + 1))
        .then(|| at + 2 + usize::from(cursor.is_word(at + 2)))
}

/// `http POST shipping /shipments`
pub(super) fn bare_path(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let slash = address(cursor, at).filter(|slash| cursor.is(*slash, "/"))?;
    if cursor.begins_line(slash) {
        return None;
    }
    let start = cursor.token(slash)?.start;
    let rest = cursor.source.slice(start, cursor.source.end());
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let path = rest.get(..length)?;
    let span = cursor.source.span(start, start + offset(length));
    let end = cursor.statement_end(at);
    let behind = rest.get(length..)?.trim_start_matches(' ');
    let is_whole = behind.is_empty() || behind.starts_with(['\n', '\r', '{']);
    rewrites.give_up(cursor, cursor.value_start(at)..end + 1);
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a path must be in quotes",
        "not a text",
        format!("write `\"{path}\"`"),
        vec![edit(span.before(), "\""), edit(span.after(), "\"")],
        if is_whole && !path.contains('"') {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    ));
    Some(end + 1)
}

/// `http GET api "/items/" + sku`
pub(super) fn joined_path(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let first = address(cursor, at).filter(|first| begins_string(cursor, *first))?;
    let plus = cursor.string_end(first)? + 1;
    if !cursor.is(plus, "+") || cursor.begins_line(plus) {
        return None;
    }
    let end = cursor.statement_end(at);
    let stop = (plus..=end)
        .find(|one| {
            cursor.kind(*one) == Some(TokenKind::BraceOpen)
                && cursor.opener(*one) == cursor.opener(at)
        })
        .unwrap_or(end + 1);
    rewrites.give_up(cursor, cursor.value_start(at)..end + 1);
    let report = Diagnostic::new(Code::Syntax, cursor.span(plus), "a path is a single text")
        .label("not joined with `+`");
    rewrites.report(match one_text(cursor, first, stop) {
        Some(text) => report.fix(
            format!("write `{text}`"),
            vec![edit(cursor.spans(first, stop - 1), text)],
            Applicability::Unsafe,
        ),
        None => report.help("write the value into the text: `\"/items/{sku}\"`"),
    });
    Some(end + 1)
}

/// The texts and names joined with `+` from one token to another, as one text.
fn one_text(cursor: &Cursor<'_>, first: usize, stop: usize) -> Option<String> {
    let mut text = String::from("\"");
    let mut at = first;
    while at < stop {
        let last = match cursor.string_end(at) {
            Some(close) => {
                let inner = cursor.written(at, close);
                text.push_str(inner.strip_prefix('"')?.strip_suffix('"')?);
                close
            }
            None => {
                let plus = (at..stop).find(|one| cursor.is(*one, "+")).unwrap_or(stop);
                let value = cursor.written(at, plus - 1);
                if value.is_empty() || value.contains(['"', '{', '\n']) {
                    return None;
                }
                text.push_str(&format!("{{{value}}}"));
                plus - 1
            }
        };
        at = last + 2;
    }
    text.push('"');
    Some(text)
}
