//! The first steps of every hand-written contestant for a push: method, path, body, signature.

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use hyper::body::Incoming;
use hyper::{HeaderMap, Method, Request, StatusCode};
use sha2::Sha256;

use super::super::{Result, push};
use super::hand;

pub(super) struct State {
    /// Keyed in advance.
    keyed: Hmac<Sha256>,
}

impl State {
    pub(super) fn new() -> Result<State> {
        let keyed = Hmac::new_from_slice(push::SECRET.as_bytes());
        Ok(State {
            keyed: keyed.map_err(|error| error.to_string())?,
        })
    }

    fn verifies(&self, headers: &HeaderMap, body: &[u8]) -> bool {
        let signature = headers
            .get("x-hub-signature-256")
            .and_then(|value| value.as_bytes().strip_prefix(b"sha256="))
            .and_then(unhex);
        let Some(signature) = signature else {
            return false;
        };
        let mut mac = self.keyed.clone();
        mac.update(body);
        // In constant time.
        mac.verify_slice(&signature).is_ok()
    }
}

/// A push whose signature and event are valid, or the status to respond with.
pub(super) async fn verified(
    state: &State,
    request: Request<Incoming>,
) -> std::result::Result<Bytes, StatusCode> {
    if request.uri().path() != "/github" {
        return Err(StatusCode::NOT_FOUND);
    }
    if request.method() != Method::POST {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    let (parts, incoming) = request.into_parts();
    let body = hand::body(incoming).await?;
    if !state.verifies(&parts.headers, &body) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    if parts
        .headers
        .get("x-github-event")
        .is_none_or(|event| event != "push")
    {
        return Err(StatusCode::NO_CONTENT);
    }
    Ok(body)
}

fn unhex(text: &[u8]) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let (pairs, []) = text.as_chunks::<2>() else {
        return None;
    };
    if pairs.len() != bytes.len() {
        return None;
    }
    for ([high, low], byte) in pairs.iter().zip(&mut bytes) {
        let digit = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?;
    }
    Some(bytes)
}
