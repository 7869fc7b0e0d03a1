//! Disabled workflows.

use std::fs;
use std::process::Command;

use flowright_tests::{Options, Request, Server};

use crate::shared::BINARY;

const FLOW: &str = r#"config imports: bool = true

workflow import {
  trigger webhook POST "/import" {
    verify none because "a test"
    enabled config.imports
  }
  respond 204
}

workflow old {
  trigger webhook POST "/orders/new" {
    verify none because "a test"
    body json { id: int }
    enabled false
  }
  respond 204
}

workflow order {
  trigger webhook POST "/orders/{id}" {
    verify none because "a test"
    enabled true
  }
  respond 200 text context.params.id
}
"#;

#[test]
fn a_disabled_workflow_answers_as_an_unknown_path_does() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), FLOW).unwrap();
    let options = Options::new().variable("FLOWRIGHT_CONFIG_IMPORTS", "false");
    let server = Server::start(BINARY, folder.path(), &options);
    let line = |start: &str| {
        let mut lines = server.routes().lines();
        lines.find(|line| line.contains(start)).unwrap().to_owned()
    };
    assert!(line("/import").ends_with("  disabled, not verified: a test"));
    assert!(line("/orders/new").ends_with("  disabled, not verified: a test"));
    assert!(line("/orders/{id}").ends_with("  not verified: a test"));
    assert!(!line("/orders/{id}").contains("disabled"));

    let unknown = server.send(&Request::post("/nowhere", "x"));
    let with_type = Request::post("/orders/new", "{}").header("Content-Type", "application/json");
    for request in [
        Request::post("/import", ""),
        Request::post("/import/", ""),
        Request::new("GET", "/import"),
        Request::new("OPTIONS", "/import"),
        with_type,
        Request::post("/orders/new", "x".repeat(2_000_000)),
    ] {
        let answer = server.send(&request);
        assert_eq!(answer.status, 404);
        assert_eq!(answer.json()["error"], unknown.json()["error"]);
        let names = |answer: &flowright_tests::Answer| -> Vec<String> {
            answer
                .headers
                .iter()
                .map(|(name, _)| name.clone())
                .collect()
        };
        assert_eq!(names(&answer), names(&unknown));
    }
    assert_eq!(server.send(&Request::post("/orders/7", "")).text(), "7");
    let lines = server.audit(8);
    assert_eq!(lines[0]["reason"], "no_route");
    for (line, route) in lines[1..7]
        .iter()
        .zip(["import", "import", "import", "import"])
    {
        assert_eq!(
            (&line["reason"], &line["route"]),
            (&"disabled".into(), &route.into())
        );
    }
    assert_eq!(lines[5]["route"], "old");
    assert_eq!(lines[6]["reason"], "disabled");
}

#[test]
fn the_list_of_routes_names_the_config_that_decides() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), FLOW).unwrap();
    let listed = Command::new(BINARY)
        .arg("routes")
        .arg(folder.path())
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(
        listed,
        "POST  /import       import  enabled by config.imports, not verified: a test\n\
         POST  /orders/new   old     disabled, not verified: a test\n\
         POST  /orders/{id}  order   not verified: a test\n"
    );
}
