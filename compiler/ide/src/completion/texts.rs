//! Completions inside quotes: one of a fixed set of texts, such as the zones, or the name of a header.

use flowright_stdlib::types::Type;
use flowright_syntax::tokens::{Quotes, TokenKind};

use super::snippet::escape;
use super::{Asked, CompletionKind, List, arms};
use crate::place::{Frame, Inside};

/// Common request headers of webhooks.
const ASKED: &[&str] = &[
    "authorization",
    "content-type",
    "idempotency-key",
    "origin",
    "referer",
    "user-agent",
    "x-forwarded-for",
    "x-github-delivery",
    "x-github-event",
    "x-gitlab-event",
    "x-hub-signature-256",
    "x-request-id",
    "x-shopify-topic",
    "x-signature",
    "x-timestamp",
];

/// Common headers of outgoing requests and responses.
const SENT: &[&str] = &[
    "Accept",
    "Access-Control-Allow-Origin",
    "Authorization",
    "Cache-Control",
    "Content-Disposition",
    "Content-Language",
    "Content-Type",
    "ETag",
    "Idempotency-Key",
    "Last-Modified",
    "Location",
    "Retry-After",
    "User-Agent",
    "Vary",
    "X-Api-Key",
    "X-Request-Id",
    "X-Signature",
    "X-Timestamp",
];

pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    let Inside::Text { start, end, quotes } = asked.place.inside else {
        return;
    };
    // The line before the place ends with the opening quotes of the text.
    let before = asked.place.before();
    let before = before.split_last().map_or(&[][..], |(_, rest)| rest);
    let last = before.last().map(|token| asked.place.text_of(*token));
    match (asked.place.frame(), last) {
        (Frame::Headers, None) => return names(ASKED, list),
        (_, Some("header")) => return names(SENT, list),
        _ => {}
    }
    if quotes != Quotes::Plain {
        return;
    }
    let is_pattern = before.iter().all(|token| token.kind != TokenKind::FatArrow);
    if *asked.place.frame() == Frame::Arms && is_pattern {
        return arms::texts(asked, asked.place.slice(start, end), list);
    }
    let opening = start.saturating_sub(1);
    if let Some(notation) = asked.analysis.notation_at(asked.file, opening) {
        for text in notation.all() {
            list.word(&text, CompletionKind::Value, 1);
        }
        return;
    }
    if let Some(Type::Literals(texts)) = asked.wanted_at(opening).map(Type::without_null) {
        for text in texts.iter() {
            list.snippet(text, CompletionKind::Value, &escape(text), 1);
        }
    }
}

/// The names of headers, in quotes.
pub(super) fn headers(list: &mut List) {
    for name in ASKED {
        list.word(&format!("\"{name}\""), CompletionKind::Value, 1);
    }
}

fn names(names: &[&str], list: &mut List) {
    for name in names {
        list.word(name, CompletionKind::Value, 1);
    }
}
