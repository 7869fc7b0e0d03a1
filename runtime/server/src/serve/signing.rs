//! Signs a request as its sender would, so that a workflow can be tried out.
//!
//! In: the `verify` of a webhook, its secrets, a request. Out: the header fields and query
//! parameters to add to the request so that it is accepted.

use std::fmt;

use flowright_ir::image::Verify;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Uri};

use super::verify;
use crate::Secret;
use crate::edge::added::Added;
use crate::edge::scheme::{Refusal, Request, SetupError, unix_seconds};

/// A request to be signed.
#[derive(Clone, Copy, Debug)]
pub struct Unsigned<'a> {
    /// The method.
    pub method: &'a str,
    /// The path with its query.
    pub target: &'a str,
    /// The header fields.
    pub headers: &'a [(String, String)],
    /// The body.
    pub body: &'a [u8],
    /// The time, in microseconds since 1970.
    pub now: i64,
}

/// Why a request cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignError {
    /// The method, the target or a header cannot be sent.
    Malformed {
        /// The offending text.
        what: String,
    },
    /// The scheme cannot be set up.
    Scheme(SetupError),
    /// The request would be refused with any signature.
    Refused(Refusal),
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignError::Malformed { what } => write!(f, "`{what}` cannot be sent"),
            SignError::Scheme(error) => error.fmt(f),
            SignError::Refused(refusal) => {
                write!(f, "the request would be rejected with `{refusal}`")
            }
        }
    }
}

impl std::error::Error for SignError {}

/// What to add to a request so that it passes a webhook's `verify`, using the first of the
/// webhook's secrets that is set; nothing if requests are not verified.
///
/// # Errors
/// If the request cannot be sent or signed.
pub fn sign(
    verify: &Verify,
    secret: impl Fn(usize) -> Option<Secret>,
    request: &Unsigned<'_>,
) -> Result<Added, SignError> {
    let malformed = |what: &str| SignError::Malformed {
        what: what.to_owned(),
    };
    let Some(scheme) = verify::of(verify, secret).map_err(SignError::Scheme)? else {
        return Ok(Added::default());
    };
    let method = Method::from_bytes(request.method.as_bytes());
    let uri = Uri::try_from(request.target);
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers {
        let field = HeaderName::from_bytes(name.as_bytes()).map_err(|_| malformed(name))?;
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| malformed(name))?;
        headers.append(field, value);
    }
    let request = Request {
        method: &method.map_err(|_| malformed(request.method))?,
        uri: &uri.map_err(|_| malformed(request.target))?,
        headers: &headers,
        body: request.body,
        now: unix_seconds(request.now),
    };
    scheme.sign(&request).map_err(SignError::Refused)
}

#[cfg(test)]
mod tests {
    use flowright_ir::image::Settings;
    use flowright_stdlib::catalogue::{Check, SCHEMES};

    use super::*;
    use crate::edge::scheme::Scheme as _;

    #[test]
    fn a_github_delivery_is_signed_as_its_documentation_says() {
        let verify = Verify::Scheme {
            scheme: &flowright_stdlib::catalogue::GITHUB,
            settings: Settings {
                values: vec![(
                    "secret",
                    flowright_ir::image::SettingValue::Secrets(vec![0]),
                )],
            },
        };
        let request = Unsigned {
            method: "POST",
            target: "/github?x=1",
            headers: &[],
            body: b"Hello, World!",
            now: 0,
        };
        let secret = |_| Some(Secret::new("It's a Secret to Everybody"));
        let expected = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        assert_eq!(
            sign(&verify, secret, &request),
            Ok(Added::header(
                HeaderName::from_static("x-hub-signature-256"),
                expected.to_owned()
            ))
        );
        assert!(matches!(
            sign(&verify, |_| None, &request),
            Err(SignError::Scheme(SetupError::NoSecret))
        ));
    }

    #[test]
    fn what_is_signed_is_accepted_under_every_scheme_with_a_form() {
        let mut tried = 0;
        for scheme in SCHEMES {
            let Check::Hmac(form) = &scheme.check else {
                continue;
            };
            let scheme = crate::edge::hmac::Hmac::of(form, vec![Secret::new("k")]).unwrap();
            let (method, uri) = (Method::POST, Uri::from_static("/a?b=c"));
            let unsigned = Request {
                method: &method,
                uri: &uri,
                headers: &HeaderMap::new(),
                body: b"{}",
                now: 1_700_000_000,
            };
            let added = scheme.sign(&unsigned).unwrap().headers.into_iter();
            let headers: HeaderMap = added
                .map(|(name, value)| (name, value.parse().unwrap()))
                .collect();
            let headers = &headers;
            assert_eq!(
                scheme.verify(&Request {
                    headers,
                    ..unsigned
                }),
                Ok(())
            );
            tried += 1;
        }
        assert!(tried > 0);
    }
}
