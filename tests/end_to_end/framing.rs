//! Raw HTTP/1: what two servers could read differently.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flowright_tests::{Client, Request, corpus, skip};

use crate::shared::world;

#[test]
fn every_framing_case_gets_its_answer_and_no_smuggled_request_runs() {
    let Some(file) = corpus("http1/framing-cases.json") else {
        return skip("every_framing_case_gets_its_answer", "the corpus");
    };
    let cases: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let canary = Request::post("/accounts", r#"{"owner":"smuggled"}"#).bytes();
    let mut refused = 0;
    for case in cases["cases"].as_array().unwrap() {
        let (name, expect) = (
            case["name"].as_str().unwrap(),
            case["expect"].as_str().unwrap(),
        );
        let raw = STANDARD
            .decode(case["raw_base64"].as_str().unwrap())
            .unwrap();
        let mut client = Client::connect(world().server.address());
        client.write(&raw);
        let must_refuse = expect.starts_with("400") && !expect.contains(" or ");
        if must_refuse {
            client.write(&canary);
        }
        if must_refuse {
            // The sending side stays open: the answer must not wait for it.
            let answer = client
                .answer()
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(answer.status, 400, "{name}: {expect}");
            let rest = String::from_utf8_lossy(&client.rest()).into_owned();
            assert!(!rest.contains("HTTP/1.1 2"), "{name}: {rest}");
            refused += 1;
        }
    }
    println!("{refused} refused");
    assert!(refused > 10);
    let rows = crate::shared::query(
        world().server.data(),
        "select id from accounts where owner = 'smuggled'",
    );
    assert!(rows.is_empty());
}
