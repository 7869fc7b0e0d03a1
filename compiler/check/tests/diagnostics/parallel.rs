//! Parts that run side by side.

use crate::{assert_clean, assert_diagnostics, program};

/// Statements of a workflow with a service, a channel and lists.
fn with_services(statements: &str) -> String {
    program(
        "secret key\nsecret slack_url\nchannel team = slack { url secrets.slack_url }\nservice stock {\n  url \"https://stock.example.com\"\n}\ntype Line = { sku: text, quantity: int }",
        &format!("let lines: [Line] = []\n{statements}"),
    )
}

#[test]
fn parts_that_are_fine() {
    assert_clean!(with_services(
        "var total = 0\nlet both = parallel {\n  first {\n    let n = total + 1\n    http GET stock \"/{n}\" { expect { count: int } }\n  }\n  second { total * 2 }\n}\ntotal = both.first.body.count + both.second\nlet each = parallel settled {\n  one { http GET stock \"/1\" { expect { count: int } } }\n  two { notify team \"hello\" }\n}\nlet count = each.one.value?.body?.count ?? 0\nlog info \"{each.one.error?.message ?? \"none\"} {each.two.error?.code ?? \"none\"} {count} {total}\"\nlet counts: [int] = for i, line in lines at most 4 at once {\n  var n = i\n  for x in [1, 2] {\n    if x == 2 {\n      continue\n    }\n    n = n + x\n  }\n  n + line.quantity\n}\nfor n in counts at most counts.length + 1 at once {\n  http POST stock \"/{n}\"\n}\nparallel {\n  a { fail \"no\" }\n  b { log info \"b\" }\n}"
    ));
}

#[test]
fn statements_that_leave_a_part() {
    assert_diagnostics!(with_services(
        "var total = 0\nparallel {\n  a {\n    total = 1\n    respond 204\n  }\n  b {\n    var own = 1\n    own = 2\n    log info \"{own}\"\n    break\n  }\n}\nfor line in lines {\n  parallel {\n    a { break }\n    b { log info line.sku }\n  }\n}\nfor line in lines at most 2 at once {\n  if line.quantity == 0 {\n    continue\n  }\n  total = total + line.quantity\n}\nlog info \"{total}\""
    ));
}

#[test]
fn branches_that_are_no_branches() {
    assert_diagnostics!(with_services(
        "parallel { }\nparallel {\n  a { log info \"a\" }\n  a { log info \"b\" }\n}\nparallel {\n  http GET stock \"/1\"\n  http GET stock \"/2\"\n}"
    ));
}

#[test]
fn branches_without_braces() {
    assert_diagnostics!(with_services(
        "let r = parallel {\n  a: http GET stock \"/1\"\n  b: http GET stock \"/2\"\n}\nlog info \"{r.a.status}\""
    ));
}

#[test]
fn values_of_parts() {
    assert_diagnostics!(with_services(
        "let a = parallel {\n  one { 1 }\n  two { log info \"x\" }\n}\nlet b = parallel {\n  one { 1 }\n  two { \"k {secrets.key}\" }\n}\nlet c = parallel settled {\n  one { 1 }\n  two { notify team \"x\" }\n}\nlet _sum = c.one.value + 1\nlet _none = c.two.value\nlet d: { one: text } = parallel {\n  one { 1 }\n}\nlet e = parallel {\n  one { 1 }\n}\nlet _f = e.two\nlog info \"{a.one} {b.one} {d.one}\""
    ));
}

#[test]
fn places_where_no_part_may_stand() {
    assert_diagnostics!(with_services(
        "let _a = 1 + parallel { one { 1 } }.one\nlet _b = lines.map(x => parallel { one { x } })\nfor line in lines at most \"2\" at once {\n  log info line.sku\n}\nparallel first {\n  a { log info \"a\" }\n}\nlet _c = [1].map(x => x + 1)\nparalel {\n  a { log info \"a\" }\n}"
    ));
}

#[test]
fn parts_in_pure_code() {
    assert_diagnostics!(program(
        "fn doubled(xs: [int]) -> [int] {\n  for x in xs at most 2 at once {\n    x * 2\n  }\n}\nfn both() -> int {\n  parallel { a { 1 } }\n  1\n}",
        "log info \"{doubled([1]).length} {both()}\""
    ));
}
