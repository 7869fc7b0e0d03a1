//! A small server that combines the parts of the edge like the real server.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use flowright_server::edge::body::{self, Limits};
use flowright_server::edge::framing::{self, GuardedIo};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderValue};
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, Version};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::TcpListener;

/// The requests that reached a handler: method, path, body, and whether a trailer was among the
/// headers.
pub type Ran = Arc<Mutex<Vec<String>>>;

/// Listens on its own loopback port.
pub async fn start(version: Version) -> (SocketAddr, Ran) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let ran = Ran::default();
    let log = Arc::clone(&ran);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let log = Arc::clone(&log);
            let service = service_fn(move |request| answer(request, Arc::clone(&log)));
            let io = TokioIo::new(GuardedIo::new(stream));
            tokio::spawn(async move {
                if version == Version::HTTP_2 {
                    let _ = http2::Builder::new(TokioExecutor::new())
                        .serve_connection(io, service)
                        .await;
                } else {
                    let _ = http1::Builder::new()
                        .timer(TokioTimer::new())
                        .serve_connection(io, service)
                        .await;
                }
            });
        }
    });
    (address, ran)
}

async fn answer(request: Request<Incoming>, ran: Ran) -> Result<Response<Full<Bytes>>, Infallible> {
    let version = request.version();
    let status = handle(request, &ran).await;
    let mut response = Response::new(Full::new(Bytes::new()));
    *response.status_mut() = status;
    if status.is_client_error() && version != Version::HTTP_2 {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

async fn handle(request: Request<Incoming>, ran: &Ran) -> StatusCode {
    let (parts, incoming) = request.into_parts();
    if framing::check(&parts).is_err() {
        return StatusCode::BAD_REQUEST;
    }
    if parts.method != Method::GET && parts.method != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    let second = Duration::from_secs(1);
    let limits = Limits {
        bytes: 1000,
        idle: second,
        total: second,
    };
    let body = match body::read(&parts.headers, incoming, limits).await {
        Ok(body) => body,
        Err(refusal) => return refusal.status(),
    };
    let trailer = parts.headers.contains_key("x-trail");
    let path = parts.uri.path();
    let line = format!(
        "{} {path} {} {trailer}",
        parts.method,
        String::from_utf8_lossy(&body)
    );
    ran.lock().unwrap().push(line);
    StatusCode::OK
}
