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

/// What a body may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many bytes: `max_body`.
    pub bytes: usize,
    /// How long until the next piece comes.
    pub idle: Duration,
    /// How long until the last piece has come: without it one byte a minute would hold a connection for ever.
    pub total: Duration,
}

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyRefusal {
    /// More than the limit, by its declared length or as it came.
    TooLarge,
    /// It came too slowly.
    TooSlow,
    /// It has a `Content-Encoding` that is not understood.
    Encoded,
    /// It ended early, or its chunks were malformed.
    Broken,
}

impl BodyRefusal {
    /// The answer's status. The connection of an HTTP/1 client is closed with it.
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

/// The whole body as it was sent, compressed or not. One that comes in a single piece is not copied; trailer fields are dropped, never merged into the headers
/// (RFC 9110, 6.5.1).
///
/// A body that is refused by its header fields is not polled, so that a client which sent `Expect: 100-continue` gets its final
/// status without a 100 (RFC 9110, 10.1.1).
///
/// # Errors
/// When the body goes over a limit, has a coding that is not understood, or does not end as it should.
pub async fn read<B>(headers: &HeaderMap, mut body: B, limits: Limits) -> Result<Bytes, BodyRefusal>
where
    B: Body<Data = Bytes> + Unpin,
{
    let codings = headers.get_all(CONTENT_ENCODING).iter();
    if Codings::declared(codings.map(HeaderValue::as_bytes)).is_err() {
        return Err(BodyRefusal::Encoded);
    }
    // The declared length, for one that has it.
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

/// When waiting ends. It runs from the first time that something has to be waited for: most bodies are there with their heads, and
/// for those no clock is read and no timer made.
struct Clock {
    limits: Limits,
    end: Option<Instant>,
}

impl Clock {
    fn new(limits: Limits) -> Self {
        Self { limits, end: None }
    }

    /// When the next piece must have come.
    fn until(&mut self) -> Instant {
        let end = *self.end.get_or_insert_with(|| after(self.limits.total));
        end.min(after(self.limits.idle))
    }
}

/// That long from now, or a year: an operator may write a time that no clock reaches.
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

/// What has come so far. Copying begins with the second piece.
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

    /// `declared` is at most the limit: no more than that is reserved on a client's word.
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
