//! The HTTP client against a server that sends raw bytes.

use std::{io::Write, process::Command, time::Duration};

use flowright_effects::{
    BadRequest, Dialer, HeaderName, HeaderValue, HttpClient, HttpError, HttpRequest, Method,
};

use crate::support::{Answer, Canary, FakeResolver, HttpServer, loopback_client, loopback_open};

fn get(url: &str) -> HttpRequest {
    HttpRequest::parse(Method::GET, url).expect("a request")
}

#[tokio::test]
async fn a_request_arrives_and_its_answer_comes_back() {
    let answer = Answer::with("404 Not Found", "x-kind: test\r\n", "nothing");
    let server = HttpServer::listen(answer).await;
    let mut request = get(&server.url("/a/b?c=d#fragment"));
    request.method = Method::POST;
    request.header("X-Own", "gr\u{fc}n").expect("a header");
    request.body = "hello".into();

    let response = loopback_client().send(request).await.expect("an answer");

    assert_eq!(
        (response.status, response.body.as_ref()),
        (404, b"nothing".as_slice())
    );
    assert_eq!(response.headers.get("x-kind").expect("the header"), "test");
    let requests = server.requests();
    let [request] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert!(
        request.starts_with("POST /a/b?c=d HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\nhello"), "{request}");
    for field in [
        format!("host: {}\r\n", server.address),
        format!("user-agent: flowright/{}\r\n", env!("CARGO_PKG_VERSION")),
        "x-own: gr\u{fc}n\r\n".to_owned(),
        "content-length: 5\r\n".to_owned(),
    ] {
        assert!(request.contains(&field), "{field} in {request}");
    }
}

#[tokio::test]
async fn the_callers_user_agent_takes_the_place_of_ours() {
    let server = HttpServer::listen(Answer::ok("")).await;
    let mut request = get(&server.url("/"));
    request.header("user-agent", "mine").expect("a header");
    loopback_client().send(request).await.expect("an answer");
    let sent = server.requests().concat();
    assert_eq!(sent.matches("user-agent:").count(), 1, "{sent}");
    assert!(sent.contains("user-agent: mine\r\n"), "{sent}");
}

#[tokio::test]
async fn a_redirect_is_an_answer() {
    let canary = Canary::listen().await;
    let location = format!("location: http://127.0.0.1:{}/\r\n", canary.port);
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let server = HttpServer::listen(Answer::with(status, &location, "")).await;
        let response = loopback_client()
            .send(get(&server.url("/")))
            .await
            .expect("an answer");
        assert!(status.starts_with(&response.status.to_string()), "{status}");
    }
    assert_eq!(canary.others().await, 0);
}

