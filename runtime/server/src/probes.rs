//! The probes of a supervisor, on an address of their own.
//!
//! In: a listener and a [`Readiness`]. Out: `GET /live` is 200 while the process runs; `GET /ready`
//! is 200 while the server accepts requests and its store can be written, and 503 with the reason
//! otherwise.
//!
//! Not done here: the routes of workflows. A probe writes no audit line, and does not count towards
//! the limits of the server.
//!
//! Invariant: whatever its clients do, the listener holds at most [`CONNECTIONS`] connections, each
//! for at most [`PATIENCE`].

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::serve::{Readiness, accept};

/// Connections held at once; further ones wait to be accepted.
const CONNECTIONS: usize = 16;
/// How long a connection may last.
const PATIENCE: Duration = Duration::from_secs(10);

/// A listener for probes.
pub struct Probes {
    listener: TcpListener,
    readiness: Readiness,
}

impl Probes {
    /// Answers the probes of a server, on a listener that already accepts connections.
    ///
    /// # Errors
    /// If the listener cannot be made non-blocking.
    pub fn new(listener: std::net::TcpListener, readiness: Readiness) -> io::Result<Probes> {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        Ok(Probes {
            listener,
            readiness,
        })
    }

    /// The address it listens on.
    ///
    /// # Errors
    /// If the operating system cannot report the local address.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers probes until it is dropped.
    pub async fn run(self) {
        let permits = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            // The semaphore is never closed.
            let permit = Arc::clone(&permits).acquire_owned().await.ok();
            let (stream, _) = accept(&self.listener).await;
            let readiness = self.readiness.clone();
            tokio::spawn(async move {
                // A client that takes too long only loses its connection.
                let _ = tokio::time::timeout(PATIENCE, serve(stream, readiness)).await;
                drop(permit);
            });
        }
    }
}

async fn serve(stream: TcpStream, readiness: Readiness) {
    let service = service_fn(move |request| {
        let readiness = readiness.clone();
        async move { Ok::<_, Infallible>(answer(&request, &readiness).await) }
    });
    let connection = http1::Builder::new()
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = connection.await {
        tracing::debug!(%error, "a probe was not answered");
    }
}

async fn answer<B>(request: &Request<B>, readiness: &Readiness) -> Response<Full<Bytes>> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut answer = text(StatusCode::METHOD_NOT_ALLOWED, "method not allowed");
        let allowed = HeaderValue::from_static("GET, HEAD");
        answer.headers_mut().insert(ALLOW, allowed);
        return answer;
    }
    match request.uri().path() {
        "/live" => text(StatusCode::OK, "live"),
        "/ready" => match readiness.check().await {
            Ok(()) => text(StatusCode::OK, "ready"),
            Err(reason) => text(StatusCode::SERVICE_UNAVAILABLE, &reason.to_string()),
        },
        _ => text(StatusCode::NOT_FOUND, "not found"),
    }
}

fn text(status: StatusCode, line: &str) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(Bytes::from(format!("{line}\n"))));
    *answer.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    answer.headers_mut().insert(CONTENT_TYPE, plain);
    answer
}
