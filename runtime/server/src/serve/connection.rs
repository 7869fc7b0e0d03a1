//! One connection: HTTP/1.1, or HTTP/2 in clear text.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::Watcher;
use tokio::net::TcpStream;

use super::listener::Shared;
use super::request;
use crate::edge::framing::GuardedIo;

/// How connections are spoken to.
pub(super) fn builder(shared: &Shared) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(shared.settings.header_timeout);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(256)
        .keep_alive_interval(shared.settings.body_total)
        .keep_alive_timeout(shared.settings.header_timeout);
    builder
}

/// Serves a connection to its end, or to the end of the request at hand when the server is told to stop.
pub(super) async fn serve(
    shared: Arc<Shared>,
    builder: Arc<auto::Builder<TokioExecutor>>,
    watcher: Watcher,
    stream: TcpStream,
    peer: IpAddr,
) {
    // Answers are small: waiting for more to send would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a socket option was refused");
    }
    let begun = Arc::new(AtomicBool::new(false));
    let patience = first_request(shared.settings.header_timeout, Arc::clone(&begun));
    let service = service_fn(move |request| {
        begun.store(true, Ordering::Relaxed);
        let shared = Arc::clone(&shared);
        async move { Ok::<_, Infallible>(request::handle(shared, peer, request).await) }
    });
    let connection = builder
        .serve_connection(TokioIo::new(GuardedIo::new(stream)), service)
        .into_owned();
    tokio::select! {
        ended = watcher.watch(connection) => if let Err(error) = ended {
            tracing::debug!(%error, %peer, "a connection ended");
        },
        () = patience => tracing::debug!(%peer, "a connection brought no request"),
    }
}

/// Done when a connection has brought no request in time. hyper's own timeout begins only when it knows which HTTP is spoken, which a
/// client that says nothing, or half a word, can put off for ever.
async fn first_request(timeout: Duration, begun: Arc<AtomicBool>) {
    tokio::time::sleep(timeout).await;
    if begun.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
}
