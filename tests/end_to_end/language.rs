//! What a flow computes, observed from outside.

use flowright_tests::Request;
use serde_json::json;

use crate::shared::world;

#[test]
fn expressions_give_what_the_language_says() {
    let body = json!({
        "id": 7, "state": "new", "total": 10.25, "note": null,
        "lines": [{ "sku": "A-1", "quantity": 51, "price": 1.5 }, { "sku": "B", "quantity": 1, "price": 2 }],
    });
    let request = Request::new("PUT", "/orders/7?page=2&page=3").header("User-Agent", "test");
    let request = request.body(body.to_string());
    let answer = world().server.send(&request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("x-order"), Some("order 7"));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(
        answer.text(),
        concat!(
            r#"{"id":7,"kind":"bulk","text":"a large new order","#,
            r#""first":{"sku":"A-1","quantity":51,"price":1.5},"total":10.75,"half":25,"rest":1,"#,
            r#""note":"none \"here\"","words":["a","b","c"],"short":"0123456","known":true,"third":null,"#,
            r#""agent":"test","page":"2","upper":"STRASSE A-1"}"#,
        )
    );
}

#[test]
fn early_answers_end_the_flow() {
    let send = |id: u32, lines: &str| {
        let body = format!(r#"{{"id":{id},"state":"paid","total":1,"lines":{lines}}}"#);
        world()
            .server
            .send(&Request::new("PUT", "/orders/7").body(body))
    };
    assert_eq!(send(8, "[]").status, 409);
    let none = send(7, "[]");
    assert_eq!((none.status, none.text().as_str()), (422, "no lines"));
    assert_eq!(
        none.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
}

#[test]
fn a_parameter_of_another_type_is_no_path() {
    let send = |path: &str| {
        world()
            .server
            .send(&Request::new("PUT", path).body("{}"))
            .status
    };
    assert_eq!(send("/orders/x"), 404);
    assert_eq!(send("/orders/99999999999999999999"), 404);
    assert_eq!(send("/orders/"), 404);
    assert_eq!(send("/orders/7"), 400);
}

#[test]
fn a_literal_of_a_union_is_checked() {
    let body = r#"{"id":7,"state":"lost","total":1,"lines":[]}"#;
    let answer = world()
        .server
        .send(&Request::new("PUT", "/orders/7").body(body));
    assert_eq!(answer.status, 400);
    assert!(
        answer.text().contains("state: expected"),
        "{}",
        answer.text()
    );
}

#[test]
fn failures_are_caught_with_their_code() {
    let send = |how: &str, number: i64| {
        world().server.send(&Request::post(
            &format!("/fail/{how}"),
            format!(r#"{{"number":{number}}}"#),
        ))
    };
    for (how, number, code) in [
        ("overflow", 2, "overflow"),
        ("zero", 0, "division_by_zero"),
        ("status", 99, "out_of_range"),
        ("status", 100, "out_of_range"),
        ("status", 600, "out_of_range"),
        ("fail", 3, "fail"),
    ] {
        let answer = send(how, number);
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (500, Some(code)),
            "{how}"
        );
    }
    assert_eq!(send("fail", 3).json()["message"], "the flow says no to 3");
    assert_eq!(
        send("overflow", 1).json()["value"],
        9_000_000_000_000_000_000_i64
    );
    assert_eq!(send("zero", 1).json()["value"], 1);
    assert_eq!(send("status", 204).status, 204);
    assert_eq!(send("other", 1).status, 404);
}

#[test]
fn a_header_of_an_answer_cannot_be_split() {
    let split = Request::post("/fail/header?text=a%0D%0AX-Evil:%201", r#"{"number":1}"#);
    let answer = world().server.send(&split);
    assert_eq!(
        (answer.status, answer.json()["code"].as_str()),
        (500, Some("out_of_range"))
    );
    assert_eq!(answer.header("x-evil"), None);
    let fine = Request::post("/fail/header?text=plain", r#"{"number":1}"#);
    assert_eq!(world().server.send(&fine).header("x-text"), Some("plain"));
}

#[test]
fn an_uncaught_failure_says_nothing_outside_and_all_in_the_log() {
    let answer = world()
        .server
        .send(&Request::post("/uncaught", r#"{"number":0}"#));
    assert_eq!(answer.status, 500);
    let id = answer.json()["request_id"].as_str().unwrap().to_owned();
    assert_eq!(
        answer.json(),
        json!({ "error": "internal error", "request_id": id })
    );
    let log = world().server.log_with(&id);
    for part in [
        "division_by_zero",
        "uncaught",
        "language.flow:",
        "100 / context.data.number",
    ] {
        assert!(log.contains(part), "{part} is not in the log:\n{log}");
    }
}

#[test]
fn an_uncaught_step_is_named_with_its_place_and_rows_before_it_stay() {
    let answer = world().server.send(&Request::post("/step-fails", ""));
    assert_eq!(answer.status, 500);
    let id = answer.json()["request_id"].as_str().unwrap().to_owned();
    let log = world().server.log_with(&id);
    for part in ["conflict", "create steps_taken", "services.flow:"] {
        assert!(log.contains(part), "{part} is not in the log:\n{log}");
    }
    let rows = crate::shared::query(world().server.data(), "select name from steps_taken");
    assert_eq!(rows, ["once"]);
}

#[test]
fn a_large_reason_is_cut_in_the_log() {
    let body = format!("large-canary{}", "x".repeat(500_000));
    assert_eq!(
        world()
            .server
            .send(&Request::post("/fail-with", body))
            .status,
        500
    );
    let log = world().server.log_with("large-canary");
    assert!(log.lines().all(|line| line.len() < 10_000));
}

#[test]
fn data_cannot_forge_a_line_of_the_log() {
    let forged = "x\n2026-01-01T00:00:00Z  INFO forged-canary: all is well";
    let answer = world().server.send(&Request::post("/fail-with", forged));
    assert_eq!(answer.status, 500);
    let log = world().server.log_with("forged-canary");
    assert!(
        !log.lines().any(|line| line.starts_with("2026-01-01")),
        "{log}"
    );
}

#[test]
fn an_answer_without_a_body_has_none() {
    let answer = world()
        .server
        .send(&Request::post("/fail/status", r#"{"number":204}"#));
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!(answer.header("content-type"), None);
}

#[test]
fn bodies_of_text_and_bytes_come_back_as_they_went() {
    let text = world().server.send(&Request::post("/echo/text", "grüße\n"));
    assert_eq!((text.status, text.text().as_str()), (200, "grüße\n"));
    assert_eq!(
        world()
            .server
            .send(&Request::post("/echo/text", vec![0xff]))
            .status,
        400
    );
    let octets: Vec<u8> = (0..=255).collect();
    let bytes = world()
        .server
        .send(&Request::post("/echo/bytes", octets.clone()));
    assert_eq!((bytes.status, bytes.body), (200, octets));
}

#[test]
fn html_is_escaped() {
    let answer = world()
        .server
        .send(&Request::new("GET", "/page/%3Cb%3E%22"));
    assert_eq!(
        answer.text(),
        "<p title=\"&lt;b&gt;&quot;\">&lt;b&gt;&quot;</p>"
    );
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[test]
fn json_inside_of_other_data_is_decoded() {
    let send = |inner: &str, raw: &str| {
        let inner = json!(inner);
        let payload = format!(r#"{{"id":7,"inner":{inner},"raw":{raw}}}"#);
        let body: String = payload
            .bytes()
            .map(|octet| format!("%{octet:02x}"))
            .collect();
        let request = Request::post("/opened", format!("payload={body}"));
        let request = request.header("Content-Type", "application/x-www-form-urlencoded");
        world().server.send(&request)
    };
    let answer = send(r#"{"tags":["a","ë"],"more":1}"#, r#"{"count":21}"#);
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (
            200,
            r#"{"id":7,"tags":["a","ë"],"at":null,"twice":42,"raw":{"count":21}}"#
        )
    );
    let answer = send(r#"{"tags":["a",1]}"#, r#"{"count":21}"#);
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.json(),
        json!({ "code": "decode", "message": "tags[1]: expected text, found a number" })
    );
    let answer = send("nothing", r#"{"count":21}"#);
    assert_eq!(answer.json()["code"], "decode");
    let answer = send(r#"{"tags":[]}"#, r#"{"count":"x","unread":[]}"#);
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert_eq!(
        message,
        "count: expected int, found a text; unread: expected float or null, found a list"
    );
    let answer = send("{}", "[1");
    assert_eq!(answer.status, 400);
    assert!(
        answer.text().contains("payload: not JSON"),
        "{}",
        answer.text()
    );
}
