//! Requests that the edge refuses: because of methods, sizes, addresses, or slow clients.

use std::thread;
use std::time::Duration;

use flowright_tests::{Client, Options, Request, Server};
use serde_json::json;

use crate::shared::{BINARY, folder, world};

#[test]
fn unknown_paths_and_methods() {
    let missing = world().server.send(&Request::post("/nowhere", "x"));
    assert_eq!(missing.status, 404);
    assert_eq!(missing.json()["error"], "not found");
    let method = world().server.send(&Request::new("GET", "/accounts"));
    assert_eq!((method.status, method.header("allow")), (405, Some("POST")));
    assert_eq!(
        world().server.send(&Request::new("GET", "/who//")).status,
        404
    );
    assert_eq!(
        world()
            .server
            .send(&Request::new("GET", "/page/%zz"))
            .status,
        400
    );
}

#[test]
fn a_body_over_its_cap_is_refused() {
    let fits = world()
        .server
        .send(&Request::post("/echo/bytes", vec![7; 100_000]));
    assert_eq!((fits.status, fits.body.len()), (200, 100_000));
    let mut client = Client::connect(world().server.address());
    client.write(b"POST /echo/bytes HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n");
    assert_eq!(client.answer().unwrap().status, 413);
    let mut client = Client::connect(world().server.address());
    client.write(b"POST /echo/bytes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.write(b"186a1\r\n");
    client.write(&vec![7; 100_001]);
    client.write(b"\r\n0\r\n\r\n");
    assert_eq!(client.answer().unwrap().status, 413);
}

#[test]
fn a_body_that_needs_too_much_memory_is_too_large() {
    let options = Options::new().flag(&["--max-memory", "1"]);
    let server = Server::start(BINARY, &folder("large"), &options);
    let numbers = |count: usize| format!("[{}]", vec!["1"; count].join(","));
    assert_eq!(
        server
            .send(&Request::post("/numbers", numbers(1000)))
            .status,
        200
    );
    assert_eq!(
        server
            .send(&Request::post("/numbers", numbers(400_000)))
            .status,
        413
    );
    assert_eq!(
        server
            .send(&Request::post("/numbers", numbers(1000)))
            .status,
        200
    );
}

#[test]
fn a_body_where_there_must_be_none_is_refused() {
    let request = Request::new("GET", "/who").body("x");
    assert_eq!(world().server.send(&request).status, 400);
}

#[test]
fn the_client_is_who_the_trusted_proxy_says() {
    let who = |forwarded: &str| {
        world()
            .server
            .send(&Request::new("GET", "/who").header("X-Forwarded-For", forwarded))
    };
    assert_eq!(who("198.51.100.7").json()["ip"], "198.51.100.7");
    assert_eq!(who("1.2.3.4, 198.51.100.7").json()["ip"], "198.51.100.7");
    assert_eq!(who("203.0.113.9").status, 403);
    assert_eq!(who("not an address").status, 400);
    let office = |forwarded: &str| {
        let request = Request::new("GET", "/office").header("X-Forwarded-For", forwarded);
        world().server.send(&request).status
    };
    assert_eq!(office("198.51.100.7"), 204);
    assert_eq!(office("2001:db8::1"), 204);
    assert_eq!(office("198.51.101.7"), 403);
    assert_eq!(
        world().server.send(&Request::new("GET", "/office")).status,
        403
    );
}

#[test]
fn context_tells_of_the_request() {
    let answer = world().server.send(&Request::new("GET", "/who?x=1")).json();
    assert_eq!(
        (&answer["ip"], &answer["method"], &answer["path"]),
        (&json!("127.0.0.1"), &json!("GET"), &json!("/who"))
    );
    assert_eq!(answer["id"].as_str().unwrap().len(), 32);
}

#[test]
fn each_request_has_a_line_in_the_audit_log() {
    let answer = world()
        .server
        .send(&Request::new("GET", "/who?token=canary"))
        .json();
    let id = answer["id"].as_str().unwrap();
    let line = (0..100).find_map(|_| {
        thread::sleep(Duration::from_millis(50));
        world()
            .server
            .audit(1)
            .into_iter()
            .find(|line| line["request_id"] == id)
    });
    let line = line.unwrap();
    assert_eq!(
        (&line["route"], &line["status"]),
        (&json!("who"), &json!(200))
    );
    assert!(!line.to_string().contains("canary"));
}

#[test]
fn slow_heads_and_slow_bodies_are_given_up() {
    let options = Options::new().flag(&[
        "--header-timeout",
        "1",
        "--body-idle-timeout",
        "1",
        "--body-timeout",
        "2",
    ]);
    let server = Server::start(BINARY, &folder("slow"), &options);
    let mut silent = Client::connect(server.address());
    let mut half_a_word = Client::connect(server.address());
    half_a_word.write(b"P");
    let mut head = Client::connect(server.address());
    head.write(b"POST /slow HTTP/1.1\r\nHost: a\r\n");
    let mut body = Client::connect(server.address());
    body.write(b"POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    assert_eq!(body.answer().unwrap().status, 408);
    assert!(body.rest().is_empty());
    assert!(silent.rest().is_empty() && silent.is_closed());
    assert!(half_a_word.rest().is_empty() && half_a_word.is_closed());
    // hyper answers a slow head with 408, or closes the connection without a response.
    let rest = String::from_utf8_lossy(&head.rest()).into_owned();
    assert!(
        rest.is_empty() || rest.starts_with("HTTP/1.1 408"),
        "{rest}"
    );
}

#[test]
fn a_client_that_has_said_all_it_has_to_say_gets_its_answer() {
    let mut client = Client::connect(world().server.address());
    client.write(&Request::post("/echo/text", "the last word").bytes());
    client.finish();
    assert_eq!(client.answer().unwrap().text(), "the last word");
}

#[test]
fn requests_past_the_bound_are_told_to_come_again() {
    let options = Options::new().flag(&["--max-requests", "1"]);
    let server = Server::start(BINARY, &folder("slow"), &options);
    // It is not known which of two connections the server accepts first: if the held connection is
    // second, it holds nothing, and is opened again.
    let held = (0..500).find_map(|_| {
        let mut first = Client::connect(server.address());
        first.write(b"POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
        thread::sleep(Duration::from_millis(10));
        let answer = server.send(&Request::post("/slow", "x"));
        (answer.status != 200).then_some((first, answer))
    });
    let (mut first, refused) = held.unwrap();
    assert_eq!(refused.status, 503);
    first.write(b"cd");
    assert_eq!(first.answer().unwrap().text(), "abcd");
    // A response counts until the server has finished writing it, which may be after its client has
    // read it.
    let is_answered = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(10));
        server.send(&Request::post("/slow", "x")).status == 200
    });
    assert!(is_answered);
}

