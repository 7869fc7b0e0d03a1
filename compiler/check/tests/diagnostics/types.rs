//! Types: conditions, operators, comparison, branches, match, text.

use crate::{assert_clean, assert_diagnostics, program, workflow};

#[test]
fn conditions_that_are_not_bools() {
    assert_diagnostics!(workflow(
        "if data.count {\n  respond 204\n}\nif data.name {\n  respond 204\n}\nif data.nick {\n  respond 204\n}\nif data.tags {\n  respond 204\n}\nif not data.count {\n  respond 204\n}"
    ));
}

#[test]
fn texts_are_not_added() {
    assert_diagnostics!(workflow(
        "let _a = \"Hello \" + data.name + \"!\"\nlet _b = data.name + data.count\nlet _c = data.count + data.ratio"
    ));
}

#[test]
fn number_literals_take_the_type_that_is_wanted() {
    assert_clean!(program(
        "fn half(x: float) -> float { x / 2 }",
        "let _a = data.ratio * 2 + 1\nlet _b: float = 3\nlet _c = half(7)\nlet _d = data.ratio > 0\nlet _e: [float] = [1, 2.5]\nlet _f = if data.done { 1 } else { 0.5 }\nlet _g: float? = 1\nlet _h = -1 + data.ratio\nlet _i = -47.0 * (if data.done { 7 } else { -2 })\nlet _j = 1.5 * (2 - 1)\nlet _k = 2 < data.ratio and 2.5 == (if data.done { 1 } else { 2 })"
    ));
}

#[test]
fn an_int_is_no_float() {
    assert_diagnostics!(workflow(
        "let _a: float = data.count\nlet _b: int = data.ratio\nlet _c = data.count < data.ratio"
    ));
}

#[test]
fn values_of_other_types() {
    assert_diagnostics!(workflow(
        "let _a: int = \"1\"\nlet _b: text = 1\nlet _c: bool = null\nlet _d: \"a\" | \"b\" = \"c\"\nlet _e: \"open\" | \"closed\" = \"opne\"\nlet _f: \"open\" | \"closed\" = data.name"
    ));
}

#[test]
fn comparisons_of_different_types() {
    assert_diagnostics!(workflow(
        "let _a = data.count == \"1\"\nlet _b = data.status == \"opne\"\nlet _c = data.done > false\nlet _d = data.tags == [1]\nlet _e = data.name < 3\nlet _f = data.nick < data.count\nlet _g = data.nick < data.name"
    ));
}

#[test]
fn a_comparison_of_comparisons() {
    assert_diagnostics!(workflow(
        "let _a = (data.count < 3) < 4\nlet _b = ( data.count < 3 ) == data.done"
    ));
}

#[test]
fn comparisons_that_are_fine() {
    assert_clean!(workflow(
        "let _a = data.nick == \"x\"\nlet _b = data.status == \"open\"\nlet _c = data.name != \"open\"\nlet _d = data.nick == null\nlet _e = data.owner == null\nlet _f = data.count < 2\nlet _g = data.tags == [\"a\"]\nlet _h = data.nick != data.name\nlet _i = data.status in [\"open\", \"other\"]\nlet _j = data.count not in [1, 2]\nlet _k = data.name in data.tags\nlet _l = data.tags.contains(\"x\")\nlet _m = [\"a\", \"b\"].contains(data.name)"
    ));
}

#[test]
fn in_something_that_is_no_list() {
    assert_diagnostics!(workflow(
        "let _a = \"x\" in data.name\nlet _b = 1 in data.tags"
    ));
}

#[test]
fn branches_that_differ() {
    assert_diagnostics!(workflow(
        "let _a = if data.done { 1 } else { \"one\" }\nlet _b = match data.status {\n  \"open\" => 1\n  \"closed\" => \"two\"\n}\nlet _c = [1, \"two\"]\nlet _d: int = if data.done { 1 } else { \"one\" }"
    ));
}

#[test]
fn branches_that_go_together() {
    assert_clean!(workflow(
        "let a = if data.done { \"x\" } else { data.name }\nlet b = if data.done { null } else { 1 }\nlet c = branch {\n  when data.count > 1 { \"many\" }\n  when data.done { data.nick }\n  else { null }\n}\nlet d = if data.done { respond 204 } else { 3 }\nlet _e = { a, b: b ?? d, c: c ?? \"\" }\nlet _f: float = if data.done { match data.count { 1 => 1, _ => -2 } } else { 0.5 }\nlet _g = 1.5 + (if data.done { match data.count { 1 => 1, _ => -2 } } else { data.count.to_float() })\nlet _h = if data.done { match data.count { 1 => 1, 2 => respond 204, _ => -2 } } else { data.count.to_float() }"
    ));
}

#[test]
fn values_that_are_missing() {
    assert_diagnostics!(workflow(
        "let _a = if data.done { 1 }\nlet _b = if data.done {\n  let _x = 1\n} else { 2 }"
    ));
}

