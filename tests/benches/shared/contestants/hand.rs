//! A server written by hand: hyper, HTTP/1.1 only, without time limits.

use std::convert::Infallible;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::super::Result;

pub(super) type Answer = Response<Full<Bytes>>;

/// The maximum size of a body, which is the default of a flow.
const MAX_BODY: usize = 1_000_000;

pub(super) fn serve<S, F>(
    state: S,
    answer: fn(Arc<S>, Request<Incoming>) -> F,
    ready: impl FnOnce(SocketAddr),
) -> Result<()>
where
    S: Send + Sync + 'static,
    F: Future<Output = Answer> + Send + 'static,
{
    let state = Arc::new(state);
    super::runtime()?.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        ready(listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let state = Arc::clone(&state);
            let service = service_fn(move |request| {
                let answering = answer(Arc::clone(&state), request);
                async move { Ok::<_, Infallible>(answering.await) }
            });
            tokio::spawn(async move {
                // A connection that breaks is the client's problem.
                http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await
                    .ok();
            });
        }
    })
}

/// The body, or the status that refuses it.
pub(super) async fn body(incoming: Incoming) -> std::result::Result<Bytes, StatusCode> {
    match Limited::new(incoming, MAX_BODY).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(_) => Err(StatusCode::PAYLOAD_TOO_LARGE),
    }
}

pub(super) fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::new()));
    *answer.status_mut() = status;
    answer
}

pub(super) fn json(status: StatusCode, body: &impl serde::Serialize) -> Answer {
    let Ok(body) = serde_json::to_vec(body) else {
        return empty(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let mut answer = Response::new(Full::new(Bytes::from(body)));
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}
