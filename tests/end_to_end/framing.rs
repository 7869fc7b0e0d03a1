//! Raw HTTP/1 that two servers could interpret differently.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flowright_tests::{Client, Request, corpus, skip};

use crate::shared::world;

/// The statuses on the connection, in order. There is a flow at `/h`, and none at the other paths
/// of the cases.
fn expected(name: &str, expect: &str) -> &'static [u16] {
    match name {
        "te-tab-value" | "chunk-trailers" => &[200],
        "expect-100" => &[100, 200],
        "headers-101" => &[431],
        "method-lowercase" | "uri-fragment" | "leading-crlf" | "upgrade-h2c" => &[404],
        // The body is followed by a bare line feed, which cannot start a request.
        "get-with-body" => &[404, 400],
        _ => {
            assert!(
                expect.contains("400"),
                "{name} is new in the corpus: {expect}"
            );
            &[400]
        }
    }
}

#[test]
fn every_framing_case_gets_its_answer_and_no_smuggled_request_runs() {
    let Some(file) = corpus("http1/framing-cases.json") else {
        return skip("every_framing_case_gets_its_answer", "the corpus");
    };
    let cases: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let canary = Request::post("/accounts", r#"{"owner":"smuggled"}"#).bytes();
    let cases = cases["cases"].as_array().unwrap();
    for case in cases {
        let (name, expect) = (
            case["name"].as_str().unwrap(),
            case["expect"].as_str().unwrap(),
        );
        let raw = STANDARD
            .decode(case["raw_base64"].as_str().unwrap())
            .unwrap();
        let mut client = Client::connect(world().server.address());
        client.write(&raw);
        let expected = expected(name, expect);
        if expected == [400] {
            // After a refused request, no other request is processed. The server may already have
            // closed the connection.
            let _ = client.try_write(&canary);
        }
        for status in expected {
            // The sending side stays open: the response must not depend on it being closed.
            let answer = client
                .answer()
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(answer.status, *status, "{name}: {expect}");
        }
        if expected == [400] {
            let rest = String::from_utf8_lossy(&client.rest()).into_owned();
            assert!(!rest.contains("HTTP/1.1"), "{name}: {rest}");
        }
    }
    println!("{} cases", cases.len());
    let rows = crate::shared::query(
        world().server.data(),
        "select id from accounts where owner = 'smuggled'",
    );
    assert!(rows.is_empty());
}
