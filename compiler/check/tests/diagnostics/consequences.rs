//! Consequences of an error are not reported.

use crate::{assert_diagnostics, program, workflow};

const STOCK: &str = "collection stock {\n  name: text\n  amount: int = 0\n  unique (name)\n}";

#[test]
fn narrowing_holds_beside_an_unknown_type() {
    assert_diagnostics!(program(
        "collection stock {\n  name: text\n  at: moment\n}",
        "let row = find one stock where .name == data.name\nif row == null {\n  respond 404\n}\nlet _n = row.name"
    ));
}

#[test]
fn a_misspelt_key_is_one_error() {
    assert_diagnostics!(program(
        "collection stock {\n  name: text\n  amount: int = 0\n  unique (nmae)\n}",
        "upsert stock by (name) { name: data.name }"
    ));
}

#[test]
fn an_unclosed_string_takes_settings_with_it() {
    assert_diagnostics!(
        "workflow w {\n  trigger webhook GET \"/a { verify none because \"x\" }\n  respond 204\n}\n"
    );
}

#[test]
fn an_unclosed_string_uses_names() {
    assert_diagnostics!(
        "fn title(number: text, lines: int) -> text { \"order {number} ({lines} lines) }\n"
    );
}

#[test]
fn unclosed_brackets_are_one_error_each() {
    assert_diagnostics!(
        "type A = {\n  lines: [text\n}\n\nfn f(a: A -> bool {\n  a.lines.length > 3\n}\n\nchannel mail = email {\n  smtp \"smtp://localhost:25\"\n  from \"shop@example.com\n}\n"
    );
}

#[test]
fn an_opener_is_missing() {
    assert_diagnostics!(workflow(
        "respond 200 json  name: data.name, count: data.count }"
    ));
}

#[test]
fn signs_are_missing() {
    assert_diagnostics!(program(
        STOCK,
        "create stock { name: data.name amount: 1 }\nlet _a = [1 2]\nlet _b 3\nhttp POST \"https://example.com\" {\n  json { name data.name, count: 1 }\n}"
    ));
}

#[test]
fn a_condition_that_is_wrong_still_says_what_it_looks_at() {
    assert_diagnostics!(program(
        STOCK,
        "let row = find one stock where .name == data.name\nif row == null or missing {\n  respond 404\n}\nlet _n = row.amount"
    ));
}
