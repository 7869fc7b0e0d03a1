//! Variables, loops, `log` and failures as values.

use crate::{assert_clean, assert_diagnostics, program};

/// Statements of a workflow with lists as data.
fn with_lists(statements: &str) -> String {
    program(
        "type Line = { sku: text, quantity: int, note: text?, tags: [text] }",
        &format!("let lines: [Line] = []\n{statements}"),
    )
}

#[test]
fn loops_that_are_fine() {
    assert_clean!(with_lists(
        "var total = 0\nvar last: text? = null\nfor line in lines {\n  if line.quantity == 0 {\n    continue\n  }\n  total = total + line.quantity\n  last = line.sku\n  if last.length > 3 {\n    break\n  }\n}\nwhile total > 10 at most 5 {\n  total = total - 1\n}\nlet labels: [text] = for i, line in lines {\n  \"{i}: {line.sku}\"\n}\nlog info \"done\" { total, labels, last: last ?? \"none\" }\nlet name = data.nick ?? fail \"no name\"\nlet size = try {\n  name.length\n} catch e {\n  log warn \"{e.message}\"\n  fail e\n}\nlog info \"{size}\""
    ));
}

#[test]
fn assignments_to_what_does_not_change() {
    assert_diagnostics!(with_lists(
        "let total = 0\nfor line in lines {\n  total = total + line.quantity\n  line = lines[0] ?? line\n}\ncount = 1\ntotla = 2\nvar count = 0\nconut = 3\ncount = 4"
    ));
}

#[test]
fn values_of_another_type_than_the_variable() {
    assert_diagnostics!(with_lists(
        "var total = 0\ntotal = \"1\"\ntotal = 1.5\nvar name = \"a\"\nname = null\nname = data.nick\nvar nothing = null\nnothing = 1\nvar never = 3\nvar _unused = secrets.slack_url\nvar none: text? = null\nnone = 1"
    ));
}

#[test]
fn what_is_known_of_a_variable_ends_where_it_is_assigned() {
    assert_diagnostics!(with_lists(
        "var name = data.nick\nif name != null {\n  let _a = name.length\n  name = data.nick\n  let _b = name.length\n}\nif name == null {\n  respond 204\n}\nfor line in lines {\n  let _c = name.length\n  name = line.note\n}\nif name != null {\n  for line in lines {\n    if line.quantity == 1 {\n      name = null\n    }\n  }\n  let _d = name.length\n}\nname = \"x\"\nlet _e = name.length"
    ));
}

#[test]
fn loops_over_what_is_no_list() {
    assert_diagnostics!(with_lists(
        "for x in data.count {\n  log info \"{x}\"\n}\nfor x in data {\n  log info \"{x}\"\n}\nfor line in lines {\n  for tag in line.note {\n    log info tag\n  }\n}\nfor line in lines[0]?.tags {\n  log info line\n}\nfor line, i in lines {\n  log info \"{line}: {i.sku}\"\n}\nfor x in lines { }"
    ));
}

#[test]
fn loops_without_an_end_or_a_value() {
    assert_diagnostics!(with_lists(
        "while data.done {\n  log info \"again\"\n}\nlet _x = while data.done at most 3 { }\nlet _y = for line in lines {\n  log info line.sku\n}\nlet _z: [int] = for line in lines {\n  line.sku\n}\nbreak\nif data.done {\n  continue\n}\nwhile data.count at most \"5\" {\n  break\n  log info \"never\"\n}"
    ));
}

#[test]
fn lines_for_the_log() {
    assert_diagnostics!(with_lists(
        "log warning \"x\"\nlog infoo \"x\"\nlog info 5\nlog info \"{secrets.slack_url}\"\nlog info \"x\" { url: secrets.slack_url }\nlog error \"x\" { a: 1, a: 2 }\nlog info data.nick"
    ));
}

#[test]
fn failures_and_tries_as_values() {
    assert_diagnostics!(with_lists(
        "let _a: int = try { 1 } catch e { e.message }\nlet _b = try { 1 }\nlet _c = data.name ?? fail \"never null\"\nlet _d = 1 + fail \"x\"\nfail 5"
    ));
}

#[test]
fn pure_functions_may_loop() {
    assert_clean!(program(
        "fn total(numbers: [int]) -> int {\n  var sum = 0\n  for n in numbers {\n    sum = sum + n\n  }\n  sum\n}",
        "log info \"{total([1, 2])}\""
    ));
    assert_diagnostics!(program(
        "fn total(numbers: [int]) -> int {\n  for n in numbers {\n    log info \"{n}\"\n  }\n  fail \"x\"\n}",
        "log info \"{total([1, 2])}\""
    ));
}
