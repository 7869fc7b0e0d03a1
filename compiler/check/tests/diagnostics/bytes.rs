//! Bytes: declared, converted, compared and stored; and values that are not bytes.

use crate::{assert_clean, assert_diagnostics, program};

/// A function with bytes and a text.
fn function(returns: &str, body: &str) -> String {
    program(
        &format!("fn f(raw: bytes, maybe: bytes?, name: text) -> {returns} {{\n{body}\n}}"),
        "",
    )
}

/// A workflow with bytes in its body.
fn workflow(statements: &str) -> String {
    format!(
        "collection keys {{\n  key: bytes\n  old: bytes?\n  unique (key)\n}}\nworkflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    body json {{ key: bytes, more: [bytes], by: map<bytes>, note: bytes? }}\n  }}\n  let data = context.data\n  {statements}\n  respond 204\n}}"
    )
}

#[test]
fn bytes_are_declared_and_converted() {
    assert_clean!(function(
        "bytes",
        "let _a: int = raw.length\nlet _b: text? = raw.to_text()\nlet _c: text = \"{raw.base64()} {raw.hex()} {raw.sha256()}\"\nlet _d = raw.is_empty() or raw == name.to_bytes() or maybe == raw or maybe != null\nlet _e: bytes? = raw\nlet _f = (decode raw as { id: int }).id\nlet _g: [bytes] = [raw, raw.take(4)]\nlet _h = raw in [raw]\nlet _i: text = { raw, maybe }.to_json()\nif name == \"\" { raw } else { maybe ?? raw }"
    ));
}

#[test]
fn bytes_are_read_stored_and_sent() {
    assert_clean!(workflow(
        "let row = create keys { key: data.key, old: data.note }\n  let same = find keys where .key == data.key and .old != null and .key in [data.key] order by .key\n  update keys where .id == row.id set { old: context.body }\n  log info \"keys\" { key: data.key }\n  http POST \"https://a.example\" { form { key: data.key, more: data.more } }\n  if row.id > 5 { respond 200 json { same, data } }"
    ));
}

#[test]
fn bytes_in_forms_and_queries() {
    assert_clean!(
        "workflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    query { cursor: bytes? }\n    headers { \"x-key\": bytes }\n    body form { key: bytes, more: [bytes] }\n  }\n  respond 200 bytes context.query.cursor ?? context.headers[\"x-key\"]\n}"
    );
}

#[test]
fn bytes_and_texts_do_not_mix() {
    assert_diagnostics!(function(
        "text",
        "let _a: bytes = \"x\"\nlet _b: bytes = name\nlet _c: text = raw\nlet _d = raw == name\nlet _e = \"{raw}\"\nlet _f: int = raw\nraw"
    ));
}

#[test]
fn functions_of_texts_on_bytes() {
    assert_diagnostics!(function(
        "text",
        "let _a = raw.contains(\"x\")\nlet _b = raw.starts_with(\"x\")\nlet _c = raw.lenght\nlet _d = raw.length()\nlet _e = maybe.length\nlet _f = raw.toString()\nlet _g = name.to_text()\nraw.sha256"
    ));
}

#[test]
fn operations_that_bytes_lack() {
    assert_diagnostics!(function(
        "bytes",
        "let _a = raw < raw\nlet _b = raw + raw\nlet _c = [raw].sort()\nlet _d = [raw].contains(raw)\nlet _e = raw[0]\nfor _x in raw { }\nraw"
    ));
}

#[test]
fn bytes_where_they_cannot_be() {
    assert_diagnostics!(
        "config key: bytes\ncollection rows {\n  a: bytes = \"x\"\n  b: [bytes]\n}\nworkflow w {\n  trigger webhook POST \"/w/{id: bytes}\" {\n    verify none because \"a test\"\n    body bytes\n  }\n  let _a = sum .a of rows where .a < context.body\n  let _b = find rows where .a == \"x\"\n  http GET \"https://a.example/{context.body}\" { query { key: context.body } }\n  respond 200 json { name: context.body.name }\n}"
    );
}

#[test]
fn names_of_bytes_elsewhere() {
    assert_diagnostics!(
        "type T = { a: Bytes, b: byte, c: blob, d: Buffer, e: binary, f: Uint8Array, g: \"bytes\" }\n"
    );
}
