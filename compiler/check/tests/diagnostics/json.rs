//! Data of unknown shape.

use crate::{assert_clean, assert_diagnostics};

/// A workflow of these statements, with `json` data.
fn workflow(statements: &str) -> String {
    let mut text = String::from(
        "secret key\n\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body json { data: json, maybe: json?, name: text, n: int, tags: [json] }\n  }\n\n  let all = context.data\n  let data = all.data\n",
    );
    for line in statements.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("  respond 200 json { name: all.name }\n}\n");
    text
}

#[test]
fn parts_that_are_fine() {
    assert_clean!(workflow(
        "let _a: json? = data.get(\"a.b[0].event-data\")\nlet _b: json? = data.get(\"[3]\")?[\"b\"]?[0]\nlet _c: json? = data[all.name]\nlet _d: json? = data[all.n]\nlet _e: json? = all.maybe?.get(\"a\")?.get(\"b\")\nlet f = data[\"f\"] ?? fail \"no f\"\nlet _g = decode f as int\nlet h = data[\"h\"]\nif h != null {\n  let _i: text = decode h as text\n}\nlet _j: text = data.to_json()\nlet _k: text = { a: 1, b?: all.maybe, c: [data] }.to_json()\nlet _l: text = all.maybe.to_json()"
    ));
}

#[test]
fn a_path_is_a_literal_without_mistakes() {
    assert_diagnostics!(workflow(
        "let _a = data.get(all.name)\nlet _b = data.get(\"a.{all.name}\")\nlet _c = data.get(\"a..b\")\nlet _d = data.get(\"items.0.id\")\nlet _e = data.get(\"$.a\")\nlet _f = data.get(\"a[-1]\")\nlet _g = data.get(\"\")\nlet _h = data.get(0)\nlet _i = data.get()"
    ));
}

#[test]
fn a_member_is_not_a_field() {
    assert_diagnostics!(workflow(
        "let _a = data.name\nlet _b = data.get(\"a\").b\nlet _c = data.get(\"a\")[\"b\"]\nlet _d = all.maybe[0]\nlet _e = all.maybe.get(\"a\")\nlet _f = all.tags.get(\"a\")"
    ));
}

#[test]
fn a_key_is_a_text_or_an_int() {
    assert_diagnostics!(workflow(
        "let _a = data[true]\nlet _b = data[1.5]\nlet _c = data[-1]\nlet _d = data[all.maybe]\nlet _e = all.tags?[0]\nlet _f = all?.name"
    ));
}

#[test]
fn unknown_data_is_not_compared() {
    assert_diagnostics!(workflow(
        "let _a = data == data\nlet _b = data == \"x\"\nlet _c = data.get(\"a\") == \"x\"\nlet _d = all.maybe == data\nlet _e = data in all.tags\nlet _f = all == all\nlet _g = all.tags.contains(data)\nlet _h = data.get(\"n\") > 3"
    ));
}

#[test]
fn unknown_data_is_decoded_before_it_is_used() {
    assert_diagnostics!(workflow(
        "let _a: text = data\nlet _b = \"{data}\"\nlet _c = decode data.get(\"a\") as int\nlet _d: int = data.get(\"a\")\nif data.get(\"a\") {\n  log info \"x\"\n}\nfor x in data {\n  log info \"x\"\n}\nlet _e = data[\"a\"].length"
    ));
}

#[test]
fn what_is_written_as_json() {
    assert_diagnostics!(workflow(
        "let _a = secrets.key.to_json()\nlet _b = { key: secrets.key }.to_json()\nlet _c = context.headers.to_json()\nlet _d = all.name.to_json\nlet _e = all.name.toJSON()\nlet _f = all.name.parse_json()\nlet record = { a?: all.maybe }\nlet _g = record.to_json()"
    ));
}
