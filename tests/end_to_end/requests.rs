//! The variety of what senders send: charsets, compression, empty bodies, wrong members, other
//! media types.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use flowright_tests::{Answer, Request, github_signature};
use serde_json::json;

use crate::shared::{GITHUB, world};

fn post(path: &str, body: impl Into<Vec<u8>>) -> Answer {
    world().server.send(&Request::post(path, body))
}

fn typed(path: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    let request = Request::post(path, body).header("Content-Type", content_type);
    world().server.send(&request)
}

fn get(path: &str) -> Answer {
    world().server.send(&Request::new("GET", path))
}

/// A request with header bytes that may not be text.
fn get_raw(path: &str, header: &[u8]) -> Answer {
    let mut client = flowright_tests::Client::connect(world().server.address());
    let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n");
    client.write(&[head.as_bytes(), header, b"\r\n\r\n"].concat());
    client.answer().unwrap()
}

fn error(answer: &Answer) -> (u16, String) {
    let text = answer.json()["error"].as_str().unwrap().to_owned();
    (answer.status, text)
}

#[test]
fn a_byte_order_mark_is_dropped() {
    let form = post("/text/form", b"\xef\xbb\xbfname=Ada&mail=a%40example.com");
    let expected = json!({ "name": "Ada", "mail": "a@example.com" });
    assert_eq!((form.status, form.json()), (200, expected));
    let json = post("/text/json", "\u{feff}{\"a\":\"x\"}");
    assert_eq!(json.json(), json!({ "a": "x" }));
    let text = post("/text/body", "\u{feff}x\u{feff}");
    assert_eq!(text.text(), "x\u{feff}");
    assert_eq!(
        get("/answers/marked").json()["body"],
        json!({ "id": 1, "name": null })
    );
    assert_eq!(get("/text/answers/marked").text(), "{\"id\":1}");
}

#[test]
fn a_declared_charset_is_honoured() {
    let latin = "application/x-www-form-urlencoded; charset=ISO-8859-1";
    let form = typed("/text/form", latin, b"name=Jos%E9&mail=\xe9");
    assert_eq!(form.json(), json!({ "name": "José", "mail": "é" }));
    let windows = "text/plain;charset=\"windows-1252\"";
    assert_eq!(typed("/text/body", windows, b"5 \x80").text(), "5 €");
    // JSON is decoded as UTF-8, whatever is declared, unless it is not valid UTF-8.
    let declared = "application/json; charset=iso-8859-1";
    for body in [&b"{\"a\":\"\xe9\"}"[..], "{\"a\":\"é\"}".as_bytes()] {
        let json = typed("/text/json", declared, body);
        assert_eq!(json.json(), json!({ "a": "é" }));
    }
    let answer = get("/answers/latin").json();
    assert_eq!(answer["body"], json!({ "id": 1, "name": "José" }));
    assert_eq!(
        get("/text/answers/latin").text(),
        "{\"id\":1,\"name\":\"José\"}"
    );
    let query = Request::post("/optional/json?validationToken=%E9", "")
        .header("Content-Type", "text/plain; charset=iso-8859-1");
    assert_eq!(world().server.send(&query).text(), "é");
}

#[test]
fn what_is_not_utf_8_is_named() {
    assert_eq!(
        error(&post("/text/form", "name=Jos%E9&mail=%FF")),
        (
            400,
            "name: not UTF-8 after 3 octets; mail: not UTF-8 after 0 octets".into()
        )
    );
    assert_eq!(post("/text/form", "name=x&other=%FF").status, 200);
    assert_eq!(
        error(&get("/text/header?q=a%FF")),
        (400, "q in the query is not UTF-8".into())
    );
    assert_eq!(get("/text/header?other=%FF").status, 200);
    assert_eq!(
        error(&get("/text/path/a%FF")),
        (400, "name in the path is not percent-encoded UTF-8".into())
    );
    assert_eq!(post("/text/body", b"\xff").status, 400);
}

#[test]
fn a_header_is_utf_8_or_refused_where_it_is_named() {
    let name = |header: &[u8]| get_raw("/text/header", header);
    let utf_8 = name("X-Name: Zoë 例".as_bytes());
    assert_eq!(utf_8.json()["name"], "Zoë 例");
    assert_eq!(
        error(&name(b"X-Name: Zo\xeb")),
        (400, "the header x-name is not UTF-8".into())
    );
    assert_eq!(name(b"X-Other: Zo\xeb").status, 200);
    assert_eq!(get("/answers/noted").json()["note"], "Zoë");
}

