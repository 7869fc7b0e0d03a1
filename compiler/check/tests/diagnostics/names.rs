//! Names: unknown, declared twice, misspelt, not values.

use crate::{assert_clean, assert_diagnostics, program, workflow};

#[test]
fn a_misspelt_binding_names_its_neighbour() {
    assert_diagnostics!(workflow(
        "let total = data.count + 1\nlet _x = totl + total"
    ));
}

#[test]
fn a_config_without_its_group_is_completed() {
    assert_diagnostics!(program(
        "config limit: int = 3",
        "let _x = data.count > limit"
    ));
}

#[test]
fn a_misspelt_secret_config_and_collection() {
    assert_diagnostics!(program(
        "secret github\nconfig base_url: text = \"https://a.example\"\ncollection orders {\n  name: text\n}",
        "let _a = config.base_ul\nlet _b = secrets.githb\ncreate order { name: \"x\" }"
    ));
}

#[test]
fn a_service_where_a_channel_is_wanted() {
    assert_diagnostics!(program(
        "service ci {\n  url \"https://ci.example.com\"\n}",
        "notify ci \"hello\""
    ));
}

#[test]
fn an_unknown_channel() {
    assert_diagnostics!(workflow("notify team \"hello\""));
}

#[test]
fn two_declarations_of_one_name() {
    assert_diagnostics!(program(
        "collection ci {\n  name: text\n}\nservice ci {\n  url \"https://ci.example.com\"\n}\nsecret k\nsecret k",
        ""
    ));
}

#[test]
fn fields_declared_twice() {
    assert_diagnostics!(program(
        "type T = { a: int, a: text }\ncollection c {\n  name: text\n  name: int\n}",
        "let _x = { b: 1, b: 2 }"
    ));
}

#[test]
fn a_name_of_an_inner_block_is_gone_after_it() {
    assert_diagnostics!(workflow(
        "if data.done {\n  let x = 1\n  let _y = x\n}\nlet _z = x"
    ));
}

#[test]
fn other_spellings() {
    assert_diagnostics!(program(
        "type push_event = { a: int }\nfn shortId(id: text) -> text { id.take(7) }",
        "let fullName = shortId(data.name)\nlet e: push_event = { a: 1 }\nlet _x = { fullName, e }"
    ));
}

#[test]
fn a_name_that_is_used_by_nobody() {
    assert_diagnostics!(workflow(
        "let x = 1\nlet _y = 2\ntry {\n  http GET \"https://example.com\"\n} catch e {\n  let z = 3\n}"
    ));
}

#[test]
fn a_collection_is_no_value() {
    assert_diagnostics!(program(
        "collection orders {\n  name: text\n}\nfn f(x: int) -> int { x }",
        "let _x = orders\nlet _y = f\nlet _z = secrets"
    ));
}

#[test]
fn functions_that_call_each_other() {
    assert_diagnostics!(program(
        "fn a(x: int) -> int { b(x) }\nfn b(x: int) -> int { c(x) }\nfn c(x: int) -> int { a(x) }",
        "let _x = a(1)"
    ));
}

#[test]
fn a_function_may_be_declared_after_its_use() {
    assert_clean!(program(
        "fn a(x: int) -> int { b(x) }\nfn b(x: int) -> int { x }",
        "let _x = a(1)"
    ));
}

#[test]
fn unknown_functions() {
    assert_diagnostics!(workflow(
        "let _a = data.name.lenght\nlet _b = data.name.tirm()\nlet _c = data.count.trim()\nlet _d = shorten(data.name)\nlet _e = trim(data.name)"
    ));
}

#[test]
fn a_broken_declaration_is_known() {
    assert_diagnostics!(program(
        "type Order = { id: }",
        "let o: Order = { id: 1 }\nlet _x = o.anything"
    ));
}
