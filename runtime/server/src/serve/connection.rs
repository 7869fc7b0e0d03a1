//! One connection: HTTP/1.1, or HTTP/2 in clear text.

use std::convert::Infallible;
use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::Watcher;
use tokio::net::TcpStream;

use super::request;
use super::shared::Shared;
use crate::audit::{Outcome, Record};
use crate::edge::framing::GuardedIo;
use crate::edge::patient::PatientIo;

/// How connections are spoken to.
pub(super) fn builder(shared: &Shared) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        // A client that has said all it has to say still waits for its answer.
        .half_close(true)
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
    let settings = &shared.settings;
    let begun = Arc::new(AtomicBool::new(false));
    let patience = first_request(settings.header_timeout, Arc::clone(&begun));
    let stream = GuardedIo::new(PatientIo::new(stream, settings.body_idle));
    let answering = Arc::clone(&shared);
    let service = service_fn(move |request| {
        begun.store(true, Ordering::Relaxed);
        let shared = Arc::clone(&answering);
        async move { Ok::<_, Infallible>(request::handle(shared, peer, request).await) }
    });
    let connection = builder
        .serve_connection(TokioIo::new(stream), service)
        .into_owned();
    tokio::select! {
        ended = watcher.watch(connection) => if let Err(error) = ended {
            tracing::debug!(%error, %peer, "a connection ended");
            refused_head(&shared, peer, &*error);
        },
        () = patience => tracing::debug!(%peer, "a connection brought no request"),
    }
}

/// The audit line of a request whose head hyper has refused, so that it never came to be one: its method and path are not known.
fn refused_head(shared: &Shared, peer: IpAddr, error: &(dyn Error + 'static)) {
    let Some(error) = error.downcast_ref::<hyper::Error>() else {
        return;
    };
    let (status, reason) = if error.is_parse_too_large() {
        (431, "head_too_large")
    } else if error.is_parse() {
        (400, "bad_head")
    } else {
        return;
    };
    shared.audit.record(&Record {
        time: shared.clock.now(),
        request_id: shared.ids.next().as_str(),
        route: None,
        method: "-",
        path: "-",
        ip: peer.to_canonical(),
        status,
        outcome: Outcome::Refused(reason),
        duration: Duration::ZERO,
        body_bytes: 0,
    });
}

/// Done when a connection has brought no request in time. hyper's own timeout begins only when it knows which HTTP is spoken, which a
/// client that says nothing, or half a word, can put off for ever.
async fn first_request(timeout: Duration, begun: Arc<AtomicBool>) {
    tokio::time::sleep(timeout).await;
    if begun.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
}
