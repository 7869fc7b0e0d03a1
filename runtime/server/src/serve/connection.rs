//! One connection: HTTP/1.1, or HTTP/2 in clear text.

use std::convert::Infallible;
use std::error::Error;
use std::future::poll_fn;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::shared::Shared;
use super::streams::Streams;
use super::{ServerSettings, request};
use crate::audit::{Outcome, Record};
use crate::edge::framing::GuardedIo;
use crate::edge::patient::PatientIo;

/// Configures a connection that uses those streams.
fn builder(settings: &ServerSettings, streams: Streams) -> auto::Builder<Streams> {
    let mut builder = auto::Builder::new(streams);
    builder
        .http1()
        .timer(TokioTimer::new())
        // A client that has closed its sending side still waits for its response.
        .half_close(true)
        .header_read_timeout(settings.header_timeout);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(256)
        .keep_alive_interval(settings.body_total)
        .keep_alive_timeout(settings.header_timeout);
    builder
}

/// Serves a connection to its end, or, once the sender of `stop` is dropped, to the end of the
/// current request.
pub(super) async fn serve(
    shared: Arc<Shared>,
    stop: watch::Receiver<()>,
    stream: TcpStream,
    peer: IpAddr,
) {
    // Responses are small, so delaying them in order to batch data would only add latency.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "cannot set a socket option");
    }
    let settings = &shared.settings;
    let begun = Arc::new(AtomicBool::new(false));
    let streams = Streams::new(settings.body_idle, settings.body_total);
    let stream = GuardedIo::new(PatientIo::new(
        stream,
        settings.body_idle,
        settings.body_total,
    ));
    let answering = Arc::clone(&shared);
    let has_begun = Arc::clone(&begun);
    let service = service_fn(move |request| {
        has_begun.store(true, Ordering::Relaxed);
        let shared = Arc::clone(&answering);
        async move { Ok::<_, Infallible>(request::handle(shared, peer, request).await) }
    });
    let builder = builder(settings, streams.clone());
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let mut watched = stop.clone();
    // Outside tokio's budget, so that the first poll registers even if the task has used up its
    // budget.
    let mut stopped = pin!(tokio::task::coop::unconstrained(watched.changed()));
    let mut is_watched = false;
    let mut is_stopping = false;
    let pause = || Box::pin(tokio::time::sleep(settings.header_timeout));
    // How long the client may keep the connection open without a request.
    let mut patience = None;
    // How long the client may still open streams once the connection is closing, which it may not
    // know yet.
    let mut grace = None;
    let mut begun_streams = 0;
    // This is polled for every request. Therefore nothing here except the connection itself takes a
    // lock, or reads the clock once an HTTP/1 request has arrived.
    let ended = poll_fn(|cx| {
        // Once polled, it wakes this task when the server stops; the channel itself is then
        // checked.
        if !is_watched {
            is_watched = true;
            let _ = stopped.as_mut().poll(cx);
        }
        if !is_stopping && stop.has_changed().is_err() {
            is_stopping = true;
            grace = Some(pause());
            connection.as_mut().graceful_shutdown();
        }
        if let Some(timer) = &mut grace
            && timer.as_mut().poll(cx).is_ready()
        {
            grace = None;
            streams.close();
        }
        if let Poll::Ready(ended) = connection.as_mut().poll(cx) {
            return Poll::Ready(Some(ended));
        }
        // hyper's own timeouts start only once it knows the HTTP version, which a client can delay
        // forever by sending nothing or half a word. For HTTP/2, hyper has no timeout for a client
        // that answers pings.
        let has_begun = begun.load(Ordering::Relaxed);
        let streams_begun = streams.begun();
        let is_idle = !has_begun || (streams_begun > 0 && streams.are_over(cx.waker()));
        if !is_idle || streams_begun != begun_streams {
            patience = None;
            begun_streams = streams_begun;
        }
        if is_idle {
            let patience = patience.get_or_insert_with(pause);
            return patience.as_mut().poll(cx).map(|()| None);
        }
        Poll::Pending
    });
    match ended.await {
        Some(Ok(())) => {}
        Some(Err(error)) => {
            tracing::debug!(%error, %peer, "a connection ended");
            refused_head(&shared, peer, &*error);
        }
        None => tracing::debug!(%peer, "a connection sent no request for too long"),
    }
}

/// Writes the audit line of a request whose head hyper has refused, so that its method and path are
/// unknown.
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
        caller: None,
        status,
        outcome: Outcome::Refused(reason),
        why: None,
        duration: Duration::ZERO,
        body_bytes: 0,
    });
}
