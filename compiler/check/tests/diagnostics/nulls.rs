//! Null: used without a check, and narrowed by one.

use crate::{assert_clean, assert_diagnostics, workflow};

#[test]
fn null_is_used() {
    assert_diagnostics!(workflow(
        "let _a = data.owner.name\nlet _b = data.nick.trim()\nlet _c: text = data.nick\nlet _d = data.nick.length + 1\nlet _e = context.headers[\"x\"].trim()"
    ));
}

#[test]
fn a_question_and_a_stand_in() {
    assert_clean!(workflow(
        "let _a = data.owner?.name ?? \"nobody\"\nlet _b = data.nick?.trim()\nlet _c: text = data.nick ?? data.name\nlet _d = (data.nick?.length ?? 0) + 1\nlet _e = data.owner?.mail?.trim() ?? \"\"\nlet _f: text? = data.nick ?? null"
    ));
}

#[test]
fn a_look_narrows_the_block() {
    assert_clean!(workflow(
        "if data.nick != null {\n  let _a: text = data.nick\n}\nif data.owner != null and data.owner.mail != null {\n  let _b: text = data.owner.mail\n}\nif data.nick == null {\n  let _c = 1\n} else {\n  let _d: text = data.nick\n}\nlet _e = data.nick == null or data.nick.length > 3\nlet _f = data.nick != null and data.nick.length > 3\nlet _g = not (data.nick == null) and data.nick.length > 3"
    ));
}

#[test]
fn a_block_that_leaves_narrows_what_follows() {
    assert_clean!(workflow(
        "if data.nick == null or data.owner == null {\n  respond 400\n}\nlet _a: text = data.nick\nlet owner = data.owner\nlet _b: text = owner.name\nif data.owner.mail == null {\n  fail \"no mail\"\n}\nlet _c: text = data.owner.mail"
    ));
}

#[test]
fn a_chain_narrows_its_base() {
    assert_clean!(workflow(
        "if data.owner?.mail != null {\n  let _a: text = data.owner.mail\n}\nif data.owner?.mail == \"x\" {\n  let _b: text = data.owner.name\n}"
    ));
}

#[test]
fn a_match_narrows() {
    assert_clean!(workflow(
        "let _a = match data.nick {\n  null => \"none\"\n  \"x\" => data.nick\n  _ => data.nick\n}"
    ));
}

#[test]
fn a_look_at_a_header_narrows_it() {
    assert_clean!(workflow(
        "if context.headers[\"X-Id\"] == null {\n  respond 400\n}\nlet _a: text = context.headers[\"x-id\"]"
    ));
}

#[test]
fn what_is_known_ends_with_its_block() {
    assert_diagnostics!(workflow(
        "if data.nick != null {\n  let _a: text = data.nick\n}\nlet _b: text = data.nick\nif data.nick == null {\n  let _c = 1\n}\nlet _d: text = data.nick\nif data.nick != null or data.done {\n  let _e: text = data.nick\n}"
    ));
}

#[test]
fn null_where_there_is_none() {
    assert_diagnostics!(workflow(
        "let _a = data.name ?? \"x\"\nlet _b = data.name == null\nlet _c = data.name?.trim()\nif data.nick != null {\n  let _d = data.nick ?? \"x\"\n}"
    ));
}

#[test]
fn a_stand_in_of_another_type() {
    assert_diagnostics!(workflow("let _a = data.nick ?? 0"));
}