#[test]
fn a_client_that_does_not_read_its_answer_does_not_hold_up_the_end() {
    let options = Options::new().flag(&["--body-idle-timeout", "1"]);
    let mut server = Server::start(BINARY, &folder("slow"), &options);
    let mut deaf = Client::connect(server.address());
    let large = vec![b'x'; 900_000];
    // Responses that nobody reads accumulate until the system accepts no more.
    for _ in 0..40 {
        if deaf
            .try_write(&Request::post("/slow", large.clone()).bytes())
            .is_err()
        {
            break;
        }
    }
    server.terminate();
    assert!(server.wait().success());
}

#[test]
fn heads_that_are_refused_have_a_line_in_the_audit_log() {
    let server = Server::start(BINARY, &folder("slow"), &Options::new());
    let mut client = Client::connect(server.address());
    client.write(b"POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
    assert_eq!(client.answer().unwrap().status, 400);
    let line = server.audit(1).remove(0);
    assert_eq!(
        (&line["status"], &line["method"]),
        (&json!(400), &json!("-"))
    );
    assert!(line.to_string().contains("bad_head"), "{line}");
}

#[test]
fn a_large_answer_comes_whole_over_http2() {
    let folder = tempfile::tempdir().unwrap();
    let body = folder.path().join("body");
    let text: String = (0..60_000).map(|number| format!("{number} ")).collect();
    std::fs::write(&body, &text).unwrap();
    let output = std::process::Command::new("curl")
        .args(["--silent", "--http2-prior-knowledge", "--header"])
        .arg("Content-Type: text/plain")
        .arg("--data-binary")
        .arg(format!("@{}", body.display()))
        .arg(format!("http://{}/echo/text", world().server.address()))
        .output();
    let Ok(output) = output else {
        return flowright_tests::skip("a_large_answer_comes_whole_over_http2", "curl");
    };
    assert_eq!(output.stdout.len(), text.len());
    assert!(output.stdout == text.as_bytes());
}

#[test]
fn http2_is_spoken_in_clear_text() {
    let output = std::process::Command::new("curl")
        .args([
            "--silent",
            "--http2-prior-knowledge",
            "--write-out",
            " %{http_version} %{http_code}",
        ])
        .arg(format!("http://{}/who", world().server.address()))
        .output();
    let Ok(output) = output else {
        return flowright_tests::skip("http2_is_spoken_in_clear_text", "curl");
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.ends_with(" 2 200"), "{text}");
}
