//! The reasons for a request's outcome in the audit log and the log.

use std::fs;

use flowright_tests::{Neighbour, Options, Request, Server};
use serde_json::{Value, json};

use crate::shared::BINARY;

fn flow(url: &str) -> String {
    format!(
        r#"workflow body {{
  trigger webhook POST "/body" {{
    verify none because "a test"
    body json {{ items: [{{ sku: text }}] }}
  }}
  respond 200 text "{{context.data.items[0]?.sku ?? ""}}"
}}

workflow fails {{
  trigger webhook POST "/fails" {{
    verify none because "a test"
  }}
  http GET "{url}/status?token=hidden"
  respond 204
}}

workflow catches {{
  trigger webhook POST "/catches" {{
    verify none because "a test"
  }}
  try {{
    http GET "{url}/status"
  }} catch e {{
    respond 200 text e.message
  }}
  respond 204
}}

workflow divides {{
  trigger webhook GET "/divides/{{by: int}}" {{
    verify none because "a test"
  }}
  try {{
    respond 200 json 1 / context.params.by
  }} catch e {{
    respond 200 text e.code
  }}
}}

workflow shape {{
  trigger webhook POST "/shape" {{
    verify none because "a test"
  }}
  let answer = http GET "{url}/shape" {{
    expect {{
      items: [{{ sku: text, count: int }}]
    }}
  }}
  respond 200 json answer.body.items.length
}}
"#
    )
}

fn served(flags: &[&str]) -> (Server, Neighbour, tempfile::TempDir) {
    let neighbour = Neighbour::start(|request| {
        if request.target.starts_with("/shape") {
            return Neighbour::json(
                200,
                r#"{"items": [{"sku": "a", "count": 1}, {"sku": "b", "count": "two"}]}"#,
            );
        }
        let text = format!("the\nservice \u{1b}[31mis down{}", "x".repeat(300));
        Neighbour::json(502, &text)
    });
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), flow(&neighbour.url())).unwrap();
    let flags = [&["--allow-egress", "127.0.0.0/8"], flags].concat();
    let server = Server::start(BINARY, folder.path(), &Options::new().flag(&flags));
    (server, neighbour, folder)
}

#[test]
fn the_audit_line_says_why() {
    let (server, neighbour, folder) = served(&[]);
    let file = folder.path().join("main.flow").display().to_string();
    let post = |path: &str, body: &str| server.send(&Request::post(path, body));
    assert_eq!(
        post("/body", r#"{"items": [{"sku": "a"}, {}]}"#).status,
        400
    );
    assert_eq!(post("/body", "{").status, 400);
    assert_eq!(post("/fails", "").status, 500);
    let caught = post("/catches", "");
    assert_eq!(
        server.send(&Request::new("GET", "/divides/0")).text(),
        "division_by_zero"
    );
    assert_eq!(server.send(&Request::new("GET", "/divides/1")).text(), "1");
    let lines = server.audit(6);
    let why = |line: &Value, members: &[&str]| -> Vec<Value> {
        members.iter().map(|member| line[*member].clone()).collect()
    };
    assert_eq!(
        why(&lines[0], &["reason", "member", "kind"]),
        [json!("decode"), json!("items[1].sku"), json!("missing")]
    );
    assert_eq!(
        why(&lines[1], &["reason", "member", "kind"]),
        [json!("decode"), json!(""), json!("syntax")]
    );
    let step = format!("http GET \"{}/status", neighbour.url());
    let failed = &lines[2];
    assert_eq!(failed["outcome"], "failed");
    assert_eq!(failed["code"], "http_status");
    assert!(
        failed["step"].as_str().unwrap().starts_with("http GET"),
        "{failed} {step}"
    );
    assert_eq!(failed["place"], format!("{file}:13:3"));
    let caught_line = &lines[3]["caught"];
    assert_eq!(caught_line["code"], "http_status");
    assert_eq!(caught_line["place"], format!("{file}:22:5"));
    assert_eq!(lines[4]["caught"]["code"], "division_by_zero");
    assert_eq!(lines[4]["caught"]["step"], Value::Null);
    assert_eq!(lines[5].get("caught"), None);

    let message = caught.text();
    let start = format!(
        "GET {}/status responded with 502: the service",
        neighbour.url()
    );
    assert!(message.starts_with(&start), "{message}");
    assert!(message.ends_with('…') && message.len() < 330, "{message}");
    let log = server.log_with("http_status");
    assert!(
        !log.contains("token=hidden") || log.matches("token=hidden").count() == 1,
        "{log}"
    );
}

#[test]
fn a_mismatch_of_an_answer_points_into_expect() {
    let (server, _neighbour, _folder) = served(&[]);
    assert_eq!(server.send(&Request::post("/shape", "")).status, 500);
    let log = server.log_with("execution failed");
    let log = server.log_with("workflow=\"shape\"") + &log;
    assert!(
        log.contains("items[1].count: expected int, found a text"),
        "{log}"
    );
    assert!(log.contains("main.flow:46:28"), "{log}");
}

#[test]
fn the_log_is_json_where_it_is_wanted() {
    let (server, _neighbour, _folder) = served(&["--log-format", "json"]);
    assert_eq!(server.send(&Request::post("/fails", "")).status, 500);
    let log = server.log_with("http_status");
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let failed = lines
        .iter()
        .find(|line| line["code"] == "http_status")
        .unwrap();
    assert_eq!(failed["level"], "ERROR");
    assert_eq!(failed["workflow"], "fails");
}

#[test]
fn other_crates_are_silent_unless_they_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let flow = "workflow ok {\n  trigger webhook GET \"/ok\" { verify none because \"a test\" }\n  respond 204\n}\n";
    fs::write(folder.path().join("main.flow"), flow).unwrap();
    let options = Options::new().variable("FLOWRIGHT_LOG", "debug");
    let mut server = Server::start(BINARY, folder.path(), &options);
    assert_eq!(server.send(&Request::new("GET", "/ok")).status, 204);
    server.terminate();
    server.wait();
    let log = server.log();
    assert!(log.lines().count() < 20, "{log}");
    assert!(!log.contains("cranelift"), "{log}");
}
