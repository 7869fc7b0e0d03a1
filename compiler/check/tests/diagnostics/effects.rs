//! Which paths respond, and how many times.

use crate::{assert_clean, assert_diagnostics};

fn workflow(statements: &str) -> String {
    let lines: Vec<String> = statements
        .lines()
        .map(|line| format!("  {line}\n"))
        .collect();
    format!(
        "workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"x\"\n    body json {{ a: bool, b: bool, s: \"x\" | \"y\" }}\n  }}\n\n{}}}\n",
        lines.concat()
    )
}

#[test]
fn no_statement_at_all() {
    assert_diagnostics!(workflow(""));
}

#[test]
fn an_if_without_else() {
    assert_diagnostics!(workflow("if context.data.a {\n  respond 200\n}"));
}

#[test]
fn one_branch_of_many() {
    assert_diagnostics!(workflow(
        "if context.data.a {\n  respond 200\n} else if context.data.b {\n  let _x = 1\n} else {\n  respond 201\n}"
    ));
}

#[test]
fn one_arm_of_a_match() {
    assert_diagnostics!(workflow(
        "match context.data.s {\n  \"x\" {\n    respond 200\n  }\n  \"y\" {\n    let _x = 1\n  }\n}"
    ));
}

#[test]
fn a_catch_that_goes_on() {
    assert_diagnostics!(workflow(
        "try {\n  respond 200 json context.data\n} catch _e {\n  let _x = 1\n}"
    ));
}

#[test]
fn every_path_ends() {
    assert_clean!(workflow(
        "let x = if context.data.a { 1 } else { respond 201 }\ntry {\n  if context.data.b {\n    fail \"b\"\n  }\n} catch e {\n  respond 500 json { error: e.message, x }\n}\nbranch {\n  when context.data.a { respond 200 }\n  else {\n    match context.data.s {\n      \"x\" { respond 202 }\n      _ { fail \"no\" }\n    }\n  }\n}"
    ));
}

#[test]
fn responds_twice() {
    assert_diagnostics!(workflow(
        "if context.data.a {\n  respond 200\n} else {\n  respond 201\n}\nlet _x = 1\nif context.data.b {\n  respond 202\n}"
    ));
}

#[test]
fn statements_behind_the_end() {
    assert_diagnostics!(workflow("fail \"x\"\nlet _x = 1"));
}

#[test]
fn statuses_that_are_none() {
    assert_diagnostics!(workflow(
        "if context.data.a {\n  respond 99\n}\nif context.data.b {\n  respond \"200\"\n}\nrespond 204 json { a: 1 }"
    ));
}

#[test]
fn bodies_that_cannot_be_sent() {
    assert_diagnostics!(workflow(
        "if context.data.a {\n  respond 200 json context.headers\n}\nrespond 200 {\n  text context.data.a\n  heder \"x\" \"y\"\n}"
    ));
}
