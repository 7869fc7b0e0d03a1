//! Deadlines: of executions whose client waits, and of those whose client has left.

use std::fs;
use std::thread;
use std::time::Duration;

use flowright_tests::{Client, Neighbour, Options, Request, Server};

use crate::shared::{BINARY, Gate, query};

static GATE: Gate = Gate::new();

fn flow(url: &str) -> String {
    format!(
        r#"collection steps {{ word: text }}

workflow slow {{
  trigger webhook POST "/slow" {{
    verify none because "a test"
    body text
    deadline 1s
  }}

  create steps {{ word: "{{context.data}} before" }}
  try {{
    http GET "{url}/" {{ timeout 60s }}
  }} catch e {{
    create steps {{ word: "{{context.data}} {{e.code}}" }}
  }}
  create steps {{ word: "{{context.data}} after" }}
  respond 204
}}
"#
    )
}

#[test]
fn an_execution_ends_at_its_deadline_with_or_without_its_client() {
    let neighbour = Neighbour::start(|_| {
        GATE.pass();
        Neighbour::json(200, "{}")
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("main.flow");
    fs::write(&file, flow(&neighbour.url())).unwrap();
    let options = Options::new().flag(&["--allow-egress", "127.0.0.0/8"]);
    let server = Server::start(BINARY, folder.path(), &options);

    let answer = server.send(&Request::post("/slow", "waits"));
    assert_eq!(answer.status, 504);
    assert_eq!(answer.json()["error"], "deadline exceeded");
    let mut gone = Client::connect(server.address());
    gone.write(&Request::post("/slow", "gone").bytes());
    while GATE.waiting() < 2 {
        thread::sleep(Duration::from_millis(10));
    }
    drop(gone);
    for line in server.audit(2) {
        assert_eq!(
            (&line["status"], &line["outcome"]),
            (&504.into(), &"deadline".into())
        );
        assert_eq!(
            (&line["code"], &line["route"]),
            (&"cancelled".into(), &"slow".into())
        );
        assert!(
            line["step"].as_str().unwrap().starts_with("http GET"),
            "{line}"
        );
        assert_eq!(line["place"], format!("{}:12:5", file.display()));
        assert!(line["duration_us"].as_u64().unwrap() >= 1_000_000, "{line}");
    }
    GATE.open();
    let mut rows = query(server.data(), "select word from steps");
    rows.sort();
    assert_eq!(rows, ["gone before", "waits before"]);
    let log = server.log_with("code=\"cancelled\"");
    assert!(log.contains("the deadline has passed"), "{log}");
}
