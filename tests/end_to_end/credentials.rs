//! Senders that send a secret instead of a signature: `verify bearer`, `basic`, `token` and
//! `api_key`.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flowright_tests::{Options, Request, Server};
use serde_json::{Value, json};

use crate::shared::BINARY;

const FLOW: &str = r#"
secret one
secret two

workflow bearer {
  trigger webhook POST "/bearer" {
    verify bearer { secret [secrets.one, secrets.two] }
    body json { id: int }
  }
  respond 200 json { bearer: context.data.id }
}

workflow basic {
  trigger webhook POST "/basic" {
    verify basic {
      user "shop" secrets.one
      user "bücher" secrets.two
    }
    body json { id: int }
  }
  respond 200 json { basic: context.data.id }
}

workflow token {
  trigger webhook POST "/token" {
    verify token { secret [secrets.one, secrets.two], header "X-Gitlab-Token" }
    body json { id: int }
  }
  respond 200 json { token: context.data.id }
}

workflow hub {
  trigger webhook POST "/hub/{topic}" {
    verify token { secret secrets.one, query "hub.verify_token" }
    body json { id: int }
  }
  respond 200 json { hub: context.data.id, mode: context.query["hub.mode"] }
}

workflow key {
  trigger webhook POST "/key" {
    verify api_key {
      header "X-Api-Key"
      caller "acme" secrets.one
      caller "umbrella" secrets.two
    }
    body json { id: int }
  }
  respond 200 json { key: context.data.id }
}

workflow passcode {
  trigger webhook POST "/passcode" {
    verify token { secret secrets.one, body "auth.passcode" }
    body json { id: int }
  }
  respond 200 json { passcode: context.data.id }
}

workflow who {
  trigger webhook POST "/who" {
    verify api_key {
      header "X-Api-Key"
      caller "acme" secrets.one
      caller "umbrella" secrets.two
    }
    when context.caller != "acme"
    body json { id: int }
  }
  respond 200 json { who: context.caller }
}

workflow user {
  trigger webhook POST "/user" {
    verify basic {
      user "shop" secrets.one
      user "bücher" secrets.two
    }
    body json { id: int }
  }
  respond 200 json { who: context.caller }
}
"#;

/// Contains characters that a query and a header encode differently.
const ONE: &str = "0ne+canary&ü=%";
const TWO: &str = "tw0-canary";

fn served(folder: &Path) -> Server {
    fs::write(folder.join("main.flow"), FLOW).unwrap();
    let options = Options::new()
        .variable("FLOWRIGHT_SECRET_ONE", ONE)
        .variable("FLOWRIGHT_SECRET_TWO", TWO);
    Server::start(BINARY, folder, &options)
}

