//! The examples of the library's functions, run as flows.

use std::fmt::Write as _;
use std::sync::Arc;

use flowright_engine::Operator;
use flowright_stdlib::functions::FUNCTIONS;
use flowright_tests::{Client, InProcess, Request};

#[test]
fn every_example_gives_its_value() {
    let mut program = String::new();
    let mut examples = Vec::new();
    for function in FUNCTIONS {
        for example in function.examples {
            let index = examples.len();
            let _ = write!(
                program,
                "workflow example_{index} {{\n  trigger webhook POST \"/{index}\" {{\n    verify none because \"a test\"\n    \
                 body none\n    mode sync\n  }}\n  respond 200 json {{ gives: {}, expected: {} }}\n}}\n\n",
                example.code, example.value
            );
            examples.push((function.name, example));
        }
    }
    assert!(examples.len() >= 12);
    let server = InProcess::start(&program, &Operator::default(), Arc::default())
        .unwrap_or_else(|_| unreachable!());
    let mut client = Client::connect(server.address());
    for (index, (name, example)) in examples.iter().enumerate() {
        let answer = client.send(&Request::post(&format!("/{index}"), "")).json();
        assert_eq!(
            answer["gives"], answer["expected"],
            "{name}: {}",
            example.code
        );
    }
}
