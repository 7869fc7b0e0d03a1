//! Requests of `http` steps with bytes and files.

use crate::{assert_clean, assert_diagnostics};

/// A workflow that has received files.
fn workflow(statements: &str) -> String {
    format!(
        "secret key\nservice ci {{\n  url \"https://ci.example.com\"\n  auth bearer(secrets.key)\n}}\nworkflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    body multipart {{ title: text, doc: file, more: [file], maybe: file?, data: {{ id: int }} }}\n  }}\n  let data = context.data\n  {statements}\n  respond 204\n}}"
    )
}

#[test]
fn files_and_bytes_are_sent() {
    assert_clean!(workflow(
        "let raw = data.doc.bytes\n  http POST ci \"/a\" {\n    multipart {\n      title: data.title, count: 7, tags: [\"a\"], none: null, key: secrets.key, signed: \"k {secrets.key}\"\n      doc: data.doc, more: data.more, maybe: data.maybe, raw, raws: [raw], order: data.data\n      made: { name: \"a\", content_type: \"b/c\", bytes: raw }, row: { ...data.doc, name: \"x\" }\n      any: decode context.body as json, by: decode context.body as map<int>\n    }\n  }\n  http PUT ci \"/b\" {\n    header \"Content-Type\" data.doc.content_type\n    bytes raw\n  }\n  let got = http GET ci \"/c\" { expect bytes }\n  let maybe = http GET ci \"/d\" { expect bytes, accept any }\n  let _a: bytes = got.body\n  let _b: bytes? = maybe.body\n  http POST ci \"/e\" { multipart { ...data.data, again: data.doc } }"
    ));
}

#[test]
fn values_that_no_part_can_be() {
    assert_diagnostics!(workflow(
        "let got = http GET ci \"/a\"\n  http POST ci \"/b\" { multipart { headers: got.headers } }\n  http POST ci \"/c\" { multipart { lists: [[1]] } }\n  http POST ci \"/d\" { multipart { got } }\n  http POST ci \"/e\" { multipart data.doc }\n  http POST ci \"/f\" { multipart \"x\" }\n  http POST ci \"/g\" { multipart { a: 1, a: 2 } }"
    ));
}

#[test]
fn a_content_type_beside_parts() {
    assert_diagnostics!(workflow(
        "http POST ci \"/a\" {\n    header \"content-type\" \"multipart/form-data\"\n    multipart { doc: data.doc }\n  }"
    ));
}

#[test]
fn bytes_that_are_none() {
    assert_diagnostics!(workflow(
        "http POST ci \"/a\" { bytes data.title }\n  http POST ci \"/b\" { bytes data.doc }\n  http POST ci \"/c\" { bytes data.maybe?.bytes }\n  http POST ci \"/d\" { bytes secrets.key }\n  http POST ci \"/e\" { bytes { a: 1 } }\n  http POST ci \"/f\" { bytes }\n  http GET ci \"/g\" { bytes data.doc.bytes }"
    ));
}

#[test]
fn two_bodies_of_a_request() {
    assert_diagnostics!(workflow(
        "http POST ci \"/a\" {\n    json { a: 1 }\n    multipart { doc: data.doc }\n    bytes data.doc.bytes\n  }"
    ));
}

#[test]
fn files_in_a_form_and_in_json() {
    assert_diagnostics!(workflow(
        "http POST ci \"/a\" { form { doc: data.doc } }\n  http POST ci \"/b\" { query { doc: data.doc } }\n  http POST ci \"/c\" { text data.doc }\n  http POST ci \"/d\" { file data.doc }\n  http POST ci \"/e\" { files { doc: data.doc } }\n  http POST ci \"/f\" { body data.doc }"
    ));
}

#[test]
fn secrets_in_parts_go_only_to_their_service() {
    assert_diagnostics!(workflow(
        "http POST \"https://other.example\" { multipart { key: secrets.key } }\n  http POST \"https://other.example\" { multipart { order: { key: secrets.key } } }"
    ));
}
