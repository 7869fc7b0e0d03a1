//! The body of a response, in the form that hyper requires.

use std::convert::Infallible;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use super::streams::Progress;

/// How many bytes are handed to an HTTP/2 stream at once.
const PIECE: usize = 16 << 10;

/// A body: whole for HTTP/1, in pieces for an HTTP/2 stream.
///
/// Invariant: the body of a stream ends only when h2 has written its last piece, so a stream that
/// has ended no longer depends on its client.
pub(super) struct AnswerBody {
    rest: Bytes,
    stream: Option<Arc<Progress>>,
    has_ended: bool,
}

impl AnswerBody {
    /// The body of a response to a request on that HTTP/2 stream, or on HTTP/1.
    pub(super) fn new(body: Bytes, stream: Option<Arc<Progress>>) -> AnswerBody {
        if let Some(stream) = &stream {
            stream.made();
        }
        AnswerBody {
            has_ended: body.is_empty(),
            rest: body,
            stream,
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            if let Some(stream) = &self.stream
                && !self.has_ended
            {
                ready!(stream.poll_written(cx));
            }
            self.has_ended = true;
            return Poll::Ready(None);
        }
        let piece = match self.stream.clone() {
            Some(progress) => {
                let length = self.rest.len().min(PIECE);
                let octets = self.rest.split_to(length);
                progress.begins_piece();
                Bytes::from_owner(Piece { octets, progress })
            }
            None => mem::take(&mut self.rest),
        };
        if self.rest.is_empty() {
            // The empty remainder must not keep the response alive.
            self.rest = Bytes::new();
        }
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && (self.has_ended || self.stream.is_none())
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

/// A piece that reports when h2 has dropped it: either it was written, or its stream was reset.
struct Piece {
    octets: Bytes,
    progress: Arc<Progress>,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        &self.octets
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        self.progress.ends_piece();
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    fn next(body: &mut AnswerBody) -> Poll<Option<Bytes>> {
        let mut cx = Context::from_waker(Waker::noop());
        let frame = Pin::new(body).poll_frame(&mut cx);
        frame.map(|frame| frame.map(|frame| frame.unwrap().into_data().unwrap()))
    }

    #[test]
    fn http1_takes_it_whole() {
        let body = Bytes::from(vec![b'x'; 2 * PIECE]);
        let mut whole = AnswerBody::new(body.clone(), None);
        assert!(!whole.is_end_stream());
        assert_eq!(whole.size_hint().exact(), Some(body.len() as u64));
        assert_eq!(next(&mut whole), Poll::Ready(Some(body)));
        assert!(whole.is_end_stream());
        assert!(AnswerBody::new(Bytes::new(), None).is_end_stream());
    }

    #[test]
    fn a_stream_ends_when_its_last_piece_is_dropped() {
        let body = Bytes::from(vec![b'x'; PIECE + 1]);
        let mut body = AnswerBody::new(body, Some(Arc::default()));
        let Poll::Ready(Some(first)) = next(&mut body) else {
            panic!("there is a piece")
        };
        let Poll::Ready(Some(last)) = next(&mut body) else {
            panic!("there is another one")
        };
        assert_eq!((first.len(), last.len()), (PIECE, 1));
        assert_eq!(next(&mut body), Poll::Pending);
        drop(first);
        assert_eq!(next(&mut body), Poll::Pending);
        assert!(!body.is_end_stream());
        drop(last);
        assert_eq!(next(&mut body), Poll::Ready(None));
        assert!(AnswerBody::new(Bytes::new(), Some(Arc::default())).is_end_stream());
    }
}
