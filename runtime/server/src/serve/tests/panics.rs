//! A panic while a request is processed: its client gets 500, and its connection and the server
//! continue.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Frame, Incoming};
use hyper::client::conn::{http1, http2};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::kit::Running;
use super::log;
use crate::edge::added::Added;
use crate::edge::scheme::{self, Refusal, Scheme};
use crate::serve::Site;

/// A verifier that panics if the request says so.
#[derive(Debug)]
struct Fragile;

impl Scheme for Fragile {
    fn verify(&self, request: &scheme::Request<'_>) -> Result<(), Refusal> {
        assert!(!request.headers.contains_key("x-panic"), "asked to panic");
        Ok(())
    }

    fn sign(&self, _: &scheme::Request<'_>) -> Result<Added, Refusal> {
        Ok(Added::default())
    }
}

fn fragile(site: &mut Site) {
    site.guards[0].verifier = Some(Box::new(Fragile));
}

/// A body that arrives in pieces.
struct Pieces(mpsc::Receiver<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0
            .poll_recv(cx)
            .map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
    }
}

fn request(panics: bool) -> hyper::http::request::Builder {
    let request = Request::post("http://localhost/").header("host", "localhost");
    if panics {
        request.header("x-panic", "yes")
    } else {
        request
    }
}

fn whole(panics: bool) -> Request<Full<Bytes>> {
    let body = Full::new(Bytes::from_static(b"body"));
    request(panics).body(body).unwrap()
}

/// The request ID in a response with status 500, which contains nothing else.
async fn failed(response: Response<Incoming>) -> Value {
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["error"], "internal error");
    assert_eq!(body.as_object().unwrap().len(), 2);
    body["request_id"].clone()
}

#[tokio::test]
async fn a_panic_is_an_answer_and_the_connection_goes_on() {
    log::install();
    // The server has capacity for only one request, so if a permit were not released, the next
    // request would be refused.
    let server = Running::start(1, fragile);
    let stream = TcpStream::connect(server.address).await.unwrap();
    let (mut client, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);

    let mut ids = Vec::new();
    for panics in [false, true, true, false] {
        let response = client.send_request(whole(panics)).await.unwrap();
        if panics {
            ids.push(failed(response).await);
        } else {
            assert_eq!(response.status(), StatusCode::NO_CONTENT);
        }
        client.ready().await.unwrap();
    }
    drop(client);

    let lines = server.stop().await;
    let outcomes: Vec<&Value> = lines.iter().map(|line| &line["outcome"]).collect();
    assert_eq!(outcomes, ["answered", "panicked", "panicked", "answered"]);
    assert_eq!(
        [&lines[1]["request_id"], &lines[2]["request_id"]],
        [&ids[0], &ids[1]]
    );
    assert_eq!(lines[1]["status"], 500);
    assert_eq!(lines[1]["route"], "take");
    for id in ids {
        assert_eq!(log::errors_of(id.as_str().unwrap()), 1, "{id}");
    }
}

#[tokio::test]
async fn a_panic_leaves_the_other_streams_of_its_connection_alone() {
    let server = Running::start(8, fragile);
    let stream = TcpStream::connect(server.address).await.unwrap();
    let (mut client, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
        .await
        .unwrap();
    tokio::spawn(connection);

    let (pieces, body) = mpsc::channel(1);
    let slow = request(false).body(Pieces(body).boxed()).unwrap();
    let slow = tokio::spawn(client.send_request(slow));
    pieces.send(Bytes::from_static(b"bo")).await.unwrap();
    failed(
        client
            .send_request(whole(true).map(BodyExt::boxed))
            .await
            .unwrap(),
    )
    .await;
    pieces.send(Bytes::from_static(b"dy")).await.unwrap();
    drop(pieces);
    assert_eq!(
        slow.await.unwrap().unwrap().status(),
        StatusCode::NO_CONTENT
    );
    drop(client);

    let lines = server.stop().await;
    let outcomes: Vec<&Value> = lines.iter().map(|line| &line["outcome"]).collect();
    assert_eq!(outcomes, ["panicked", "answered"]);
}
