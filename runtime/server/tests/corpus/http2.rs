//! HTTP/2 through the guard.

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http2;
use hyper::{Request, StatusCode, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use crate::server;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_authority_that_differs_from_host_is_refused() {
    let (address, ran) = server::start(Version::HTTP_2).await;
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut client, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
        .await
        .unwrap();
    tokio::spawn(connection);
    for (host, expected) in [
        (None, StatusCode::OK),
        (Some("a.example"), StatusCode::OK),
        (Some("b.example"), StatusCode::BAD_REQUEST),
    ] {
        let mut request = Request::post("http://a.example/h");
        if let Some(host) = host {
            request = request.header("host", host);
        }
        let body = Full::new(Bytes::from_static(b"a\nb\n\0\r\n\r\nContent-Length: 1\n"));
        let response = client
            .send_request(request.body(body).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), expected, "{host:?}");
    }
    assert_eq!(ran.lock().unwrap().len(), 2);
}
