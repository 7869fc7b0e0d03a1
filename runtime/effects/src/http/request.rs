//! A request and its response.

use std::{fmt, time::Duration};

use bytes::Bytes;
use hyper::{
    Method,
    header::AUTHORIZATION,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use url::Url;

use super::BadRequest;

const TIMEOUT: Duration = Duration::from_secs(10);
const MAX_RESPONSE: usize = 1_000_000;

/// Fields that belong to the connection or that the client writes itself: a value in one of them
/// could alter the framing of the request.
const RESERVED: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// A request to send. Its `Debug` shows no path, query, header value or body: they may hold secrets.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The destination; `http` or `https`, without user and password.
    pub url: Url,
    /// The header fields, in order. The caller must not set `Host`, `Content-Length` or the fields
    /// of the connection.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body; empty for none.
    pub body: Bytes,
    /// How long the whole request may take, from resolving the host to the last byte of the
    /// response.
    pub timeout: Duration,
    /// The maximum size of the body of the response, in bytes.
    pub max_response: usize,
    /// Whether the caller reads the body of the response. If not, a body that cannot be
    /// decompressed is not an error.
    pub reads_body: bool,
}

impl HttpRequest {
    /// A request without headers and body, with the language's defaults: 10 s and 1 MB.
    #[must_use]
    pub fn new(method: Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: Vec::new(),
            body: Bytes::new(),
            timeout: TIMEOUT,
            max_response: MAX_RESPONSE,
            reads_body: true,
        }
    }

    /// The same, with the URL given as text.
    ///
    /// # Errors
    ///
    /// If the text is not a URL.
    pub fn parse(method: Method, url: &str) -> Result<Self, BadRequest> {
        Ok(Self::new(method, url.parse().map_err(BadRequest::Url)?))
    }

    /// Adds a header field.
    ///
    /// # Errors
    ///
    /// If the name is invalid or reserved, or the value contains a line break or another control
    /// character.
    pub fn header(&mut self, name: &str, value: &str) -> Result<(), BadRequest> {
        let refused = || BadRequest::Header {
            name: name.to_owned(),
        };
        let field = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| refused())?;
        value.set_sensitive(field == AUTHORIZATION);
        if is_reserved(&field) {
            return Err(refused());
        }
        self.headers.push((field, value));
        Ok(())
    }

    /// Rejects a request that must not be sent. Its fields are public, so this check runs before
    /// every request.
    pub(crate) fn check(&self) -> Result<(), BadRequest> {
        if !matches!(self.url.scheme(), "http" | "https") {
            return Err(BadRequest::Scheme {
                scheme: self.url.scheme().to_owned(),
            });
        }
        if !self.url.username().is_empty() || self.url.password().is_some() {
            return Err(BadRequest::UserInfo);
        }
        match self.headers.iter().find(|(name, _)| is_reserved(name)) {
            Some((name, _)) => Err(BadRequest::Header {
                name: name.to_string(),
            }),
            None => Ok(()),
        }
    }
}

fn is_reserved(name: &HeaderName) -> bool {
    RESERVED.contains(&name.as_str())
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("origin", &self.url.origin().ascii_serialization())
            .field("headers", &names)
            .field("body", &self.body.len())
            .field("timeout", &self.timeout)
            .field("max_response", &self.max_response)
            .finish_non_exhaustive()
    }
}

/// A response of any status. Its `Debug` shows no header value and no body.
#[derive(Clone)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body, decompressed if the caller reads it.
    pub body: Bytes,
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .field("body", &self.body.len())
            .finish()
    }
}