#[tokio::test]
async fn a_body_over_the_limit_is_too_large() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n123456\r\n5\r\n78901\r\n0\r\n\r\n";
    for answer in [Answer::ok("12345678901"), Answer::Bytes(chunked.into())] {
        let server = HttpServer::listen(answer).await;
        for (limit, fits) in [(10, false), (11, true)] {
            let mut request = get(&server.url("/"));
            request.max_response = limit;
            let result = loopback_client().send(request).await;
            match result {
                Ok(response) => assert!(fits && response.body.len() == 11),
                Err(error) => {
                    assert!(!fits);
                    assert!(
                        matches!(error, HttpError::TooLarge { limit: 10 }),
                        "{error}"
                    );
                    assert_eq!(error.code(), "too_large");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_server_that_is_too_slow_is_a_timeout() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n";
    for answer in [
        Answer::Bytes(Vec::new()),
        Answer::Drip("HTTP/1.1 200 OK\r\nx-long: ".into()),
        Answer::Drip(head.into()),
    ] {
        let server = HttpServer::listen(answer).await;
        let mut request = get(&server.url("/"));
        request.timeout = Duration::from_millis(200);
        let error = loopback_client().send(request).await.expect_err("too slow");
        assert!(matches!(error, HttpError::Timeout { .. }), "{error}");
        assert_eq!(error.code(), "timeout");
    }
}

#[tokio::test]
async fn what_is_no_answer_is_unreachable() {
    for bytes in [
        "",
        "garbage\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort",
    ] {
        let server = HttpServer::listen(Answer::Last(bytes.into())).await;
        let error = loopback_client()
            .send(get(&server.url("/p4th")))
            .await
            .expect_err(bytes);
        assert_eq!(error.code(), "unreachable", "{error}");
        assert!(!format!("{error} {error:?}").contains("p4th"), "{error:?}");
    }
}

#[tokio::test]
async fn a_connection_is_kept_for_the_same_authority_only() {
    let server = HttpServer::listen(Answer::ok("fine")).await;
    let resolver = FakeResolver::default()
        .with("a.test", &[&["127.0.0.1"]])
        .with("b.test", &[&["127.0.0.1"]]);
    let client = HttpClient::new(Dialer::new(loopback_open()).with_resolver(resolver));
    for (host, connections) in [("a.test", 1), ("a.test", 1), ("b.test", 2), ("a.test", 2)] {
        let url = format!("http://{host}:{}/", server.address.port());
        client.send(get(&url)).await.expect("an answer");
        // The connection returns to the pool a moment after the response.
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(server.connections(), connections, "{host}");
        let request = server.requests().pop().expect("a request");
        assert!(request.contains(&format!("host: {host}:")), "{request}");
    }
}

#[tokio::test]
async fn only_http_and_https_without_a_user_are_sent() {
    let client = loopback_client();
    for url in [
        "file:///etc/passwd",
        "dict://127.0.0.1:11211/",
        "unix:/run/x.sock",
        "data:,hi",
        "ws://127.0.0.1/",
    ] {
        let error = client.send(get(url)).await.expect_err(url);
        assert!(
            matches!(error, HttpError::BadRequest(BadRequest::Scheme { .. })),
            "{url}: {error}"
        );
        assert_eq!(error.code(), "fail");
    }
    for url in [
        "http://user@127.0.0.1/",
        "http://user:pass@127.0.0.1/",
        "http://:pass@127.0.0.1/",
    ] {
        let error = client.send(get(url)).await.expect_err(url);
        assert!(
            matches!(error, HttpError::BadRequest(BadRequest::UserInfo)),
            "{url}: {error}"
        );
    }
    assert!(matches!(
        HttpRequest::parse(Method::GET, "http://[::1"),
        Err(BadRequest::Url(_))
    ));
}

#[tokio::test]
async fn a_value_cannot_speak_the_protocol_around_the_request() {
    let canary = Canary::listen().await;
    let mut request = get(&format!(
        "http://127.0.0.1:{}/a\r\nX-Evil:%20b",
        canary.port
    ));
    assert!(!request.url.as_str().contains(['\r', '\n']));
    for (name, value) in [
        ("x", "a\r\nevil: b"),
        ("x", "a\nb"),
        ("x", "a\rb"),
        ("x", "a\0b"),
        ("x\r\nevil", "b"),
        ("x y", "a"),
        ("x:", "a"),
        ("", "a"),
    ] {
        assert!(request.header(name, value).is_err(), "{name:?}: {value:?}");
    }
    for name in [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "connection",
        "te",
        "upgrade",
        "expect",
    ] {
        assert!(request.header(name, "a").is_err(), "{name}");
        let mut request = request.clone();
        let field = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        request.headers.push((field, HeaderValue::from_static("a")));
        let error = loopback_client().send(request).await.expect_err(name);
        assert!(
            matches!(error, HttpError::BadRequest(BadRequest::Header { .. })),
            "{error}"
        );
    }
    assert_eq!(canary.others().await, 0);
}

#[test]
fn debug_shows_no_secret() {
    let mut request = get("https://api.example/p4th?query=s3cret");
    request
        .header("authorization", "Bearer s3cret")
        .expect("a header");
    request.body = "s3cret".into();
    let debug = format!("{request:?}");
    assert!(
        debug.contains("https://api.example") && debug.contains("authorization"),
        "{debug}"
    );
    assert!(
        !debug.contains("s3cret") && !debug.contains("p4th"),
        "{debug}"
    );
}

/// Runs [`sends_with_a_proxy_in_the_environment`] in a process with proxy variables.
#[tokio::test]
async fn no_proxy_of_the_environment_is_used() {
    let server = HttpServer::listen(Answer::ok("direct")).await;
    let proxy = Canary::listen().await;
    let proxy_url = format!("http://127.0.0.1:{}", proxy.port);
    let mut child = Command::new(std::env::current_exe().expect("this test"));
    child.args([
        "--exact",
        "http::sends_with_a_proxy_in_the_environment",
        "--ignored",
    ]);
    child.env("FLOWRIGHT_TEST_URL", server.url("/"));
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ] {
        child.env(name, &proxy_url);
    }
    let output = tokio::task::spawn_blocking(move || child.output()).await;
    let output = output.expect("joined").expect("started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!((server.requests().len(), proxy.others().await), (1, 0));
}

#[tokio::test]
#[ignore = "run by `no_proxy_of_the_environment_is_used`"]
async fn sends_with_a_proxy_in_the_environment() {
    let url = std::env::var("FLOWRIGHT_TEST_URL").expect("the server's URL");
    let response = loopback_client().send(get(&url)).await.expect("an answer");
    assert_eq!(response.body.as_ref(), b"direct");
}

/// A server that, once it has answered on a connection, closes it just as the next request arrives.
async fn closing() -> HttpServer {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n5";
    HttpServer::listen(Answer::Once(answer.into())).await
}

#[tokio::test]
async fn a_request_over_a_connection_that_has_ended_is_repeated_once_where_it_may_be() {
    let server = closing().await;
    let client = loopback_client();
    for method in [Method::GET, Method::PUT, Method::DELETE, Method::OPTIONS] {
        for _ in 0..2 {
            let mut request = get(&server.url("/"));
            request.method = method.clone();
            let answer = client.send(request).await;
            assert_eq!(answer.expect("an answer").body, "5", "{method}");
        }
    }
    // Some of the eight requests were sent over a connection that the server closed.
    assert!(server.requests().len() > 8, "{}", server.requests().len());
}

#[tokio::test]
async fn a_post_over_a_connection_that_has_ended_is_not_repeated() {
    let server = closing().await;
    let client = loopback_client();
    let mut post = get(&server.url("/"));
    post.method = Method::POST;
    client.send(post.clone()).await.expect("an answer");
    let error = client.send(post).await.expect_err("no answer");
    assert_eq!(error.code(), "unreachable", "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_first_connection_that_ends_is_not_repeated() {
    let server = HttpServer::listen(Answer::Last(Vec::new())).await;
    let error = loopback_client().send(get(&server.url("/"))).await;
    assert_eq!(error.expect_err("no answer").code(), "unreachable");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_connection_is_kept_for_4_s() {
    let server = HttpServer::listen(Answer::ok("")).await;
    let client = loopback_client();
    let mut counts = Vec::new();
    for idle in [0, 3, 5] {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(idle)).await;
        tokio::time::resume();
        client.send(get(&server.url("/"))).await.expect("an answer");
        counts.push(server.connections());
    }
    assert_eq!(counts, [1, 1, 2]);
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).expect("memory");
    encoder.finish().expect("memory")
}

fn encoded(status: &str, coding: &str, body: &[u8]) -> Answer {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-encoding: {coding}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    Answer::Bytes([head.as_bytes(), body].concat())
}

#[tokio::test]
async fn an_answer_that_comes_compressed_is_decompressed_under_the_cap() {
    let text = "text ".repeat(1000);
    let server = HttpServer::listen(encoded("200 OK", "gzip", &gzip(text.as_bytes()))).await;
    let mut request = get(&server.url("/"));
    request.max_response = text.len();
    let answer = loopback_client().send(request.clone()).await;
    let answer = answer.expect("an answer");
    assert_eq!(answer.body, text);
    assert!(!answer.headers.contains_key("content-encoding"));
    assert!(!answer.headers.contains_key("content-length"));

    request.max_response -= 1;
    let error = loopback_client().send(request).await;
    assert_eq!(error.expect_err("too large").code(), "too_large");
}

#[tokio::test]
async fn an_answer_that_is_not_what_its_coding_says_fails_where_it_is_read() {
    for (status, coding, reads_body, result) in [
        ("200 OK", "gzip", true, Err("decode")),
        ("200 OK", "aes128gcm", true, Err("decode")),
        ("200 OK", "gzip", false, Ok(200)),
        ("500 Oops", "gzip", true, Ok(500)),
        ("200 OK", "utf-8", true, Ok(200)),
    ] {
        let server = HttpServer::listen(encoded(status, coding, b"plain")).await;
        let mut request = get(&server.url("/"));
        request.reads_body = reads_body;
        let answer = loopback_client().send(request).await;
        let answer = answer.map(|answer| answer.status);
        assert_eq!(answer.map_err(|error| error.code()), result, "{coding}");
    }
}
