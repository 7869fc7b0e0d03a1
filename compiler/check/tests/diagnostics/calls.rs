//! Workflows that are called.

use crate::{assert_clean, assert_diagnostics};

/// Workflows that can be called.
const CALLED: &str = r#"secret key
collection rows {
  n: int
}
type Order = { number: text, total: int }
workflow double {
  trigger call (n: int) -> int

  n * 2
}
workflow store {
  trigger call (order: Order, note: text?) -> { id: int, note: text }

  let row = create rows { n: order.total }
  { id: row.id, note: note ?? order.number }
}
workflow remember {
  trigger call (n: int)

  create rows { n }
}
fn plus(n: int) -> int { n + 1 }
"#;

/// A webhook with these statements, and workflows that it may call.
fn calling(statements: &str) -> String {
    let mut text = format!(
        "{CALLED}workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    body json {{ number: text, total: int, name: text }}\n  }}\n\n  let data = context.data\n"
    );
    for line in statements.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("  respond 204\n}\n");
    text
}

/// A webhook, and a workflow that is called with these lines.
fn called(lines: &str) -> String {
    let mut text = String::from(
        "secret key\ncollection rows {\n  n: int\n}\nworkflow w {\n  trigger webhook GET \"/w\" { verify none because \"a test\" }\n\n  respond 204\n}\nworkflow helper {\n",
    );
    for line in lines.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("}\n");
    text
}

#[test]
fn calls_that_are_fine() {
    assert_clean!(calling(
        "let n = call double(data.total)\nlet stored = call store(data, \"a note\")\nlet other = call store({ number: \"1\", total: n }, null)\ncall remember(stored.id)\ncall double(1)\nlet both = parallel {\n  a { call double(other.id) }\n  b { call remember(2) }\n}\nlet each = for x in [1, 2] at most 2 at once {\n  call double(x + both.a)\n}\nlet last = if each.is_empty() { call double(3) } else { 0 }\ntry {\n  call remember(last)\n} catch e {\n  log info \"{e.code} {e.step}\"\n}"
    ));
    assert_clean!(called(
        "trigger call (n: int) -> int\n\nif n > 10 {\n  fail \"too many\"\n}\nlet token = \"Bearer {secrets.key}\"\nlet row = transaction {\n  create rows { n }\n}\nlet at = now()\nlog info \"{at} {hmac_sha256(secrets.key, \"a\")}\"\nlet _token = token\nmatch n {\n  1 => row.id\n  _ => count rows\n}"
    ));
    assert_clean!(called("trigger call () -> text?\n\nnull"));
}

#[test]
fn a_call_of_a_workflow_with_a_webhook() {
    assert_diagnostics!(calling("let x = call w()\nlog info \"{x}\""));
}

#[test]
fn a_call_of_a_function() {
    assert_diagnostics!(calling("let x = call plus(1)\nlog info \"{x}\""));
}

#[test]
fn a_call_of_other_things() {
    assert_diagnostics!(calling("call rows(1)\ncall duble(1)\ncall missing(1)"));
}

#[test]
fn a_workflow_without_call() {
    assert_diagnostics!(calling(
        "let x = double(1)\nlog info \"{x} {double(2)}\"\nlet y = w(1)\nlog info \"{y}\""
    ));
}

#[test]
fn a_workflow_called_by_a_function() {
    assert_diagnostics!(format!(
        "{}fn f(n: int) -> int {{ double(n) }}\nfn g(n: int) -> int {{ call double(n) }}\n",
        calling("log info \"{f(1)} {g(1)}\"")
    ));
}

#[test]
fn awaited_calls() {
    assert_diagnostics!(calling(
        "let x = await call double(data.total)\nlog info \"{x}\""
    ));
    assert_diagnostics!(calling(
        "let x = await double(data.total)\nlog info \"{x}\""
    ));
}

#[test]
fn calls_in_expressions() {
    assert_diagnostics!(calling(
        "let x = 1 + (call double(1))\nlet xs = [1, 2].map(n => call double(n))\nlog info \"{x} {xs.length} {call double(1)}\""
    ));
}

#[test]
fn wrong_arguments() {
    assert_diagnostics!(calling(
        "call double()\ncall double(1, 2)\ncall double(\"1\")\ncall store(\"a\", data)\ncall store(data)\ncall store(data, 7)"
    ));
}

#[test]
fn named_arguments() {
    assert_diagnostics!(calling("call store(order: data, note: \"a\")"));
}

#[test]
fn a_call_without_parentheses() {
    assert_diagnostics!(calling(
        "call double\nlet x = call double\nlog info \"{x} {data.total}\""
    ));
}

