//! Steps on collections, and the rows that they write.

use flowright_tests::Request;
use serde_json::json;

use crate::shared::{query, world};

#[test]
fn a_row_is_created_with_its_defaults() {
    let answer = world().server.send(&Request::post(
        "/accounts",
        r#"{"owner":"ada","balance":5}"#,
    ));
    assert_eq!(answer.status, 201, "{}", answer.text());
    let row = answer.json();
    assert_eq!(row["owner"], "ada");
    assert_eq!(
        (&row["balance"], &row["rate"], &row["open"]),
        (&json!(5), &json!(null), &json!(true))
    );
    assert_eq!(row["tier"], "basic");
    assert!(row["opened_at"].as_str().unwrap().ends_with('Z'));
    let rows = query(
        world().server.data(),
        "select id, owner, balance, rate, \"open\", tier from accounts where owner = 'ada'",
    );
    assert_eq!(rows, [format!("{}|ada|5|null|1|basic", row["id"])]);
}

#[test]
fn breaking_a_unique_is_a_conflict() {
    let open = || {
        world()
            .server
            .send(&Request::post("/accounts", r#"{"owner":"twice"}"#))
    };
    assert_eq!(open().status, 201);
    let second = open();
    assert_eq!(second.status, 409);
    assert_eq!(
        second.json(),
        json!({ "code": "conflict", "step": "create accounts" })
    );
    assert_eq!(
        query(
            world().server.data(),
            "select 1 from accounts where owner = 'twice'"
        )
        .len(),
        1
    );
}

#[test]
fn an_update_computes_on_the_row_as_it_is() {
    assert_eq!(
        world()
            .server
            .send(&Request::post("/accounts", r#"{"owner":"kim"}"#))
            .status,
        201
    );
    let pay = |amount: &str| {
        world().server.send(&Request::post(
            "/accounts/kim/pay",
            format!("amount={amount}"),
        ))
    };
    assert_eq!(pay("5").json(), json!({ "balance": 5 }));
    assert_eq!(pay("7").json(), json!({ "balance": 12 }));
    assert_eq!(pay("9223372036854775807").status, 500);
    assert_eq!(pay("x").status, 400);
    assert_eq!(pay("1").json(), json!({ "balance": 13 }));
    let none = world()
        .server
        .send(&Request::post("/accounts/nobody/pay", "amount=1"));
    assert_eq!(none.status, 404);
}

#[test]
fn values_cannot_speak_sql() {
    let owner = r#"'; drop table accounts; --"\u0000"#;
    let answer = world().server.send(&Request::post(
        "/accounts",
        format!(r#"{{"owner":"{}"}}"#, owner.replace('"', "\\\"")),
    ));
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert!(!query(world().server.data(), "select 1 from accounts").is_empty());
}

#[test]
fn concurrent_payments_all_count() {
    assert_eq!(
        world()
            .server
            .send(&Request::post("/accounts", r#"{"owner":"many"}"#))
            .status,
        201
    );
    let pay = || {
        for _ in 0..25 {
            let answer = world()
                .server
                .send(&Request::post("/accounts/many/pay", "amount=1"));
            assert_eq!(answer.status, 200);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(pay);
        }
    });
    assert_eq!(
        query(
            world().server.data(),
            "select balance from accounts where owner = 'many'"
        ),
        ["200"]
    );
}
