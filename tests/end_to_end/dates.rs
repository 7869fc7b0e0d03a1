//! Dates and zones, in every place where a value is received or sent.

use flowright_tests::{Options, Request, Server};
use serde_json::json;

use crate::shared::{BINARY, folder, query};

#[test]
fn dates_come_in_go_out_and_are_stored() {
    let options = Options::new().variable("FLOWRIGHT_CONFIG_OPENS", "2026-06-01T10:00:00+02:00");
    let server = Server::start(BINARY, &folder("dates"), &options);
    let book = |guest: &str, from: &str, to: Option<&str>| {
        let body = json!({ "guest": guest, "from": from, "to": to, "others": ["2026-02-01", "2025-12-31"] });
        server.send(&Request::post("/bookings", body.to_string()))
    };
    let early = book("al", "2025-12-31", None);
    assert_eq!(
        (early.status, early.json()),
        (422, json!({ "first": "2026-01-01" }))
    );
    let answer = book("bo", "2026-03-29", Some("2026-04-02"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(
        answer.json(),
        json!({
            "row": {
                "id": 1, "guest": "bo", "from": "2026-03-29", "to": "2026-04-02", "made": "2026-01-02",
                "changed": true,
                "created": true,
            },
            "nights": 4,
            "last": "2026-02-01",
            "arrives": "2026-03-29T13:00:00.000000Z",
            "text": "from 2026-03-29, Sunday 29 March",
            "opens": "2026-06-01T08:00:00.000000Z",
        })
    );
    assert_eq!(book("cy", "2026-03-30", None).status, 200);
    assert_eq!(book("di", "2026-04-05", None).status, 200);
    let rows = query(
        server.data(),
        "select \"from\", \"to\", made from bookings where guest = 'bo'",
    );
    assert_eq!(rows, ["20541|20545|20455"]);

    let get = |path: &str| server.send(&Request::new("GET", path));
    assert_eq!(
        get("/bookings/2026-03-29/P2D?at=2026-07-01T20:00:00Z").json(),
        json!({ "guests": ["cy", "bo"], "newest": "2026-04-05", "hour": 16, "day": "2026-07-02" })
    );
    assert_eq!(
        get("/bookings/2026-03-30/PT0S?until=2026-05-01").json(),
        json!({ "guests": ["di", "cy"], "newest": "2026-04-05", "hour": null, "day": null })
    );
    assert_eq!(get("/bookings/2026-02-30/P2D").status, 404);
    assert_eq!(get("/bookings/2026-03-29/P1M").status, 404);
    assert_eq!(get("/bookings/2026-03-29/P2D?until=tomorrow").status, 400);
    let bad = server.send(&Request::post(
        "/bookings",
        r#"{"guest":"x","from":"29.3.2026","others":[]}"#,
    ));
    assert_eq!(bad.status, 400);
}

#[test]
fn texts_are_read_by_their_formats() {
    let server = Server::start(BINARY, &folder("dates"), &Options::new());
    let parse = |text: &str| {
        let body = format!("day=2024-02-29&text={text}");
        let form = Request::post("/parse", body)
            .header("content-type", "application/x-www-form-urlencoded");
        server.send(&form).json()
    };
    let none =
        json!({ "day": "2024-02-29", "date": null, "local": null, "zoned": null, "any": null });
    let with = |name: &str, value: &str| {
        let mut all = none.clone();
        all[name] = json!(value);
        all
    };
    assert_eq!(parse("soon"), none);
    assert_eq!(parse("7.3.2026"), with("date", "2026-03-07"));
    assert_eq!(
        parse("29.03.2026%2002:30"),
        with("local", "2026-03-29T01:00:00.000000Z")
    );
    assert_eq!(
        parse("25.10.2026%2002:30"),
        with("local", "2026-10-25T00:30:00.000000Z")
    );
    assert_eq!(
        parse("25.10.2026%2002:30%20-0130"),
        with("zoned", "2026-10-25T04:00:00.000000Z")
    );
    assert_eq!(
        parse("2026-10-25T02:30:00Z"),
        with("any", "2026-10-25T02:30:00.000000Z")
    );
}
