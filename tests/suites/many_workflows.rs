//! Programs with more workflows than fit in one module of machine code: each route runs its own
//! code.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write;
use std::sync::Arc;

use flowright_engine::Operator;
use flowright_tests::{Client, InProcess, Request};

/// Modules hold 16 workflows each, so some thread compiles several modules on any number of cores.
const WORKFLOWS: usize = 150;

/// Each workflow responds with its own number after its own step; in every third, a condition holds
/// only for its own number.
fn program() -> String {
    let mut text = String::from("collection seen {\n  number: int\n  unique (number)\n}\n");
    for number in 0..WORKFLOWS {
        let when = match number % 3 {
            0 => format!("\n    when context.query[\"n\"] == \"{number}\""),
            _ => String::new(),
        };
        write!(
            text,
            "
workflow w{number} {{
  trigger webhook GET \"/w/{number}\" {{
    verify none because \"a test\"{when}
  }}
  let row = upsert seen by (number) {{ number: {number} }}
  respond 200 json {{ number: {number}, stored: row.number }}
}}
"
        )
        .unwrap();
    }
    text
}

#[test]
fn every_route_runs_its_own_code() {
    let server = InProcess::start(&program(), &Operator::default(), Arc::default()).unwrap();
    let mut client = Client::connect(server.address());
    for number in 0..WORKFLOWS {
        let answer = client.send(&Request::new("GET", &format!("/w/{number}?n={number}")));
        let expected = format!(r#"{{"number":{number},"stored":{number}}}"#);
        assert_eq!((answer.status, answer.text()), (200, expected));
        let answer = client.send(&Request::new("GET", &format!("/w/{number}?n=other")));
        let status = if number % 3 == 0 { 204 } else { 200 };
        assert_eq!(answer.status, status, "{number}");
    }
}
