//! The header `Authorization` (RFC 9110, 11.6.2).

use hyper::header::{AUTHORIZATION, HeaderMap};

use super::carried::of_header;
use crate::edge::added::Added;
use crate::edge::scheme::{Refusal, Request};

/// The text after the name of a scheme, which is case-insensitive (RFC 9110, 11.1), and after the
/// spaces that follow the name.
pub(super) fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Result<&'a [u8], Refusal> {
    let value = of_header(headers, &AUTHORIZATION)?;
    let (name, rest) = value
        .split_at_checked(scheme.len())
        .ok_or(Refusal::MalformedCredentials)?;
    if !name.eq_ignore_ascii_case(scheme.as_bytes()) || !rest.starts_with(b" ") {
        return Err(Refusal::MalformedCredentials);
    }
    let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
    match rest.get(blanks..) {
        None | Some([]) => Err(Refusal::MalformedCredentials),
        Some(credentials) => Ok(credentials),
    }
}

/// The header that a sender adds if the request has none.
pub(super) fn added(request: &Request<'_>, scheme: &str, credentials: &[u8]) -> Added {
    if request.headers.contains_key(AUTHORIZATION) {
        return Added::default();
    }
    let credentials = String::from_utf8_lossy(credentials);
    Added::header(AUTHORIZATION, format!("{scheme} {credentials}"))
}
