//! Query parameters and headers that a trigger declares with their types.

use std::fs;

use flowright_tests::{Answer, Client, Options, Request, Server};
use serde_json::{Value, json};

use crate::shared::BINARY;

const FLOW: &str = r#"workflow list {
  trigger webhook GET "/list" {
    verify none because "a test"
    when context.query["page"] != "skip"
    query {
      page: int = 1
      q: text?
      tag: [text]
      exact: bool = false
      since: time?
      sort: "asc" | "desc" = "asc"
      "hub.mode": text?
    }
    headers { "X-Retry": int = 7, "x-kind": "a" | "b", "x-tag": [text] }
  }
  respond 200 json {
    query: context.query
    next: context.query.page + 1
    mode: context.query["hub.mode"]
    retry: context.headers["X-RETRY"] + 1
    kind: context.headers["x-kind"]
    tags: context.headers["x-tag"]
    other: context.headers["x-other"]
  }
}

workflow unread {
  trigger webhook POST "/unread" {
    verify none because "a test"
    query { page: int, size: int = 10 }
    body json { id: int }
  }
  respond 204
}
"#;

fn served() -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), FLOW).unwrap();
    let server = Server::start(BINARY, folder.path(), &Options::new());
    (server, folder)
}

fn list(server: &Server, query: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::new("GET", &format!("/list{query}"));
    let headers = headers.iter();
    server.send(&headers.fold(request, |request, (name, value)| {
        request.header(name, value)
    }))
}

#[test]
fn members_have_their_types_defaults_and_repeats() {
    let (server, _folder) = served();
    let answer = list(&server, "", &[("x-kind", "a")]);
    let query = json!({
        "page": 1, "q": null, "tag": [], "exact": false, "since": null, "sort": "asc", "hub.mode": null
    });
    assert_eq!(
        answer.json(),
        json!({
            "query": query, "next": 2, "mode": null, "retry": 8, "kind": "a", "tags": [], "other": null
        })
    );
    let answer = list(
        &server,
        "?tag=x+y&page=41&tag=%26&q=&exact=on&since=2026-01-02T03:04:05%2B02:00&sort=desc&hub.mode=subscribe&unknown=1&unknown=2",
        &[
            ("X-Kind", "b"),
            ("x-retry", "-1"),
            ("X-Tag", "one"),
            ("x-tag", "two, three"),
            ("x-other", "o"),
        ],
    );
    let query = json!({
        "page": 41, "q": null, "tag": ["x y", "&"], "exact": true,
        "since": "2026-01-02T01:04:05.000000Z", "sort": "desc", "hub.mode": "subscribe"
    });
    assert_eq!(
        answer.json(),
        json!({
            "query": query, "next": 42, "mode": "subscribe", "retry": 0, "kind": "b",
            "tags": ["one", "two, three"], "other": "o"
        })
    );
}

#[test]
fn a_wrong_member_is_named() {
    let (server, _folder) = served();
    let kind = ("x-kind", "a");
    for (query, headers, message) in [
        (
            "?page=x",
            &[kind][..],
            "query.page: expected int, found the text \"x\"",
        ),
        (
            "?page=",
            &[kind],
            "query.page: expected int, found the text \"\"",
        ),
        ("?page=1&page=1", &[kind], "query.page: given twice"),
        (
            "?sort=up",
            &[kind],
            "query.sort: expected \"asc\" or \"desc\", found the text \"up\"",
        ),
        (
            "?exact=yes&page=1.5",
            &[kind],
            "query.exact: expected bool, found the text \"yes\"; query.page: expected int, found the text \"1.5\"",
        ),
        ("?q=%FF", &[kind], "query.q: not UTF-8 after 0 octets"),
        ("", &[], "headers.x-kind: missing, expected \"a\" or \"b\""),
        ("", &[kind, kind], "headers.x-kind: given twice"),
        (
            "",
            &[("x-kind", "c"), ("x-retry", "")],
            "headers.x-kind: expected \"a\" or \"b\", found the text \"c\"; headers.x-retry: expected int, found the text \"\"",
        ),
    ] {
        let answer = list(&server, query, headers);
        assert_eq!(answer.status, 400, "{query}");
        let found = answer.json()["error"].as_str().unwrap().to_owned();
        assert_eq!(found, message, "{query}");
    }
    let lines = server.audit(9);
    let why = |line: &Value| {
        (
            line["reason"].clone(),
            line["member"].clone(),
            line["kind"].clone(),
        )
    };
    assert_eq!(
        why(&lines[0]),
        (json!("decode"), json!("query.page"), json!("mismatch"))
    );
    assert_eq!(
        why(&lines[6]),
        (json!("decode"), json!("headers.x-kind"), json!("missing"))
    );
}

#[test]
fn members_are_decoded_after_when_and_before_the_body() {
    let (server, _folder) = served();
    assert_eq!(list(&server, "?page=skip", &[]).status, 204);
    let post =
        |query: &str, body: &str| server.send(&Request::post(&format!("/unread{query}"), body));
    let error = |answer: &Answer| answer.json()["error"].as_str().unwrap().to_owned();
    assert_eq!(post("?page=1", r#"{"id": 1}"#).status, 204);
    let missing = post("", "{}");
    assert_eq!(
        (missing.status, error(&missing)),
        (400, "query.page: missing, expected int".to_owned())
    );
    let wrong = post("?page=1&size=x", "{}");
    assert_eq!(
        (wrong.status, error(&wrong)),
        (
            400,
            "query.size: expected int, found the text \"x\"".to_owned()
        )
    );
    let body = post("?page=1", "{}");
    assert_eq!(
        (body.status, error(&body)),
        (400, "id: missing, expected int".to_owned())
    );
}

#[test]
fn a_header_that_is_not_text_is_refused_only_if_it_is_declared() {
    let (server, _folder) = served();
    let send = |header: &[u8]| {
        let mut client = Client::connect(server.address());
        let head = b"GET /list HTTP/1.1\r\nHost: localhost\r\nx-kind: a\r\n";
        client.write(&[&head[..], header, b"\r\n\r\n"].concat());
        client.answer().unwrap()
    };
    assert_eq!(send(b"x-unknown: \xff").status, 200);
    let refused = send(b"x-tag: a\xff");
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.json()["error"],
        "headers.x-tag[0]: not UTF-8 after 1 octets"
    );
}
