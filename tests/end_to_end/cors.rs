//! Requests from pages of other origins.

use std::fs;

use flowright_tests::{Answer, Options, Request, Server};

use crate::shared::BINARY;

const APP: &str = "https://app.example";

const FLOW: &str = r#"secret key

workflow save {
  trigger webhook PUT "/orders/{id: int}" {
    verify bearer(secrets.key)
    body json { count: int }
    cors ["https://app.example", "http://localhost:3000"]
  }
  respond 200 {
    header "Access-Control-Allow-Origin" "https://evil.example"
    header "Vary" "accept"
    json { id: context.params.id }
  }
}

workflow show {
  trigger webhook GET "/orders/{id: int}" {
    verify none because "a test"
    cors "*"
  }
  if context.params.id == 0 { fail "no order" }
  respond 200 json { id: context.params.id }
}

workflow remove {
  trigger webhook DELETE "/orders/{id: int}" {
    verify none because "a test"
  }
  respond 204
}

workflow local {
  trigger webhook POST "/local" {
    allow ["192.0.2.1"]
    verify none because "a test"
    cors "*"
  }
  respond 204
}

workflow own {
  trigger webhook POST "/own" {
    verify none because "a test"
    cors "*"
  }
  respond 204
}

workflow own_options {
  trigger webhook OPTIONS "/own" {
    verify none because "a test"
  }
  respond 200 text "own"
}
"#;

fn served() -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), FLOW).unwrap();
    let options = Options::new().variable("FLOWRIGHT_SECRET_KEY", "k");
    let server = Server::start(BINARY, folder.path(), &options);
    (server, folder)
}

fn preflight(server: &Server, path: &str, origin: &str, method: &str) -> Answer {
    let request = Request::new("OPTIONS", path)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .header(
            "Access-Control-Request-Headers",
            "authorization,content-type",
        );
    server.send(&request)
}

/// The status, and the values of the headers for the allowed origin, methods and headers, and of
/// `Vary`.
fn says(answer: &Answer) -> (u16, [Option<&str>; 4]) {
    let header = |name: &str| answer.header(name);
    let headers = [
        header("access-control-allow-origin"),
        header("access-control-allow-methods"),
        header("access-control-allow-headers"),
        header("vary"),
    ];
    assert_eq!(header("access-control-allow-credentials"), None);
    (answer.status, headers)
}

#[test]
fn a_preflight_is_answered_for_the_route_of_its_method() {
    let (server, _folder) = served();
    let names = Some("authorization,content-type");
    let put = preflight(&server, "/orders/7", APP, "PUT");
    assert_eq!(
        says(&put),
        (204, [Some(APP), Some("PUT"), names, Some("origin")])
    );
    assert_eq!(put.body, b"");
    let get = preflight(&server, "/orders/7/", "https://any.example", "GET");
    assert_eq!(says(&get), (204, [Some("*"), Some("GET"), names, None]));
    let other = preflight(&server, "/orders/7", "https://any.example", "PUT");
    assert_eq!(says(&other), (403, [None, None, None, Some("origin")]));
    // Without the setting, the responses are unchanged.
    for (path, method, status) in [
        ("/orders/7", "DELETE", 405),
        ("/orders/7", "PATCH", 405),
        ("/orders/x", "PUT", 404),
        ("/nowhere", "PUT", 404),
    ] {
        let answer = preflight(&server, path, APP, method);
        assert_eq!(says(&answer), (status, [None; 4]), "{method} {path}");
    }
    let plain = server.send(&Request::new("OPTIONS", "/orders/7").header("Origin", APP));
    assert_eq!(says(&plain), (405, [None; 4]));
    let denied = preflight(&server, "/local", APP, "POST");
    assert_eq!(says(&denied), (403, [Some("*"), None, None, None]));
    let own = preflight(&server, "/own", APP, "POST");
    assert_eq!(
        (says(&own), own.text()),
        ((200, [None; 4]), "own".to_owned())
    );

    let lines = server.audit(9);
    let line = |index: usize| {
        let line = &lines[index];
        let words = ["route", "outcome", "reason"].map(|name| line[name].as_str().unwrap_or("-"));
        (line["status"].as_u64().unwrap(), words)
    };
    assert_eq!(line(0), (204, ["save", "preflight", "-"]));
    assert_eq!(line(1), (204, ["show", "preflight", "-"]));
    assert_eq!(line(2), (403, ["save", "refused", "origin"]));
    assert_eq!(line(3), (405, ["-", "refused", "method_not_allowed"]));
    assert_eq!(line(8), (403, ["local", "refused", "address"]));
}

#[test]
fn every_answer_of_the_route_names_the_origin() {
    let (server, _folder) = served();
    let put = |origin: Option<&str>, key: &str, body: &str| {
        let request = Request::new("PUT", "/orders/7")
            .body(body)
            .header("Authorization", &format!("Bearer {key}"));
        server.send(&match origin {
            Some(origin) => request.header("Origin", origin),
            None => request,
        })
    };
    let origin = |answer: &Answer| {
        let (status, [origin, ..]) = says(answer);
        (status, origin.map(str::to_owned))
    };
    let allowed = |status: u16| (status, Some(APP.to_owned()));
    let good = put(Some(APP), "k", r#"{"count": 1}"#);
    assert_eq!(origin(&good), allowed(200));
    let vary = good.headers.iter().filter(|(name, _)| name == "vary");
    assert_eq!(
        vary.map(|(_, value)| value.as_str()).collect::<Vec<_>>(),
        ["accept", "origin"]
    );
    assert_eq!(origin(&put(Some(APP), "wrong", "{}")), allowed(401));
    assert_eq!(origin(&put(Some(APP), "k", "{}")), allowed(400));
    assert_eq!(
        origin(&put(Some(APP), "k", &"x".repeat(1_000_001))),
        allowed(413)
    );
    for other in [Some("https://evil.example"), None] {
        let answer = put(other, "k", r#"{"count": 1}"#);
        assert_eq!(says(&answer).1[0], None);
        assert_eq!(answer.status, 200, "the page cannot read it, others can");
    }
    let get = |path: &str| server.send(&Request::new("GET", path));
    let all = |status: u16| (status, Some("*".to_owned()));
    assert_eq!(origin(&get("/orders/7")), all(200));
    assert_eq!(origin(&get("/orders/0")), all(500));
    assert_eq!(origin(&server.send(&Request::post("/local", ""))), all(403));
    assert_eq!(
        origin(&server.send(&Request::new("DELETE", "/orders/7"))),
        (204, None)
    );
}
