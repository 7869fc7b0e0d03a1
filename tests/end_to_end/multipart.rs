//! Forms with files, as browsers and other clients send them.

use std::io::Write;

use flowright_tests::{Answer, Request};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::shared::world;

const TYPE: &str = "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A part: the rest of its head after `form-data; `, and its content.
type Part<'p> = (&'p str, &'p [u8]);

fn body(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (head, content) in parts {
        let head = format!(
            "------WebKitFormBoundary7MA4YWxkTrZu0gW\r\nContent-Disposition: form-data; {head}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"------WebKitFormBoundary7MA4YWxkTrZu0gW--\r\n");
    body
}

fn send(path: &str, content_type: &str, body: Vec<u8>) -> Answer {
    let request = Request::post(path, body).header("Content-Type", content_type);
    world().server.send(&request)
}

fn error(answer: &Answer) -> (u16, String) {
    let text = answer.json()["error"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    (answer.status, text)
}

fn hash(octets: &[u8]) -> String {
    Sha256::digest(octets)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

const PICTURE: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\xff--------WebKitFormBoundary7MA4YWxkTrZu0gW\r\n------";

fn all() -> Vec<Part<'static>> {
    vec![
        ("name=\"title\"", "Zo\u{eb}".as_bytes()),
        ("name=\"count\"", b""),
        ("name=\"tags\"", b"a"),
        ("name=\"tags\"", b"b"),
        ("name=\"order\"", br#"{"id": 7}"#),
        ("name=\"raw\"", b"\0\xff"),
        ("name=\"undeclared\"", b"\xff"),
        (
            "name=\"picture\"; filename=\"C:\\fakepath\\Zo\u{eb} %22x%22.png\"\r\nContent-Type: image/png",
            PICTURE,
        ),
        (
            "name=\"cover\"; filename=\"\"\r\nContent-Type: application/octet-stream",
            b"",
        ),
        ("name=\"files\"; filename=\"../1.txt\"", b"1"),
        ("name=\"files\"; filename=\"2.txt\"", b""),
    ]
}

fn expected(sent: &[u8]) -> Value {
    json!({
        "title": "Zo\u{eb}", "count": null, "tags": ["a", "b"], "order": 7, "raw": "AP8=",
        "picture": {
            "name": "Zo\u{eb} \"x\".png", "content_type": "image/png",
            "size": PICTURE.len(), "sha256": hash(PICTURE),
        },
        "cover": null, "files": ["1.txt", "2.txt"], "hash": hash(sent),
    })
}

#[test]
fn fields_and_files_are_read() {
    let sent = body(&all());
    let answer = send("/multipart", TYPE, sent.clone());
    assert_eq!((answer.status, answer.json()), (200, expected(&sent)));
    let answer = send("/multipart/echo", TYPE, sent);
    assert_eq!(answer.header("content-type"), Some("image/png"));
    assert_eq!(answer.body, PICTURE);
}

#[test]
fn a_compressed_body_is_read_and_hashed_as_sent() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&body(&all())).unwrap();
    let sent = encoder.finish().unwrap();
    let request = Request::post("/multipart", sent.clone())
        .header("Content-Type", TYPE)
        .header("Content-Encoding", "gzip");
    let answer = world().server.send(&request);
    assert_eq!((answer.status, answer.json()), (200, expected(&sent)));
}

#[test]
fn every_wrong_field_is_named() {
    let sent = body(&[
        ("name=title; filename=x", b"x"),
        ("name=count", b"many"),
        ("name=order", b"{\"id\": \"x\"}"),
        ("name=picture", b"x"),
        ("name=files; filename=x", b""),
        ("name=files", b"x"),
    ]);
    assert_eq!(
        error(&send("/multipart", TYPE, sent)),
        (
            400,
            "title: expected text, found a file; count: expected int, found the text \"many\"; order.id: expected int, found a text; picture: expected a file, found a text; files[1]: expected a file, found a text".into()
        )
    );
    let unread = send("/multipart/unread", TYPE, body(&[("name=count", b"x")]));
    assert_eq!(
        error(&unread),
        (
            400,
            "count: expected int, found the text \"x\"; picture: missing, expected a file".into()
        )
    );
    let sent = body(&[("name=count", b"7"), ("name=picture; filename=x", b"")]);
    assert_eq!(send("/multipart/unread", TYPE, sent).text(), "false");
    assert_eq!(send("/multipart/unread", TYPE, Vec::new()).text(), "true");
}

#[test]
fn a_body_that_is_not_multipart_is_refused() {
    let whole = body(&all());
    let without_end = whole[..whole.len() - 4].to_vec();
    for (content_type, body, reason) in [
        (
            TYPE,
            without_end,
            "the multipart body ends before its last boundary",
        ),
        (
            TYPE,
            b"title=x".to_vec(),
            "the multipart body does not begin with its boundary",
        ),
        (
            TYPE,
            body(&[("filename=x", b"")]),
            "part 1: its Content-Disposition has no name",
        ),
        (
            TYPE,
            body(&[
                ("name=title", b"x"),
                ("name=raw\r\nContent-Transfer-Encoding: base64", b"eA=="),
            ]),
            "part 2: its Content-Transfer-Encoding is not supported",
        ),
        (
            "multipart/form-data",
            whole.clone(),
            "the Content-Type of the multipart body has no valid boundary",
        ),
        (
            "multipart/form-data; boundary=other",
            whole,
            "the multipart body does not begin with its boundary",
        ),
    ] {
        let answer = send("/multipart", content_type, body);
        assert_eq!(error(&answer), (400, reason.to_owned()));
    }
}

#[test]
fn another_media_type_is_told_what_was_expected() {
    for (content_type, found) in [
        ("application/json", "application/json"),
        (
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded",
        ),
        ("multipart/mixed; boundary=b", "multipart/mixed"),
        ("", "no Content-Type"),
    ] {
        let mut request = Request::post("/multipart", b"{}");
        if !content_type.is_empty() {
            request = request.header("Content-Type", content_type);
        }
        let answer = world().server.send(&request);
        let expected = format!("expected multipart/form-data, found {found}");
        assert_eq!(error(&answer), (415, expected));
    }
}

#[test]
fn a_body_is_bounded() {
    let large = vec![b'x'; 250_000];
    let sent = body(&[("name=picture; filename=x", &large)]);
    assert_eq!(send("/multipart", TYPE, sent).status, 413);
    let parts = vec![("name=tags", &b"x"[..]); 1001];
    let answer = send("/multipart", TYPE, body(&parts));
    assert_eq!(
        error(&answer),
        (400, "the multipart body has more than 1000 parts".into())
    );
}
