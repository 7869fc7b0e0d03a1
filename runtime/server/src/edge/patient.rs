//! A stream that gives up on a peer that does not read what it is sent.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

/// A stream that can be closed without sending the data that its peer has not read.
pub trait Abandon {
    /// From now on, dropping the stream discards unsent data.
    fn abandon(&self);
}

impl Abandon for TcpStream {
    /// Sends a reset instead of closing gracefully: otherwise the kernel would keep megabytes of
    /// unsent data after the connection has been given up.
    fn abandon(&self) {
        if let Err(error) = self.set_zero_linger() {
            tracing::debug!(%error, "cannot set a socket option");
        }
    }
}

/// A stream whose writes fail once the peer has read nothing for some time, or has not caught up
/// after a longer time. hyper has neither limit: a client that sends requests and never reads, or
/// reads one byte at a time, would hold its connection and the response. Reads pass through
/// unchanged.
#[derive(Debug)]
pub struct PatientIo<S> {
    stream: S,
    idle: Duration,
    total: Duration,
    /// Created when a write first has to wait, and reused later.
    timer: Option<Pin<Box<Sleep>>>,
    waiting: bool,
    /// When a write had to wait for the first time since the last complete flush.
    behind: Option<Instant>,
}

impl<S> PatientIo<S> {
    /// Wraps a stream. Its peer may pause reading for `idle`, and may take `total` to catch up with
    /// the data it is sent.
    #[must_use]
    pub fn new(stream: S, idle: Duration, total: Duration) -> Self {
        Self {
            stream,
            idle,
            total,
            timer: None,
            waiting: false,
            behind: None,
        }
    }
}

impl<S: Abandon> PatientIo<S> {
    /// The result of a write or flush, or a timeout.
    fn bound<T>(
        &mut self,
        cx: &mut Context<'_>,
        result: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.waiting = false;
            return result;
        }
        if !self.waiting {
            let now = Instant::now();
            let behind = *self.behind.get_or_insert(now);
            let end = (now + self.idle).min(behind + self.total);
            self.timer
                .get_or_insert_with(|| Box::pin(sleep_until(end)))
                .as_mut()
                .reset(end);
            self.waiting = true;
        }
        match &mut self.timer {
            Some(timer) => timer.as_mut().poll(cx).map(|()| {
                self.stream.abandon();
                Err(io::ErrorKind::TimedOut.into())
            }),
            None => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PatientIo<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Abandon + Unpin> AsyncWrite for PatientIo<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.bound(cx, result)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_flush(cx);
        // hyper flushes the stream only once its own buffer is empty, so at this point the peer has
        // caught up.
        if result.is_ready() {
            self.behind = None;
        }
        self.bound(cx, result)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.bound(cx, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.bound(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;

    impl Abandon for DuplexStream {
        fn abandon(&self) {}
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_takes_nothing_is_given_up_and_a_slow_one_is_not() {
        let (near, mut far) = duplex(4);
        let mut near = PatientIo::new(near, Duration::from_secs(5), Duration::from_secs(60));
        let slow = async {
            let mut taken = [0; 1];
            for _ in 0..12 {
                tokio::time::sleep(Duration::from_secs(4)).await;
                far.read_exact(&mut taken).await.unwrap();
            }
        };
        let (written, ()) = tokio::join!(near.write_all(b"sixteen octets.."), slow);
        assert!(written.is_ok());
        let error = near.write_all(b"more").await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_never_catches_up_is_given_up() {
        let (near, mut far) = duplex(4);
        let mut near = PatientIo::new(near, Duration::from_secs(5), Duration::from_secs(30));
        let begun = Instant::now();
        let slow = tokio::spawn(async move {
            let mut taken = [0; 1];
            while far.read_exact(&mut taken).await.is_ok() {
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        });
        let error = near.write_all(&[0; 100]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(begun.elapsed().as_secs(), 30);
        slow.abort();
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_catches_up_has_its_time_anew() {
        let (near, mut far) = duplex(4);
        let mut near = PatientIo::new(near, Duration::from_secs(5), Duration::from_secs(30));
        let slow = tokio::spawn(async move {
            let mut taken = [0; 1];
            while far.read_exact(&mut taken).await.is_ok() {
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        });
        for _ in 0..10 {
            near.write_all(&[0; 10]).await.unwrap();
            near.flush().await.unwrap();
        }
        slow.abort();
    }
}