#[test]
fn an_optional_body_may_be_absent() {
    assert_eq!(
        post("/optional/json?validationToken=abc%3A%20d", "").text(),
        "abc: d"
    );
    assert_eq!(post("/optional/json", "").json(), json!(null));
    assert_eq!(post("/optional/json", "null").json(), json!(null));
    let body = r#"{"value":[{"id":"x"}]}"#;
    assert_eq!(post("/optional/json", body).text(), body);
    assert_eq!(post("/optional/json", "{}").status, 400);
    assert_eq!(post("/optional/form", "").json(), json!(null));
    assert_eq!(
        post("/optional/form", "name=x").json(),
        json!({ "name": "x" })
    );
    assert_eq!(post("/optional/form", "nam=x").status, 400);
    assert_eq!(
        get("/answers/none").json(),
        json!({ "status": 204, "body": null, "note": null })
    );
}

#[test]
fn what_nobody_asked_for_does_not_decide() {
    let body = r#"{"x":"\ud83e","\udd80":[1e999,-0.0e-99],"a":"<\ud83e>"}"#;
    assert_eq!(
        post("/text/json", body).json(),
        json!({ "a": "<\u{fffd}>" })
    );
}

#[test]
fn every_wrong_member_is_named() {
    let (status, text) = error(&post(
        "/wrong/json",
        r#"{"id":"x","items":[{"n":1,"at":"2024-05-06T07:08:09Z"},{"n":1.5}],"done":1}"#,
    ));
    assert_eq!(status, 400);
    for member in [
        "id: ",
        "items[1].n: ",
        "items[1].at: missing",
        "done: ",
        "note: missing",
    ] {
        assert!(text.contains(member), "{member} in {text}");
    }
    let form = error(&post("/wrong/form", "id=x&tags=1&tags=y"));
    assert_eq!(
        form,
        (
            400,
            "id: expected int, found the text \"x\"; tags[1]: expected int, found the text \"y\"; note: missing, expected text".into()
        )
    );
    let item = r#"{"n":"x","at":"2024-05-06T07:08:09Z"}"#;
    let items = vec![item; 500].join(",");
    let many = format!(r#"{{"id":1,"note":"","items":[{items}]}}"#);
    let (_, text) = error(&post("/wrong/json", many));
    assert_eq!(text.matches("expected int").count(), 20);
    assert!(text.ends_with("; and more"), "{text}");
}

#[test]
fn another_media_type_is_told_what_was_expected() {
    let form = "application/x-www-form-urlencoded";
    let wrong = |path, content_type, body: &str| error(&typed(path, content_type, body));
    assert_eq!(
        wrong("/text/json", form, "payload=%7B%22a%22%3A%22x%22%7D"),
        (415, format!("expected application/json, found {form}"))
    );
    let parts = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--b--\r\n";
    let multipart = "multipart/form-data; boundary=b";
    for (path, content_type, body) in [
        ("/text/form", "application/json", r#"{"name":"x"}"#),
        (
            "/text/form",
            "application/vnd.api+json; charset=utf-8",
            "{}",
        ),
        ("/text/form", multipart, parts),
        ("/text/json", multipart, parts),
    ] {
        let (status, text) = wrong(path, content_type, body);
        assert_eq!(status, 415, "{path} {content_type}");
        assert!(text.starts_with("expected application/"), "{text}");
    }
    // The content type that `curl -d` sends, and those that say nothing about the body.
    for content_type in [form, "text/plain", "application/octet-stream", ""] {
        let json = typed("/text/json", content_type, r#"{"a":"x"}"#);
        assert_eq!(json.status, 200, "{content_type}");
    }
    assert_eq!(typed("/text/form", "text/plain", "name=x").status, 200);
    assert_eq!(
        wrong("/text/form", form, r#"{"name":"x"}"#),
        (415, format!("expected {form}, found JSON"))
    );
    assert_eq!(typed("/optional/json", form, "").json(), json!(null));
}

type Compress = fn(&[u8]) -> Vec<u8>;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn deflate(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn br(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, 3, 20);
    encoder.write_all(text).unwrap();
    drop(encoder);
    out
}

fn zstd(text: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(text, 1).unwrap()
}

fn signed(coding: &str, body: &[u8]) -> Answer {
    let request = Request::post("/compressed", body)
        .header("X-Hub-Signature-256", &github_signature(GITHUB, body))
        .header("Content-Encoding", coding);
    world().server.send(&request)
}

#[test]
fn a_compressed_body_is_verified_as_sent_and_read_decompressed() {
    let text = |pad: usize| format!(r#"{{"a":7,"pad":"{}"}}"#, "x".repeat(pad)).into_bytes();
    let codings: [(&str, Compress); 5] = [
        ("gzip", gzip),
        ("deflate", deflate),
        ("br", br),
        ("zstd", zstd),
        ("GZIP, br", |text| br(&gzip(text))),
    ];
    for (coding, compress) in codings {
        let body = compress(&text(50_000));
        let answer = signed(coding, &body);
        assert_eq!(answer.status, 200, "{coding}: {}", answer.text());
        let expected = json!({ "a": 7, "hash": sha256(&body), "body": "50000" });
        assert_eq!(answer.json(), expected, "{coding}");
        let large = compress(&text(200_000));
        assert!(large.len() < 10_000);
        assert_eq!(signed(coding, &large).status, 413, "{coding}");
        assert_eq!(signed(coding, &text(9)).status, 415, "{coding}");
    }
    for none in ["", "identity", "utf-8", "UTF-8"] {
        assert_eq!(signed(none, &text(9)).status, 200, "{none:?}");
    }
    let unknown = signed("compress", &text(9));
    assert_eq!(
        (unknown.status, unknown.header("accept-encoding")),
        (415, Some("gzip, deflate, br, zstd"))
    );
    let forged = Request::post("/compressed", gzip(&text(9)))
        .header("X-Hub-Signature-256", &github_signature(GITHUB, &text(9)))
        .header("Content-Encoding", "gzip");
    assert_eq!(world().server.send(&forged).status, 401);
}

fn sha256(body: &[u8]) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(body);
    digest.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[test]
fn an_answer_that_comes_compressed_unasked_is_read() {
    assert_eq!(
        get("/answers/gzip").json()["body"],
        json!({ "id": 1, "name": "x" })
    );
    assert_eq!(
        get("/text/answers/gzip").text(),
        "{\"id\":1,\"name\":\"x\"}"
    );
}

/// Writes all of a request before it reads, as many clients do.
fn stubborn(path: &str, size: usize) -> String {
    let mut stream = TcpStream::connect(world().server.address()).unwrap();
    let head = format!("POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let piece = vec![b'x'; 100_000];
    for _ in 0..size / piece.len() {
        stream.write_all(&piece).unwrap();
    }
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_client_that_writes_before_it_reads_sees_an_early_answer() {
    for (path, status) in [("/small", 413), ("/elsewhere", 403), ("/nowhere", 404)] {
        let answer = stubborn(path, 20_000_000);
        let start = format!("HTTP/1.1 {status} ");
        assert!(answer.starts_with(&start), "{path}: {answer}");
    }
}

#[test]
fn an_early_answer_leaves_the_connection_for_the_next_request() {
    let mut client = flowright_tests::Client::connect(world().server.address());
    for _ in 0..3 {
        let answer = client.send(&Request::post("/nowhere", vec![b'x'; 300_000]));
        assert_eq!(answer.status, 404);
    }
}

#[test]
fn a_path_of_a_step_keeps_slashes_where_it_says_so() {
    assert_eq!(
        get("/repositories?name=acme/a%20b").json(),
        json!({ "id": 7 })
    );
    let sent = world().neighbour.received();
    let sent = sent.iter().map(|one| one.target.as_str());
    let wanted = "/api/items/repos/acme/a%20b/tags?q=acme%2Fa%20b";
    assert_eq!(sent.filter(|target| *target == wanted).count(), 1);
    for bad in ["", "/", "a/", "../x", "a/./b"] {
        let answer = get(&format!("/repositories?name={bad}")).json();
        assert_eq!(answer["code"], "out_of_range", "{bad}");
    }
}

#[test]
fn null_equals_null_in_a_unique() {
    for (body, id, created) in [
        (r#"{"name":"a"}"#, 1, true),
        (r#"{"name":"b"}"#, 1, false),
        (r#"{"name":"c","mail":"x"}"#, 2, true),
        (r#"{"name":"d","mail":"x","city":null}"#, 2, false),
        (r#"{"name":"e","mail":"x","city":"y"}"#, 3, true),
    ] {
        let expected = json!({ "id": id, "created": created, "found": id });
        assert_eq!(post("/contacts", body).json(), expected, "{body}");
    }
}

#[test]
fn html_is_escaped_and_text_is_not_sent_as_html() {
    let html = get("/page-of/%3Cb%3E'?kind=html");
    assert_eq!(
        html.text(),
        "<a href='/x/&lt;b&gt;&#39;' title='&lt;b&gt;&#39;'>&lt;b&gt;&#39;</a>"
    );
    assert_eq!(get("/page-of/x?kind=text/csv").status, 200);
    assert_eq!(get("/page-of/x?kind=Text/HTML;charset=utf-8").status, 500);
}

#[test]
fn a_trailing_slash_is_ignored_where_no_route_has_it() {
    assert_eq!(get("/slash").text(), "/slash");
    assert_eq!(get("/slash/").text(), "/slash/");
    assert_eq!(get("/text/path/x/").json(), json!({ "name": "x" }));
    assert_eq!(get("/slash//").status, 404);
}
