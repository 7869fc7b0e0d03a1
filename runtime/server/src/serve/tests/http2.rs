//! HTTP/2 clients that do not read their responses, or do not disconnect.

use std::time::Duration;

use bytes::Bytes;
use h2::Reason;
use h2::client::{Builder, SendRequest};
use hyper::{Request, StatusCode};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::kit::Running;
use crate::serve::ServerSettings;

/// Longer than anything the tests wait for.
const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(200);

struct Client {
    requests: SendRequest<Bytes>,
    connection: JoinHandle<Result<(), h2::Error>>,
}

impl Client {
    /// A client with a window of that size for each response, which answers pings.
    async fn connect(server: &Running, window: u32) -> Client {
        let stream = TcpStream::connect(server.address).await.unwrap();
        let mut builder = Builder::new();
        builder.initial_window_size(window);
        let (requests, connection) = builder.handshake(stream).await.unwrap();
        let connection = tokio::spawn(connection);
        Client {
            requests,
            connection,
        }
    }

    /// Requests a page that does not exist; the response has a body.
    async fn ask(&mut self) -> h2::RecvStream {
        self.requests = self.requests.clone().ready().await.unwrap();
        let request = Request::get("http://a/nowhere").body(()).unwrap();
        let (response, _) = self.requests.send_request(request, true).unwrap();
        response.await.unwrap().into_body()
    }
}

fn impatient() -> ServerSettings {
    ServerSettings {
        body_idle: SHORT,
        ..ServerSettings::default()
    }
}

#[tokio::test]
async fn a_stream_whose_window_stays_shut_is_given_up() {
    let server = Running::with(impatient(), |_| {});
    let room = server.shared.requests.left();
    let mut client = Client::connect(&server, 0).await;
    let mut body = client.ask().await;
    assert_eq!(server.shared.requests.left(), room - 1);
    let ended = timeout(LONG, body.data()).await.unwrap();
    let reset = ended.unwrap().unwrap_err();
    assert_eq!(reset.reason(), Some(Reason::CANCEL));
    assert_eq!(server.shared.requests.left(), room);

    // The connection stays usable.
    drop(client.ask().await);
    server.stop().await;
}

#[tokio::test]
async fn a_stream_whose_window_is_too_small_is_given_up() {
    let server = Running::with(impatient(), |_| {});
    let mut client = Client::connect(&server, 7).await;
    let mut body = client.ask().await;
    let piece = body.data().await.unwrap().unwrap();
    assert_eq!(piece.len(), 7);
    let ended = timeout(LONG, body.data()).await.unwrap();
    let reset = ended.unwrap().unwrap_err();
    assert_eq!(reset.reason(), Some(Reason::CANCEL));
    server.stop().await;
}

#[tokio::test]
async fn unread_answers_keep_further_requests_away() {
    let settings = ServerSettings {
        unsent_bytes: 10,
        ..ServerSettings::default()
    };
    let server = Running::with(settings, |_| {});
    let mut deaf = Client::connect(&server, 0).await;
    let unread = deaf.ask().await;
    let mut other = Client::connect(&server, 65_535).await;
    let mut body = other.ask().await;
    let text = body.data().await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(text.contains("too many unread responses"), "{text}");

    drop((unread, deaf));
    drop((body, other));
    let lines = server.stop().await;
    assert_eq!(lines[1]["status"], 503);
    assert!(lines[1].to_string().contains("too_many_answers"));
}

#[tokio::test]
async fn an_idle_connection_ends_although_it_answers_pings() {
    let settings = ServerSettings {
        header_timeout: SHORT,
        ..ServerSettings::default()
    };
    let server = Running::with(settings, |_| {});
    let mut client = Client::connect(&server, 65_535).await;
    let mut body = client.ask().await;
    while let Some(piece) = body.data().await {
        let piece = piece.unwrap();
        body.flow_control().release_capacity(piece.len()).unwrap();
    }
    let ended = timeout(LONG, &mut client.connection).await;
    assert!(ended.is_ok());
    server.stop().await;
}

#[tokio::test]
async fn a_stream_whose_window_stays_shut_does_not_hold_up_the_end() {
    let settings = ServerSettings {
        header_timeout: SHORT,
        ..impatient()
    };
    let server = Running::with(settings, |_| {});
    let mut client = Client::connect(&server, 0).await;
    let _body = client.ask().await;
    let lines = timeout(LONG, server.stop()).await.unwrap();
    assert_eq!(lines[0]["status"], u16::from(StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn a_client_that_begins_streams_for_ever_does_not_hold_up_the_end() {
    let settings = ServerSettings {
        header_timeout: SHORT,
        ..ServerSettings::default()
    };
    let server = Running::with(settings, |_| {});
    let mut client = Client::connect(&server, 65_535).await;
    let _body = client.ask().await;
    let asks = async {
        while let Ok(requests) = client.requests.clone().ready().await {
            client.requests = requests;
            let request = Request::get("http://a/nowhere").body(()).unwrap();
            let Ok((response, _)) = client.requests.send_request(request, true) else {
                break;
            };
            if response.await.is_err() {
                break;
            }
        }
    };
    let stopped = timeout(LONG, server.stop());
    let (stopped, ()) = tokio::join!(stopped, asks);
    assert!(stopped.is_ok());
}

#[tokio::test]
async fn the_answer_to_head_has_the_length_of_its_body_and_none() {
    let server = Running::with(ServerSettings::default(), |_| {});
    let client = Client::connect(&server, 65_535).await;
    let mut requests = client.requests.ready().await.unwrap();
    let request = Request::head("http://a/nowhere").body(()).unwrap();
    let (response, _) = requests.send_request(request, true).unwrap();
    let response = response.await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let length = response.headers()["content-length"].to_str().unwrap();
    assert!(length.parse::<usize>().unwrap() > 10);
    assert!(response.into_body().data().await.is_none());
    drop(requests);
    server.stop().await;
}
