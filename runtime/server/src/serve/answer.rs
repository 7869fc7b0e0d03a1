//! Responses: those that a flow describes, and the server's own responses.

use bytes::Bytes;
use flowright_compression::ACCEPTED;
use flowright_stdlib::catalogue::is_html;
use flowright_stdlib::memory::{self, BodyKind};
use hyper::header::{
    ACCEPT_ENCODING, ALLOW, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue,
    WWW_AUTHENTICATE,
};
use hyper::{Method, Response, StatusCode};
use serde::Serialize;

/// A complete response.
pub type Answer = Response<Bytes>;

/// A response without a body.
pub(super) fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = status;
    answer
}

/// A response of the server itself: what is wrong, and the ID to report to the operator.
pub(super) fn error(status: StatusCode, message: &str, request_id: &str) -> Answer {
    #[derive(Serialize)]
    struct Body<'a> {
        error: &'a str,
        request_id: &'a str,
    }
    let body = serde_json::to_vec(&Body {
        error: message,
        request_id,
    })
    .unwrap_or_default();
    let mut answer = Response::new(Bytes::from(body));
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

/// The same response with the length of its body in place of the body.
pub(super) fn without_body(mut answer: Answer) -> Answer {
    let length = HeaderValue::from(std::mem::take(answer.body_mut()).len());
    answer.headers_mut().insert(CONTENT_LENGTH, length);
    answer
}

/// The same response, after which the connection is closed.
pub(super) fn closing(mut answer: Answer, http1: bool) -> Answer {
    if http1 {
        answer
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

/// The same response, with a header that lists the supported codings (RFC 9110, 15.5.16).
pub(super) fn accepting_codings(mut answer: Answer) -> Answer {
    answer
        .headers_mut()
        .insert(ACCEPT_ENCODING, HeaderValue::from_static(ACCEPTED));
    answer
}

/// The same response, with a header that states how a client can authenticate (RFC 9110, 11.6.1).
pub(super) fn challenging(mut answer: Answer, challenge: &'static str) -> Answer {
    answer
        .headers_mut()
        .insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    answer
}

/// 405 with the allowed methods (RFC 9110, 15.5.6).
pub(super) fn method_not_allowed(allow: &[&Method], request_id: &str) -> Answer {
    let mut answer = error(
        StatusCode::METHOD_NOT_ALLOWED,
        "method not allowed",
        request_id,
    );
    let names: Vec<&str> = allow.iter().map(|method| method.as_str()).collect();
    if let Ok(value) = HeaderValue::from_str(&names.join(", ")) {
        answer.headers_mut().insert(ALLOW, value);
    }
    answer
}

/// The response that a flow has described, taken out of its context; `None` if it has described no
/// response, or a response whose texts are not escaped for HTML.
#[must_use]
pub fn described(response: &mut memory::Response) -> Option<Answer> {
    let status = StatusCode::from_u16(response.status).ok()?;
    // Responses with these statuses have no body (RFC 9110, 15.3.5 and 15.4.5), whatever the flow
    // has assembled.
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        response.body.clear();
        response.kind = BodyKind::None;
    }
    let mut answer = Response::new(Bytes::from(std::mem::take(&mut response.body)));
    *answer.status_mut() = status;
    let kind = match response.kind {
        BodyKind::None => None,
        BodyKind::Json => Some("application/json"),
        BodyKind::Text => Some("text/plain; charset=utf-8"),
        BodyKind::Html => Some("text/html; charset=utf-8"),
        BodyKind::Bytes => Some("application/octet-stream"),
    };
    if let Some(kind) = kind {
        answer
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    for (name, value) in response.headers.drain(..) {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let value = HeaderValue::from_str(&value).ok()?;
        if name == CONTENT_TYPE {
            // The compiler rejects such a literal content type, so this one was computed.
            let unescaped = matches!(response.kind, BodyKind::Text | BodyKind::Json);
            if unescaped && is_html(value.to_str().unwrap_or_default()) {
                tracing::error!("a text or JSON response has the Content-Type of HTML");
                return None;
            }
            answer.headers_mut().insert(name, value);
        } else {
            answer.headers_mut().append(name, value);
        }
    }
    Some(answer)
}