fn request(path: &str) -> Request {
    Request::post(path, r#"{"id": 7}"#)
}

#[test]
fn the_right_secret_is_accepted_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = served(folder.path());
    let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
    let with = |path: &str, name: &str, value: &str| request(path).header(name, value);
    let bearer = |value: &str| with("/bearer", "Authorization", value);
    let user = |pair: &str| with("/basic", "Authorization", &basic(pair));
    let encoded = "/hub/a?hub.mode=x&hub.verify_token=0ne%2Bcanary%26%C3%BC%3D%25";
    let mut cases = vec![
        (bearer(&format!("Bearer {ONE}")), None),
        (bearer(&format!("bearer {TWO}")), None),
        (user(&format!("shop:{ONE}")), None),
        (user(&format!("bücher:{TWO}")), None),
        (with("/token", "X-Gitlab-Token", ONE), None),
        (with("/token", "x-gitlab-token", TWO), None),
        (request(encoded), None),
        (with("/key", "X-Api-Key", TWO), None),
    ];
    let refused = [
        ("missing", request("/bearer")),
        ("malformed", bearer(ONE)),
        ("wrong", bearer(&format!("Bearer {ONE}x"))),
        (
            "repeated",
            bearer("Bearer x").header("Authorization", &format!("Bearer {ONE}")),
        ),
        ("missing", request("/basic")),
        ("malformed", with("/basic", "Authorization", "Basic shop")),
        ("wrong", user(&format!("shop:{TWO}"))),
        ("wrong", user(&format!("Shop:{ONE}"))),
        ("missing", with("/token", "X-Token", ONE)),
        ("missing", with("/token", "X-Gitlab-Token", "")),
        ("wrong", with("/token", "X-Gitlab-Token", &ONE[..5])),
        ("missing", request("/hub/a")),
        ("wrong", request("/hub/a?hub.verify_token=0ne+canary")),
        (
            "repeated",
            request("/hub/a?hub.verify_token=x&hub.verify_token=x"),
        ),
        ("missing", request("/key")),
        ("wrong", with("/key", "X-Api-Key", "acme")),
    ];
    cases.extend(refused.map(|(reason, request)| (request, Some(reason))));
    let count = cases.len();
    let mut reasons = Vec::new();
    for (request, reason) in cases {
        let answer = server.send(&request);
        let wanted = if reason.is_some() { 401 } else { 200 };
        assert_eq!(answer.status, wanted, "{request:?}: {}", answer.text());
        reasons.push(reason.map_or(Value::Null, |reason| json!(format!("{reason}_credentials"))));
        if reason.is_some() {
            assert_eq!(answer.json()["error"], "unauthorized");
        }
    }
    let lines = server.audit(count);
    let said: Vec<Value> = lines.iter().map(|line| line["reason"].clone()).collect();
    assert_eq!(said, reasons);
    server.terminate();
    server.wait();
    for text in [server.log(), json!(lines).to_string()] {
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn http_schemes_ask_for_what_they_want() {
    let folder = tempfile::tempdir().unwrap();
    let server = served(folder.path());
    let challenge = |path: &str| {
        let answer = server.send(&request(path));
        assert_eq!(answer.status, 401);
        answer.header("www-authenticate").map(str::to_owned)
    };
    assert_eq!(
        challenge("/bearer").as_deref(),
        Some("Bearer realm=\"webhook\"")
    );
    let basic = challenge("/basic").unwrap();
    assert!(basic.starts_with("Basic realm=\""), "{basic}");
    assert_eq!(challenge("/token"), None);
    assert_eq!(challenge("/key"), None);
}

#[test]
fn send_sends_the_secret() {
    let folder = tempfile::tempdir().unwrap();
    let server = served(folder.path());
    let url = format!("http://{}", server.address());
    let send = |arguments: &[&str], secrets: &[(&str, &str)]| {
        let fixed = ["send", "--json", r#"{"id": 7}"#, "--server", &url];
        let output = Command::new(BINARY)
            .args([&fixed, arguments].concat())
            .current_dir(folder.path())
            .envs(secrets.iter().copied())
            .output()
            .unwrap();
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        String::from_utf8_lossy(&text).into_owned()
    };
    let one = [("FLOWRIGHT_SECRET_ONE", ONE)];
    let two = [("FLOWRIGHT_SECRET_TWO", TWO)];
    for workflow in ["bearer", "basic", "token", "key"] {
        for secrets in [&one, &two] {
            let sent = send(&[workflow], secrets);
            assert!(sent.contains(&format!("{{\"{workflow}\":7}}")), "{sent}");
            assert!(!sent.contains("canary"), "{sent}");
        }
        let unset = send(&[workflow], &[]);
        assert!(unset.contains("FLOWRIGHT_SECRET_ONE"), "{unset}");
    }
    let hub = ["hub", "--param", "topic=a", "--query", "hub.mode=x"];
    let sent = send(&hub, &one);
    assert!(sent.contains(r#"{"hub":7,"mode":"x"}"#), "{sent}");
    let wrong = send(&["token", "--header", "X-Gitlab-Token: x"], &one);
    assert!(wrong.starts_with("HTTP 401"), "{wrong}");
}

#[test]
fn a_secret_that_no_header_can_hold_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), FLOW).unwrap();
    let options = Options::new()
        .variable("FLOWRIGHT_SECRET_ONE", "one\ncanary")
        .variable("FLOWRIGHT_SECRET_TWO", TWO);
    let (status, log) = Server::refused(BINARY, folder.path(), &options);
    assert!(!status.success());
    assert!(log.contains("secret 1 of `verify` cannot be sent"), "{log}");
    assert!(!log.contains("canary"), "{log}");
}

#[test]
fn a_secret_in_the_body_is_found_before_anything_else_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let server = served(folder.path());
    let send = |body: &str| server.send(&Request::post("/passcode", body.to_owned()));
    let passcode = json!({ "passcode": ONE });
    let good = json!({ "id": 7, "auth": passcode }).to_string();
    assert_eq!(send(&good).status, 200, "{}", server.log());
    // It passes verification, but the rest of the body does not match.
    let wrong = json!({ "id": "x", "auth": passcode }).to_string();
    assert_eq!(send(&wrong).status, 400);
    let twice = good.replacen('{', &format!("{{\"auth\":{passcode},"), 1);
    for refused in [
        good.replace("0ne", "one"),
        twice,
        format!("{good}x"),
        good.replace(':', ""),
        json!({ "id": 7 }).to_string(),
    ] {
        let answer = send(&refused);
        assert_eq!(answer.status, 401, "{refused}");
        assert_eq!(answer.json()["error"], "unauthorized");
    }
}

#[test]
fn a_workflow_and_the_audit_log_know_the_caller() {
    let folder = tempfile::tempdir().unwrap();
    let server = served(folder.path());
    let key = |key: &str| request("/who").header("X-Api-Key", key);
    let user = |pair: &str| {
        let value = format!("Basic {}", STANDARD.encode(pair));
        request("/user").header("Authorization", &value)
    };
    let answer = server.send(&key(TWO));
    assert_eq!(
        answer.json(),
        json!({ "who": "umbrella" }),
        "{}",
        server.log()
    );
    assert_eq!(server.send(&key(ONE)).status, 204);
    assert_eq!(server.send(&key("x")).status, 401);
    let answer = server.send(&user(&format!("bücher:{TWO}")));
    assert_eq!(answer.json(), json!({ "who": "bücher" }));
    let callers: Vec<Value> = server
        .audit(4)
        .iter()
        .map(|line| line["caller"].clone())
        .collect();
    assert_eq!(
        callers,
        [
            json!("umbrella"),
            json!("acme"),
            Value::Null,
            json!("bücher")
        ]
    );
}