#[test]
fn arguments_in_braces() {
    assert_diagnostics!(calling("call store { order: data, note: \"a\" }"));
}

#[test]
fn secrets_as_arguments_and_results() {
    assert_diagnostics!(calling(
        "call store(data, secrets.key)\ncall store(data, \"k {secrets.key}\")"
    ));
    assert_diagnostics!(called("trigger call () -> text\n\n\"k {secrets.key}\""));
}

#[test]
fn a_result_that_is_not_there() {
    assert_diagnostics!(calling(
        "let x = call remember(data.total)\nlog info \"{x == null}\""
    ));
}

#[test]
fn a_call_in_a_transaction() {
    assert_diagnostics!(calling(
        "transaction {\n  create rows { n: 1 }\n  call remember(2)\n}"
    ));
}

#[test]
fn a_workflow_that_calls_itself() {
    assert_diagnostics!(called(
        "trigger call (n: int) -> int\n\nif n == 0 { 0 } else { call helper(n - 1) }"
    ));
}

#[test]
fn workflows_that_call_each_other() {
    assert_diagnostics!(
        "workflow a {\n  trigger call (n: int) -> int\n\n  call b(n)\n}\nworkflow b {\n  trigger call (n: int) -> int\n\n  call c(n)\n}\nworkflow c {\n  trigger call (n: int) -> int\n\n  call a(n)\n}\nworkflow w {\n  trigger webhook GET \"/w\" { verify none because \"a test\" }\n\n  let n = call a(1)\n  respond 200 json { n }\n}\n"
    );
}

#[test]
fn calls_that_are_nested_too_deeply() {
    let mut text = String::from(
        "workflow w {\n  trigger webhook GET \"/w\" { verify none because \"a test\" }\n\n  call w18()\n  respond 204\n}\nworkflow w1 {\n  trigger call ()\n\n  log info \"1\"\n}\n",
    );
    for number in 2..=18 {
        let before = number - 1;
        text.push_str(&format!(
            "workflow w{number} {{\n  trigger call ()\n\n  call w{before}()\n}}\n"
        ));
    }
    assert_diagnostics!(text);
}

#[test]
fn a_request_in_a_called_workflow() {
    assert_diagnostics!(called(
        "trigger call () -> text\n\nlet ip = context.ip\nlet agent = context.headers[\"user-agent\"]\nlet id = context.params.id\nlog info \"{agent ?? \"\"} {id}\"\nip"
    ));
}

#[test]
fn a_request_by_its_name_elsewhere() {
    assert_diagnostics!(called("trigger call () -> text\n\nreq.body.name"));
}

#[test]
fn a_response_of_a_called_workflow() {
    assert_diagnostics!(called("trigger call (n: int)\n\nrespond 200 json { n }"));
}

#[test]
fn a_returned_result() {
    assert_diagnostics!(called("trigger call (n: int) -> int\n\nreturn n + 1"));
}

#[test]
fn a_result_without_its_type() {
    assert_diagnostics!(called("trigger call (n: int)\n\nn + 1"));
}

#[test]
fn a_type_without_a_result() {
    assert_diagnostics!(called("trigger call (n: int) -> int\n\nlog info \"{n}\""));
    assert_diagnostics!(called("trigger call (n: int) -> int\n\n\"{n}\""));
}

#[test]
fn settings_of_a_call() {
    assert_diagnostics!(called(
        "trigger call (n: int) -> int {\n  verify none because \"internal\"\n  deadline 5s\n}\n\nn"
    ));
}

#[test]
fn triggers_with_mistakes() {
    assert_diagnostics!(called("trigger call (n) -> int\n\n1"));
    assert_diagnostics!(called("trigger call (n: int): int\n\nn"));
    assert_diagnostics!(called("trigger call -> int\n\n1"));
    assert_diagnostics!(called("trigger call { n: int }\n\nlog info \"x\""));
    assert_diagnostics!(called(
        "trigger call (n: int)\ntrigger call (m: int)\n\nlog info \"x\""
    ));
}

#[test]
fn parameters_that_are_unused_or_declared_twice() {
    assert_diagnostics!(called("trigger call (a: int, b: int, a: int) -> int\n\na"));
    assert_diagnostics!(called("trigger call (a: int, b: int, _c: int) -> int\n\na"));
}

#[test]
fn a_result_that_is_computed_after_a_response_elsewhere() {
    assert_diagnostics!(called("trigger call (n: int) -> int\n\nfail \"never\"\nn"));
}

#[test]
fn a_start_is_not_supported_yet() {
    assert_diagnostics!(calling("start remember(1)"));
}
