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

/// How a connection with those streams is spoken to.
fn builder(settings: &ServerSettings, streams: Streams) -> auto::Builder<Streams> {
    let mut builder = auto::Builder::new(streams);
    builder
        .http1()
        .timer(TokioTimer::new())
        // A client that has said all it has to say still waits for its answer.
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

/// Serves a connection to its end, or to the end of the request at hand when the sender of `stop` is dropped.
pub(super) async fn serve(
    shared: Arc<Shared>,
    stop: watch::Receiver<()>,
    stream: TcpStream,
    peer: IpAddr,
) {
    // Answers are small: waiting for more to send would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a socket option was refused");
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
    // Outside of tokio's budget, so that the first poll registers even where the task has used its budget up.
    let mut stopped = pin!(tokio::task::coop::unconstrained(watched.changed()));
    let mut is_watched = false;
    let mut is_stopping = false;
    let pause = || Box::pin(tokio::time::sleep(settings.header_timeout));
    // How long the client may leave the connection without a request.
    let mut patience = None;
    // How long it may still begin streams once the connection is to end, which it may not have heard of.
    let mut grace = None;
    let mut begun_streams = 0;
    // Polled for every request: what is here beside the connection takes no lock, and reads no clock once an HTTP/1 request has come.
    let ended = poll_fn(|cx| {
        // Once polled, it wakes this task when the server stops; whether it does is then asked of the channel.
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
        // hyper's own timeouts begin only when it knows which HTTP is spoken, which a client that says nothing, or half a word, can put
        // off for ever; and HTTP/2 has none for a client that answers pings.
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
        None => tracing::debug!(%peer, "a connection brought no request for too long"),
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
        why: None,
        duration: Duration::ZERO,
        body_bytes: 0,
    });
}
