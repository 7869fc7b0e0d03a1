//! The stream that lettre reads from and writes to.

use std::{
    fmt, io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::Stream;

/// The maximum number of bytes received in a session: more than any SMTP session needs. lettre
/// itself would buffer an endless line.
const BUDGET: usize = 64 * 1024;

/// A connection to a mail server, with a limit on how much the server may send.
pub(super) struct SmtpStream {
    stream: Stream,
    greeting: &'static [u8],
    budget: usize,
}

impl SmtpStream {
    /// A connection on which the server has yet to send its greeting.
    pub(super) fn new(stream: Stream) -> Self {
        Self {
            stream,
            greeting: b"",
            budget: BUDGET,
        }
    }

    /// A connection on which the server sent its greeting before STARTTLS and will not repeat it,
    /// although lettre waits for a greeting.
    pub(super) fn greeted(stream: Stream) -> Self {
        Self {
            greeting: b"220 ready\r\n",
            ..Self::new(stream)
        }
    }
}

impl fmt::Debug for SmtpStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}

impl AsyncTokioStream for SmtpStream {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.stream.peer_address())
    }
}

impl AsyncRead for SmtpStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.greeting.is_empty() {
            let (now, later) = self
                .greeting
                .split_at(self.greeting.len().min(buffer.remaining()));
            buffer.put_slice(now);
            self.greeting = later;
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let read = buffer.filled().len().saturating_sub(before);
        match self.budget.checked_sub(read) {
            Some(left) => self.budget = left,
            None => {
                return Poll::Ready(Err(io::Error::other("the mail server sent too much data")));
            }
        }
        polled
    }
}

impl AsyncWrite for SmtpStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
