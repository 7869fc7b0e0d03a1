//! Loops with steps, lambdas, `delete` and `log`, observed from outside.

use flowright_tests::Request;
use serde_json::json;

use crate::shared::{query, world};

fn stock(lines: &serde_json::Value) -> serde_json::Value {
    let body = json!({ "lines": lines }).to_string();
    let answer = world()
        .server
        .send(&Request::new("PUT", "/parts").body(body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn a_loop_writes_a_row_for_each_element_and_a_line_into_the_log() {
    let lines = json!([
        { "sku": "log-a", "count": 5, "price": 1 },
        { "sku": "log-none", "count": 0, "price": 1 },
        { "sku": "log-b", "count": 2, "price": 1 },
    ]);
    assert_eq!(stock(&lines), json!({ "made": 2 }));
    assert_eq!(stock(&lines), json!({ "made": 0 }));
    let rows = query(
        world().server.data(),
        "select sku, \"left\" from parts where sku like 'log-%' order by sku",
    );
    assert_eq!(rows, ["log-a|5", "log-b|2"]);
    let log = world().server.log_with("log-b has 2");
    assert!(log.contains("stock_parts"), "{log}");
    assert!(!log.contains("log-none has"), "{log}");
}

#[test]
fn a_loop_as_a_value_and_lambdas_compute_an_answer() {
    stock(&json!([
        { "sku": "sum-a", "count": 5, "price": 1 },
        { "sku": "sum-b", "count": 1, "price": 1 },
    ]));
    let order = json!({ "lines": [
        { "sku": "sum-a", "count": 2, "price": 1.5 },
        { "sku": "sum-b", "count": 3, "price": 0.5 },
        { "sku": "sum-a", "count": 1, "price": 1.5 },
        { "sku": "sum-c", "count": 0, "price": 9 },
    ]});
    let answer = world()
        .server
        .send(&Request::post("/parts", order.to_string()));
    assert_eq!(
        answer.json(),
        json!({
            "first": "sum-a",
            "missing": ["1: sum-b"],
            "total": 6.0,
            "groups": [{ "sku": "sum-a", "count": 3 }, { "sku": "sum-b", "count": 3 }],
            "dearest": "sum-a",
        })
    );
    let nothing = world()
        .server
        .send(&Request::post("/parts", r#"{"lines":[]}"#));
    assert_eq!(nothing.status, 500);
    let trial = Request::post("/parts", r#"{"lines":[]}"#).header("X-Kind", "Trial");
    assert_eq!(world().server.send(&trial).status, 204);
}

#[test]
fn delete_takes_away_the_rows_that_fit_and_no_others() {
    stock(&json!([
        { "sku": "del-a", "count": 5, "price": 1 },
        { "sku": "del-b", "count": 1, "price": 1 },
    ]));
    let delete = |sku: &str| {
        let request = Request::new("DELETE", &format!("/parts/{sku}"));
        world().server.send(&request).json()
    };
    assert_eq!(delete("del-a"), json!({ "gone": 1 }));
    assert_eq!(delete("del-a"), json!({ "gone": 0 }));
    let rows = query(
        world().server.data(),
        "select sku from parts where sku like 'del-%'",
    );
    assert_eq!(rows, ["del-b"]);
}
