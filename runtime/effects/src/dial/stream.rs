//! A connection made by the dialer.

use std::{
    fmt, io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
};

use hyper_util::client::legacy::connect::{Connected, Connection};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The transport below a [`Stream`]: TCP, or TLS over TCP.
pub(super) trait Io: AsyncRead + AsyncWrite + Send + Sync + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Sync + Unpin> Io for T {}

/// Counts what has been read from a connection, for pools that keep connections.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    /// The bytes read.
    read: AtomicU64,
    /// The number of bytes that had been read when data was last written.
    read_before: AtomicU64,
}

impl Traffic {
    /// Whether the connection has delivered something before, but nothing since the last write.
    pub(crate) fn is_stale(&self) -> bool {
        let before = self.read_before.load(Ordering::Relaxed);
        before > 0 && self.read.load(Ordering::Relaxed) == before
    }

    fn sent(&self) {
        let read = self.read.load(Ordering::Relaxed);
        self.read_before.store(read, Ordering::Relaxed);
    }

    fn came(&self, bytes: usize) {
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// A connection made by the dialer, plain or encrypted.
pub struct Stream {
    io: Box<dyn Io>,
    local: SocketAddr,
    peer: SocketAddr,
    traffic: Arc<Traffic>,
}

impl Stream {
    pub(super) fn new(io: impl Io + 'static, local: SocketAddr, peer: SocketAddr) -> Self {
        Self {
            io: Box::new(io),
            local,
            peer,
            traffic: Arc::default(),
        }
    }

    /// The local address.
    #[must_use]
    pub fn local_address(&self) -> SocketAddr {
        self.local
    }

    /// The address that was checked and connected to.
    #[must_use]
    pub fn peer_address(&self) -> SocketAddr {
        self.peer
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("peer", &self.peer)
            .finish_non_exhaustive()
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        Connected::new().extra(Arc::clone(&self.traffic))
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.io).poll_read(cx, buffer);
        self.traffic.came(buffer.filled().len() - before);
        read
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.traffic.sent();
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.traffic.sent();
        Pin::new(&mut self.io).poll_write_vectored(cx, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
}