#[test]
fn matches_that_forget_cases() {
    assert_diagnostics!(workflow(
        "let _a = match data.status { \"open\" => 1 }\nlet _b = match data.count {\n  1 => \"one\"\n  2 => \"two\"\n}\nlet _c = match data.done { true => 1 }\nlet _d = match data.nick {\n  \"x\" => 1\n  _ => 2\n}\nlet _e = match data.nick { null => 1, \"x\" => 2 }"
    ));
}

#[test]
fn arms_that_are_never_reached() {
    assert_diagnostics!(workflow(
        "let _a = match data.status { \"open\" => 1, \"open\" => 2, \"closed\" => 3, _ => 4 }"
    ));
}

#[test]
fn patterns_that_never_fit() {
    assert_diagnostics!(workflow(
        "let _a = match data.status { \"opne\" => 1, _ => 2 }\nlet _b = match data.count { \"1\" => 1, _ => 2 }\nlet _c = match data.name { null => 1, _ => 2 }\nlet _d = match data.tags { _ => 1 }"
    ));
}

#[test]
fn what_is_not_written_as_text() {
    assert_diagnostics!(workflow(
        "let _a = \"{data.tags}\"\nlet _b = \"{data.owner}\"\nlet _c = \"{data.nick}\"\nlet _d = \"{data}\""
    ));
}

#[test]
fn records_with_other_fields() {
    assert_diagnostics!(program(
        "type Point = { x: int, y: int }\nfn sum(p: Point) -> int { p.x + p.y }",
        "let _a: Point = { x: 1 }\nlet _b: Point = { x: 1, y: 2, z: 3 }\nlet wide = { x: 1, z: 3 }\nlet _c = sum(wide)\nlet _d = sum({ x: \"1\", y: 2 })"
    ));
}

#[test]
fn a_wider_record_is_accepted() {
    assert_clean!(program(
        "type Point = { x: int, y: int }\nfn sum(p: Point) -> int { p.x + p.y }",
        "let wide = { z: 3, y: 1, x: 2 }\nlet _c = sum(wide)"
    ));
}

#[test]
fn lists_of_nobody_knows_what() {
    assert_diagnostics!(workflow(
        "let _a = []\nlet _b: [int] = []\nlet _c = data.tags == []"
    ));
}

#[test]
fn calls_with_other_arguments() {
    assert_diagnostics!(program(
        "fn join(a: text, b: text) -> text { \"{a}{b}\" }",
        "let _a = join(\"x\")\nlet _b = join(\"x\", 1)\nlet _c = data.name.take()\nlet _d = data.name.take(\"1\")\nlet _e = data.name.trim\nlet _f = data.tags.length()\nlet _g = data.name.replace(\"a\")"
    ));
}

#[test]
fn indexes() {
    assert_diagnostics!(workflow(
        "let _a = data.tags[\"x\"]\nlet _b: text = data.tags[0]\nlet _c = data.count[0]\nlet _d = data[\"nam\"]\nlet _e = data[\"name\"]"
    ));
}

#[test]
fn negation_of_a_text() {
    assert_diagnostics!(workflow("let _a = -data.name\nlet _b = not data.name"));
}

#[test]
fn a_line_without_effect() {
    assert_diagnostics!(workflow("data.name.trim()\ndata.count + 1"));
}

#[test]
fn a_function_that_gives_another_type() {
    assert_diagnostics!(program(
        "fn a(x: int) -> text { x }\nfn b(x: int) { x }\nfn c(x: text) -> text {\n  let _y = x\n}",
        "let _x = a(1)"
    ));
}

#[test]
fn values_that_decode_does_not_read() {
    assert_diagnostics!(workflow(
        "let _a = decode data.count as int\nlet _b = decode data.nick as { a: int }\nlet _c = decode data.name as Nothing\nlet _d = decode context.headers as text\nlet _e = decode data.owner as json\nlet _f = decode context.ip as { id: int }\nlet _g: text = decode context.ip as int"
    ));
}

#[test]
fn decode_without_its_type() {
    assert_diagnostics!(workflow("let _a = decode data.name"));
    assert_diagnostics!(workflow("let _a = decode(data.name)"));
}

#[test]
fn values_that_decode_reads() {
    assert_clean!(program(
        "type Event = { id: int, kind: \"a\" | \"b\", raw: json }\nfn id(raw: text) -> int { (decode raw as { id: int }).id }",
        "let event = decode data.name as Event\nlet _a = decode event.raw as [int]\nlet _b = decode context.body as { x: float? }?\nlet _c = (decode event.raw as text?) ?? \"none\"\nlet _d = decode \"1\" as int\nlet _e = id(data.name) + event.id\nlet _f = try { decode data.name as int } catch _x { 0 }\nlet _g = data.tags.map(tag => decode tag as int)"
    ));
}
