//! Reports on values that do not fit: where, why, and what to write.

use crate::{assert_clean, assert_diagnostics, program, workflow};

#[test]
fn a_number_and_a_text() {
    assert_diagnostics!(workflow(
        "let a = data.ratio > \"1000\"\nlet b = data.done == \"true\"\nlet c = data.name > 1\nlet _s = \"{a}{b}{c}\""
    ));
}

#[test]
fn arguments_in_each_others_place() {
    assert_diagnostics!(program(
        "fn title(number: text, lines: int) -> text { \"{number} {lines}\" }",
        "let _a = title(data.count, data.name)"
    ));
}

#[test]
fn an_optional_argument_shows_its_parameter() {
    assert_diagnostics!(program(
        "fn title(number: text) -> text { number }",
        "let _a = title(data.nick)"
    ));
}

#[test]
fn a_field_of_a_list() {
    assert_diagnostics!(
        "type Line = { sku: text }\n\nfn first(lines: [Line]) -> text { lines.sku }\n\nfn all(tags: [text]) -> text { \"{tags}\" }\n"
    );
}

#[test]
fn an_element_that_may_be_missing() {
    assert_diagnostics!(
        "type Line = { sku: text }\n\nfn first(lines: [Line]) -> text { lines[0].sku }\n"
    );
}

#[test]
fn the_path_to_a_difference() {
    assert_diagnostics!(
        "type Address = { street: text, zip: int }\ntype Customer = { name: text, address: Address, tags: [{ name: text }] }\n\nfn ship(customer: Customer) -> text { customer.name }\n\nfn f(c: { name: text, address: { street: text, zip: text }, tags: [{ label: text }] }) -> text { ship(c) }\n"
    );
}

#[test]
fn a_key_that_an_upsert_does_not_write() {
    assert_diagnostics!(program(
        "collection stock {\n  name: text = \"x\"\n  state: text\n  unique (name)\n}",
        "upsert stock by (name) { state: \"a\" }\nupsert stock by (state) { name: \"a\", state: \"b\" }"
    ));
}

#[test]
fn a_key_with_a_column_twice_is_said_once() {
    assert_diagnostics!(program(
        "collection stock {\n  name: text\n  unique (name, name)\n}",
        "upsert stock by (name) { name: \"a\" }"
    ));
}

#[test]
fn nothing_stands_in_for_an_address() {
    assert_diagnostics!(program(
        "channel mail = email {\n  smtp \"smtp://localhost:25\"\n  from \"shop@example.com\"\n}",
        "notify mail { to data.nick, subject \"a\", text \"b\" }\nnotify mail { to \"a@example.com\", subject \"a\", body \"b\" }"
    ));
}

#[test]
fn a_secret_in_the_program() {
    assert_diagnostics!(
        "workflow w {\n  trigger webhook POST \"/w\" {\n    verify hmac { secret \"s3cr3t\", header \"X-Signature\" }\n  }\n  respond 204\n}\n"
    );
}

#[test]
fn reserved_words_are_no_names() {
    assert_diagnostics!(
        "fn f(null: int) -> int { 1 }\n\nfn g() -> int {\n  let context = 1\n  2\n}\n"
    );
    for name in ["body", "find", "status", "log", "all"] {
        assert_clean!(format!("fn f({name}: int) -> int {{ {name} }}\n"));
    }
}

#[test]
fn the_order_of_texts() {
    assert_diagnostics!(program(
        "collection stock {\n  name: text\n}",
        "let _a = data.name < \"b\"\nlet _b = find one stock where .name > data.name"
    ));
}

#[test]
fn several_names_are_near() {
    assert_diagnostics!(workflow(
        "let started = 1\nlet starter = 2\nlet _s = \"{started}{starter}{starte}\""
    ));
}

#[test]
fn names_that_may_be_others_are_not_taken() {
    assert_diagnostics!(program(
        "secret key_v1",
        "let _a = data.key_v2\nlet _b = secrets.key_v2"
    ));
}

#[test]
fn look_alikes_and_hidden_characters_are_named() {
    assert_diagnostics!(
        "fn f() -> int {\n  let\u{A0}x = 1\n  let y\u{200B} = \u{FF08}2\u{FF09}\n  x + y\n}\n"
    );
}

#[test]
fn nothing_of_a_program_controls_the_terminal() {
    assert_diagnostics!("fn f() -> text { \"\u{1B}[31m\u{7}\u{202E}{nope}\" }\n");
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let long = "x".repeat(400);
    assert_diagnostics!(format!(
        "fn f() -> [text] {{ [\"{long}\", nope, \"{long}\"] }}\n"
    ));
}
