//! The listener, and the shutdown of the server.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_util::task::TaskTracker;

use flowright_engine::Program;

use super::panic::catch_panic;
use super::permits::Permits;
use super::shared::Shared;
use super::unsent::Unsent;
use super::{Readiness, ServerSettings, Site, connection};
use crate::audit::Audit;
use crate::request_id::RequestIds;

/// How long to wait before accepting again when the system is out of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Replaces the site of a running server.
pub struct Replacer(Arc<Shared>);

impl Replacer {
    /// The program that serves new requests.
    #[must_use]
    pub fn program(&self) -> Arc<Program> {
        Arc::clone(self.0.site.load().program())
    }

    /// Serves new requests with that site. Requests under way finish with the site they started
    /// with.
    pub fn replace(&self, site: Site) {
        self.0.site.store(Arc::new(site));
    }
}

/// A listening server.
pub struct Server {
    listener: TcpListener,
    pub(super) shared: Arc<Shared>,
}

impl Server {
    /// A server for a site, on a listener that already accepts.
    ///
    /// # Errors
    /// If the listener cannot be made non-blocking, or the host provides no randomness for request
    /// ids.
    pub fn new(
        listener: std::net::TcpListener,
        site: Site,
        settings: ServerSettings,
        audit: Audit,
    ) -> io::Result<Server> {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let requests = Permits::new(settings.requests);
        let unsent = Unsent::new(settings.unsent_bytes);
        let host = site.program().host().clone();
        let ids = RequestIds::new(&*host.random).map_err(io::Error::other)?;
        let shared = Arc::new(Shared {
            site: ArcSwap::from_pointee(site),
            settings,
            audit,
            clock: host.clock,
            ids,
            tasks: TaskTracker::new(),
            requests,
            unsent,
        });
        Ok(Server { listener, shared })
    }

    /// The address it listens on.
    ///
    /// # Errors
    /// If the operating system cannot report the local address.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// A handle that replaces the site of the server while it runs.
    #[must_use]
    pub fn replacer(&self) -> Replacer {
        Replacer(Arc::clone(&self.shared))
    }

    /// Reports whether the server can do its work.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        Readiness(Arc::clone(&self.shared))
    }

    /// Serves until `stop` completes; then accepts nothing more, finishes every request whose head
    /// was read and every execution that has begun, and closes the store and the audit log.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let Server { listener, shared } = self;
        let (running, stopped) = watch::channel(());
        let permits = Arc::new(Semaphore::new(shared.settings.connections));
        let mut stop = pin!(stop);
        loop {
            let accepted = async {
                // The semaphore is never closed.
                let permit = Arc::clone(&permits).acquire_owned().await.ok();
                (permit, accept(&listener).await)
            };
            let (permit, (stream, peer)) = tokio::select! {
                () = &mut stop => break,
                accepted = accepted => accepted,
            };
            let serving =
                connection::serve(Arc::clone(&shared), stopped.clone(), stream, peer.ip());
            shared.tasks.spawn(async move {
                if let Err(panic) = catch_panic(pin!(serving)).await {
                    tracing::error!(%panic, %peer, "a connection panicked");
                }
                drop(permit);
            });
        }
        drop(listener);
        drop(running);
        shared.tasks.close();
        shared.tasks.wait().await;
        shared.audit.close();
        shared.site.load().program().close().await;
    }
}

/// Accepts the next connection. While that fails, for example because file descriptors are
/// exhausted, it tries again after a pause.
pub(crate) async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}
