//! `http1/framing-cases.json` over a socket.

use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::Version;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::server;

/// The request that would run if the rest of a refused request were read as the next one.
const SMUGGLED: &[u8] = b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

/// The expected outcome where the corpus leaves a choice: the statuses, and the request that ran.
fn expected(name: &str, expect: &str) -> (&'static [&'static str], &'static str) {
    match name {
        "te-tab-value" => (&["200"], "POST /h  false"),
        "chunk-trailers" => (&["200"], "POST /h hello false"),
        "method-lowercase" => (&["405"], ""),
        "uri-fragment" => (&["200"], "GET /a  false"),
        "headers-101" => (&["431"], ""),
        "leading-crlf" | "upgrade-h2c" => (&["200"], "GET /  false"),
        "expect-100" => (&["100", "200"], "POST /h hello false"),
        // The body is followed by a bare line feed, which cannot start a request.
        "get-with-body" => (
            &["200", "400"],
            "GET / GET /admin HTTP/1.1\r\nHost: a.example\r false",
        ),
        _ if expect.starts_with("400") || expect.starts_with("reject-400") => (&["400"], ""),
        _ => panic!("{name} is new in the corpus: {expect}"),
    }
}

fn statuses(answer: &str) -> Vec<&str> {
    answer
        .split("HTTP/1.1 ")
        .skip(1)
        .filter_map(|one| one.get(..3))
        .collect()
}

/// Sends the bytes in pieces, and returns what came back until the connection closed or went
/// silent.
async fn exchange(address: SocketAddr, request: &[u8], piece: usize) -> (String, bool) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    for piece in request.chunks(piece) {
        // A server that has refused may already have closed the connection.
        if stream.write_all(piece).await.is_err() {
            break;
        }
        tokio::task::yield_now().await;
    }
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match timeout(Duration::from_millis(400), stream.read(&mut buffer)).await {
            Err(_) => return (String::from_utf8(answer).unwrap(), false),
            Ok(Ok(0) | Err(_)) => return (String::from_utf8(answer).unwrap(), true),
            Ok(Ok(read)) => answer.extend_from_slice(&buffer[..read]),
        }
    }
}

async fn run(name: &str, raw: &[u8], expect: &str, piece: usize) {
    let (address, ran) = server::start(Version::HTTP_11).await;
    let (expected, request) = expected(name, expect);
    let refused = expected.last() != Some(&"200");
    let mut sent = raw.to_vec();
    if refused {
        sent.extend_from_slice(SMUGGLED);
    }
    let (answer, closed) = exchange(address, &sent, piece).await;
    assert_eq!(statuses(&answer), expected, "{name} by {piece}: {answer:?}");
    assert!(closed || !refused, "{name} is left open");
    let ran = ran.lock().unwrap().join("; ");
    assert_eq!(ran, request, "{name} by {piece}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn framings_are_answered_as_the_corpus_says_and_smuggle_nothing() {
    let Some(corpus) = crate::corpus("http1/framing-cases.json") else {
        return;
    };
    let mut running = tokio::task::JoinSet::new();
    let cases = corpus["cases"].as_array().unwrap();
    for case in cases {
        let text = |key: &str| case[key].as_str().unwrap().to_owned();
        let raw = STANDARD.decode(text("raw_base64")).unwrap();
        for piece in [1, 7, usize::MAX] {
            let (name, expect, raw) = (text("name"), text("expect"), raw.clone());
            running.spawn(async move { run(&name, &raw, &expect, piece).await });
        }
    }
    while let Some(result) = running.join_next().await {
        result.unwrap();
    }
    println!("{} framings agree, whole and in pieces", cases.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_goes_on_after_good_requests_and_ends_with_the_first_bad_one() {
    let (address, ran) = server::start(Version::HTTP_11).await;
    let requests = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello\
         POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n3\r\ncde\r\n0\r\nX-Trail: 1\r\n\r\n\
         GET /3 HTTP/1.1\r\nHost: a\r\n\r\n\
         POST /4 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n\
         GET /5 HTTP/1.1\r\nHost: a\r\n\r\n";
    let (answer, closed) = exchange(address, requests.as_bytes(), usize::MAX).await;
    let statuses: Vec<_> = answer
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|one| &one[..3])
        .collect();
    assert_eq!(statuses, ["200", "200", "200", "400"]);
    assert!(closed);
    assert_eq!(
        *ran.lock().unwrap(),
        [
            "POST /1 hello false",
            "POST /2 abcde false",
            "GET /3  false"
        ]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_is_declared_too_large_gets_no_100() {
    let (address, ran) = server::start(Version::HTTP_11).await;
    let request =
        b"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n";
    let (answer, closed) = exchange(address, request, usize::MAX).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(closed && ran.lock().unwrap().is_empty());
}
