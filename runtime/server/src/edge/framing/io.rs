//! The stream that hyper reads from.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::guard::{Guard, Verdict};

/// A stream whose requests are inspected before hyper reads them; writes pass through unchanged. It
/// goes inside `hyper_util::rt::TokioIo`, around the stream after TLS.
#[derive(Debug)]
pub struct GuardedIo<S> {
    stream: S,
    guard: Guard,
    /// The part of the end of an invalidated head that is still to be passed on.
    end: &'static [u8],
}

/// hyper parses a head only once its end has arrived.
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

impl<S> GuardedIo<S> {
    /// Wraps a stream from which nothing has been read.
    #[must_use]
    pub fn new(stream: S) -> Self {
        Self {
            stream,
            guard: Guard::new(),
            end: END_OF_HEAD,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for GuardedIo<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.guard.is_broken() {
            return Poll::Ready(Err(broken()));
        }
        if self.guard.is_spoiled() && !self.end.is_empty() {
            let fits = buf.remaining().min(self.end.len());
            let (now, later) = self.end.split_at_checked(fits).unwrap_or_default();
            buf.put_slice(now);
            self.end = later;
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        let fresh = buf.filled_mut().get_mut(before..).unwrap_or_default();
        match self.guard.inspect(fresh) {
            Verdict::Pass => {}
            Verdict::Spoil(0) => return Poll::Ready(Err(broken())),
            Verdict::Spoil(good) => buf.set_filled(before + good),
            // Returning neither bytes nor an error would signal the end of the stream.
            Verdict::Break(0) => return Poll::Ready(Err(broken())),
            Verdict::Break(good) => buf.set_filled(before + good),
        }
        Poll::Ready(Ok(()))
    }
}

fn broken() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "the body's chunks are malformed",
    )
}

impl<S: AsyncWrite + Unpin> AsyncWrite for GuardedIo<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
