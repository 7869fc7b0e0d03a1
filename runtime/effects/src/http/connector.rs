//! Connects hyper's pool to the dialer.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use hyper::{Uri, http::uri::Scheme};
use hyper_util::rt::TokioIo;
use tower_service::Service;

use crate::{DialError, Dialer, Stream};

/// Makes the pool's connections with the dialer.
#[derive(Debug, Clone)]
pub(super) struct Connector(pub Dialer);

impl Service<Uri> for Connector {
    type Response = TokioIo<Stream>;
    type Error = DialError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let dialer = self.0.clone();
        Box::pin(async move {
            let host = uri.host().unwrap_or_default();
            let stream = if uri.scheme() == Some(&Scheme::HTTPS) {
                dialer
                    .dial_tls(host, uri.port_u16().unwrap_or(443), Some(b"http/1.1"))
                    .await
            } else {
                dialer.dial(host, uri.port_u16().unwrap_or(80)).await
            };
            stream.map(TokioIo::new)
        })
    }
}
