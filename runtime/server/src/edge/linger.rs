//! Discards the rest of a request that was answered before it was fully read.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::Version;
use hyper::body::{Body, Incoming};
use hyper::header::EXPECT;
use hyper::http::request::Parts;
use tokio::time::timeout;

/// How long the next piece of the rest may take.
const IDLE: Duration = Duration::from_secs(5);

/// How long all of the rest may take.
const TOTAL: Duration = Duration::from_secs(30);

/// Reads and discards the rest of an HTTP/1 request while its response is being sent. Many clients
/// write all of a request before they read: if the socket were closed early, they would see a
/// broken connection instead of the response. If a client takes longer, the connection is closed.
///
/// HTTP/2 itself signals that the rest is not needed (RFC 9113, 8.1), and a client that waits for
/// 100 is answered before it sends (RFC 9110, 10.1.1).
pub fn discard(parts: &Parts, mut rest: Incoming) {
    let waits = parts.headers.contains_key(EXPECT);
    if parts.version == Version::HTTP_2 || waits || rest.is_end_stream() {
        return;
    }
    tokio::spawn(timeout(TOTAL, async move {
        while let Ok(Some(Ok(_))) = timeout(IDLE, rest.frame()).await {}
    }));
}
