//! Reads a body within limits.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use flowright_compression::Codings;
use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::Body;
use hyper::header::{CONTENT_ENCODING, HeaderMap, HeaderValue};
use tokio::time::{Instant, timeout_at};

#[cfg(test)]
mod tests;

/// The limits of a body.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many bytes: `max_body`.
    pub bytes: usize,
    /// How long the next piece may take.
    pub idle: Duration,
    /// How long the whole body may take: without this, one byte per minute would hold a connection
    /// forever.
    pub total: Duration,
}

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyRefusal {
    /// It exceeds the limit, by its declared length or as received.
    TooLarge,
    /// The body arrived too slowly.
    TooSlow,
    /// It has an unsupported `Content-Encoding`.
    Encoded,
    /// It ended early, or its chunks were malformed.
    Broken,
}

impl BodyRefusal {
    /// The status of the response. An HTTP/1 client's connection is closed with it.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Encoded => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Broken => StatusCode::BAD_REQUEST,
        }
    }

    /// The reason as the audit log writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "body_too_large",
            Self::TooSlow => "body_too_slow",
            Self::Encoded => "body_encoded",
            Self::Broken => "body_broken",
        }
    }
}

impl fmt::Display for BodyRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::error::Error for BodyRefusal {}

/// Reads the whole body as it was sent, compressed or not. A body that arrives in a single piece is
/// not copied; trailer fields are dropped, never merged into the headers (RFC 9110, 6.5.1).
///
/// A body that is refused because of its header fields is not polled, so that a client which sent
/// `Expect: 100-continue` gets its final status without a 100 (RFC 9110, 10.1.1).
///
/// # Errors
/// If the body exceeds a limit, has an unsupported coding, or does not end properly.
pub async fn read<B>(headers: &HeaderMap, mut body: B, limits: Limits) -> Result<Bytes, BodyRefusal>
where
    B: Body<Data = Bytes> + Unpin,
{
    let codings = headers.get_all(CONTENT_ENCODING).iter();
    if Codings::declared(codings.map(HeaderValue::as_bytes)).is_err() {
        return Err(BodyRefusal::Encoded);
    }
    // The declared length, if the body has one.
    let declared = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if declared > limits.bytes {
        return Err(BodyRefusal::TooLarge);
    }
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let mut pieces = Pieces::None;
    let mut clock = Clock::new(limits);
    loop {
        let Some(piece) = next(&mut body, &mut clock).await? else {
            return Ok(pieces.joined());
        };
        if piece.len() > limits.bytes.saturating_sub(pieces.len()) {
            return Err(BodyRefusal::TooLarge);
        }
        pieces = pieces.with(piece, declared);
        if body.is_end_stream() {
            return Ok(pieces.joined());
        }
    }
}

/// The deadlines. They run from the first time that the body has to be waited for. Most bodies
/// arrive together with their heads; for these, no clock is read and no timer is created.
struct Clock {
    limits: Limits,
    end: Option<Instant>,
}

impl Clock {
    fn new(limits: Limits) -> Self {
        Self { limits, end: None }
    }

    /// When the next piece must have arrived.
    fn until(&mut self) -> Instant {
        let end = *self.end.get_or_insert_with(|| after(self.limits.total));
        end.min(after(self.limits.idle))
    }
}

/// The instant after that time, or after a year if the operator has configured a duration that
/// overflows the clock.
fn after(time: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(time)
        .unwrap_or(now + Duration::from_secs(365 * 24 * 3600))
}

/// The next piece of data, or none after the last.
async fn next<B>(body: &mut B, clock: &mut Clock) -> Result<Option<Bytes>, BodyRefusal>
where
    B: Body<Data = Bytes> + Unpin,
{
    let mut until = None;
    loop {
        let mut frame = pin!(body.frame());
        let frame = match poll_fn(|cx| Poll::Ready(frame.as_mut().poll(cx))).await {
            Poll::Ready(frame) => frame,
            Poll::Pending => {
                let until = *until.get_or_insert_with(|| clock.until());
                let waited = timeout_at(until, frame).await;
                waited.map_err(|_| BodyRefusal::TooSlow)?
            }
        };
        match frame {
            None => return Ok(None),
            Some(Err(_)) => return Err(BodyRefusal::Broken),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) if !data.is_empty() => return Ok(Some(data)),
                _ => {}
            },
        }
    }
}

/// The data received so far. Copying begins with the second piece.
enum Pieces {
    None,
    One(Bytes),
    Several(BytesMut),
}

impl Pieces {
    fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::One(piece) => piece.len(),
            Self::Several(pieces) => pieces.len(),
        }
    }

    /// `declared` is at most the limit, so a client cannot cause more than the limit to be
    /// reserved.
    fn with(self, piece: Bytes, declared: usize) -> Self {
        match self {
            Self::None => Self::One(piece),
            Self::One(first) => {
                let needed = first.len().saturating_add(piece.len());
                let mut pieces = BytesMut::with_capacity(needed.max(declared));
                pieces.extend_from_slice(&first);
                pieces.extend_from_slice(&piece);
                Self::Several(pieces)
            }
            Self::Several(mut pieces) => {
                pieces.extend_from_slice(&piece);
                Self::Several(pieces)
            }
        }
    }

    fn joined(self) -> Bytes {
        match self {
            Self::None => Bytes::new(),
            Self::One(piece) => piece,
            Self::Several(pieces) => pieces.freeze(),
        }
    }
}
