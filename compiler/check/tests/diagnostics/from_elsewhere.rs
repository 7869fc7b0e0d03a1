//! Operands and settings as users of other languages write them: each mistake is one report with
//! help, and a safe edit mends it.

use crate::assert_reports;
use crate::each::{assert_mended, assert_one_report};
use crate::newcomers::{in_shop, shop, with};

/// Operands and arms. One mistake in each.
const OPERANDS: &[&str] = &[
    "log info \"{order.skus.first()!.length}\"",
    "let first = order.skus.first()!\nlog info first",
    "let n = order.total ** 2\nlog info \"{n}\"",
    "let n = order.total ** order.lines.length\nlog info \"{n}\"",
    "let xs = order.skus[0:3]\nlog info \"{xs.length}\"",
    "let xs = order.skus[:3]\nlog info \"{xs.length}\"",
    "let xs = order.skus[1:]\nlog info \"{xs.length}\"",
    "let xs = order.skus[-2:]\nlog info \"{xs.length}\"",
    "log info \"order %s: %d\" % (order.number, order.total)",
    "log info \"{order.number} of %d\" % (order.total)",
    "let n = count orders where .state in (\"new\", \"paid\")\nlog info \"{n}\"",
    "let n = decode (order.number) as int\nlog info \"{n}\"",
    "let n = decode (order.skus.first() ?? \"1\") as int\nlog info \"{n}\"",
    "let n = decode<int>(order.number)\nlog info \"{n}\"",
    "loop {\n  break\n}",
    "let t = sum(total) from orders where .state == \"paid\"\nlog info \"{t}\"",
    "let n = count(*) orders where .state == \"paid\"\nlog info \"{n}\"",
    "match order.number {\n  case \"1\":\n    log info \"a\"\n  default:\n    log info \"b\"\n}",
    "match order.number {\n  \"1\" => log info \"a\"\n  _ { log info \"b\" }\n}",
    "notify \"#ops\" \"hello\"",
    "if order.total == 1 {\n  respond 201 json { id: 1 } header \"Location\" \"/orders/1\"\n}",
    "let r = http GET api \"/x\" { header \"X-Order\": order.number }\nlog info \"{r.status}\"",
    "log info \"a ${{ order.number }}\"",
    "log info <<EOT\n  dear {order.number}\nEOT",
];

/// The settings of a webhook, and fields of its body. One mistake in each.
const SETTINGS: &[&str] = &[
    "verify github(secrets.github) body json { number: text, total: int, lines: [Line], skus: [text] }",
    "verify none because \"a test\" max_body 1mb\n    body json { number: text, total: int, lines: [Line], skus: [text] }",
    "verify github(secrets.github)\n    body json { number: text, total: int, lines: []Line, skus: [text] }",
    "verify github(secrets.github)\n    body json { number: text = \"none\", total: int, lines: [Line], skus: [text] }",
    "verify github(secrets.github)\n    body form-data { number: text, total: int, lines: text, skus: text }",
    "verify github(secrets.github)\n    body application/json { number: text, total: int, lines: [Line], skus: [text] }",
];

fn programs() -> impl Iterator<Item = (&'static str, String)> {
    let settings = SETTINGS.iter().map(|one| (*one, with("", one, "")));
    in_shop(OPERANDS).chain(settings)
}

#[test]
fn each_mistake_is_one_report_with_help() {
    assert_one_report(programs().map(|(_, program)| program));
}

#[test]
fn a_safe_edit_mends_the_mistake() {
    assert_mended(programs().map(|(_, program)| program));
}

#[test]
fn reports_on_operands() {
    assert_reports!(in_shop(OPERANDS));
}

#[test]
fn reports_on_settings() {
    assert_reports!(SETTINGS.iter().map(|one| (*one, with("", one, ""))));
}

#[test]
fn what_only_looks_like_it_is_left_alone() {
    assert_one_report([
        // A comparison with two bounds is not a type.
        shop("let ok = order.total < 5 < 3\nlog info \"{ok}\""),
    ]);
}
