//! Fields of collections that hold lists and JSON, and lists after `in`.

use flowright_tests::{Options, Request, Server};
use serde_json::{Value, json};

use crate::shared::{BINARY, folder, query};

#[test]
fn lists_and_json_are_stored_searched_and_read() {
    let server = Server::start(BINARY, &folder("columns"), &Options::new());
    let post = |path: &str, body: &Value| {
        let answer = server.send(&Request::post(path, body.to_string()));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    };
    let mut note = json!({
        "name": "first",
        "tags": ["new", "ä\u{0}\"", "1"],
        "counts": [i64::MAX, 1],
        "rates": [0.1, 1e300, 5e-324],
        "prices": [12.50, -0.001],
        "flags": [true],
        "days": ["2026-02-28"],
        "moments": ["2026-01-02T03:04:05.000006Z"],
        "spans": ["PT1.5S"],
        "source": { "a": [1, { "b": null }] },
        "extra": null,
    });
    let put = post("/notes", &note);
    note["id"] = json!(1);
    note["kinds"] = json!(["draft"]);
    note["prices"] = json!([12.5, -0.001]);
    note["created"] = json!(true);
    note["changed"] = json!(true);
    assert_eq!(put, note);
    let short = json!({ "notes": [
        { "name": "second", "tags": [], "source": null },
        { "name": "third", "tags": ["new"], "source": "text" },
    ] });
    let short = post("/notes/short", &short);
    assert_eq!(
        (&short[0]["counts"], &short[0]["kinds"], &short[0]["source"]),
        (&json!([1, 2]), &Value::Null, &Value::Null)
    );
    assert_eq!(
        query(
            server.data(),
            "select tags, prices, moments, source, extra from notes where name != 'third'"
        ),
        [
            r#"["new","ä\u0000\"","1"]|["12.5","-0.001"]|[1767323045000006]|{"a":[1,{"b":null}]}|null"#,
            "[]|[]|[]|null|null"
        ]
    );

    let mut wanted = json!({
        "tag": "new", "kind": "draft", "count": i64::MAX, "rate": 5e-324, "price": 12.500, "flag": true,
        "day": "2026-02-28", "moment": "2026-01-02T03:04:05.000006Z", "span": "PT1.5S",
        "names": ["third", null, "first", "no one"],
    });
    assert_eq!(
        post("/notes/search", &wanted),
        json!({
            "tagged": ["first", "third"],
            "untagged": ["second"],
            "found": [1, 2, 1, 1, 1, 1, 1, 1, 1],
            "named": ["first", "third"],
            "others": ["second"],
        })
    );
    wanted["tag"] = json!("ä\u{0}\"");
    wanted["kind"] = json!("unknown");
    wanted["count"] = json!(2);
    wanted["rate"] = json!(0.100_000_000_000_000_02);
    wanted["flag"] = json!(false);
    wanted["names"] = json!([]);
    assert_eq!(
        post("/notes/search", &wanted),
        json!({
            "tagged": ["first"],
            "untagged": ["second", "third"],
            "found": [0, 3, 2, 0, 1, 0, 1, 1, 1],
            "named": [],
            "others": ["first", "second", "third"],
        })
    );

    let tagged = post(
        "/notes/tag",
        &json!({ "names": ["first", "third"], "tag": "old" }),
    );
    assert_eq!(
        (&tagged["changed"], &tagged["removed"]),
        (&json!(2), &json!(1))
    );
    let last = &tagged["last"];
    assert_eq!(
        (&last["name"], &last["tags"], &last["kinds"], &last["extra"]),
        (
            &json!("third"),
            &json!(["new", "old"]),
            &json!(["draft", "final"]),
            &json!("text")
        )
    );
}
