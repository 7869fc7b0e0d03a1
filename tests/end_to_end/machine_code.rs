//! Machine code replaces the interpreter while requests arrive.

use std::fmt::Write;
use std::fs;

use flowright_tests::{Client, Neighbour, Options, Request, Server};

use crate::shared::{BINARY, Gate};

/// Several modules of machine code.
const WORKFLOWS: usize = 60;

const ALL: &str = "workflows run as machine code";

/// Opened once all machine code is ready.
static GATE: Gate = Gate::new();

/// Each workflow counts its calls, and responds with its number and the count; one waits for a
/// service first.
fn program() -> String {
    let mut text = String::from(
        r#"config service_url: text

collection counts {
  number: int
  calls: int = 1
  unique (number)
}

service neighbour { url config.service_url }

workflow waits {
  trigger webhook GET "/waits" {
    verify none because "a test"
  }
  let before = 40
  http GET neighbour "/"
  respond 200 json { after: before + 2 }
}
"#,
    );
    for number in 0..WORKFLOWS {
        write!(
            text,
            r#"
workflow w{number} {{
  trigger webhook GET "/w/{number}/{{add: int}}" {{
    verify none because "a test"
    when context.query["n"] != "other"
  }}
  let before = find one counts where .number == {number}
  let calls = if before != null {{ before.calls + 1 }} else {{ 1 }}
  upsert counts by (number) {{ number: {number}, calls }}
  respond 200 json {{ number: {number}, calls, sum: context.params.add + {number} }}
}}
"#
        )
        .unwrap();
    }
    text
}

#[test]
fn requests_get_the_same_from_the_interpreter_and_from_machine_code() {
    let neighbour = Neighbour::start(|_| {
        GATE.pass();
        Neighbour::json(200, "{}")
    });
    let project = tempfile::tempdir().unwrap();
    fs::write(project.path().join("many.flow"), program()).unwrap();
    let options = Options::new()
        .flag(&["--allow-egress", "127.0.0.0/8,::1"])
        .variable("FLOWRIGHT_CONFIG_SERVICE_URL", &neighbour.url());
    let server = Server::start(BINARY, project.path(), &options);
    let mut waits = Client::connect(server.address());
    waits.write(&Request::new("GET", "/waits").bytes());

    let mut client = Client::connect(server.address());
    let mut call_all = |calls: usize| {
        for number in (0..WORKFLOWS).rev() {
            let answer = client.send(&Request::new("GET", &format!("/w/{number}/7")));
            let sum = number + 7;
            let expected = format!(r#"{{"number":{number},"calls":{calls},"sum":{sum}}}"#);
            assert_eq!((answer.status, answer.text()), (200, expected));
            let unwanted = format!("/w/{number}/7?n=other");
            assert_eq!(client.send(&Request::new("GET", &unwanted)).status, 204);
        }
    };
    // These calls are made while the workflows are being compiled.
    call_all(1);
    let log = server.log_with(ALL);
    assert!(
        log.contains(&format!("{ALL} workflows={}", WORKFLOWS + 1)),
        "{log}"
    );
    assert_eq!(log.matches(ALL).count(), 1, "{log}");
    call_all(2);
    // An execution that started in the interpreter finishes in it.
    GATE.open();
    assert_eq!(waits.answer().unwrap().text(), r#"{"after":42}"#);
}

#[test]
fn the_interpreter_alone_makes_no_machine_code() {
    let project = tempfile::tempdir().unwrap();
    let text = "workflow w {\n  trigger webhook GET \"/w\" {\n    verify none because \"a test\"\n  }\n  respond 200 text \"w\"\n}\n";
    fs::write(project.path().join("one.flow"), text).unwrap();
    let options = Options::new().flag(&["--engine", "interpreter"]);
    let mut server = Server::start(BINARY, project.path(), &options);
    assert_eq!(server.send(&Request::new("GET", "/w")).text(), "w");
    server.terminate();
    assert!(server.wait().success());
    assert!(!server.log().contains("machine code"), "{}", server.log());
}
