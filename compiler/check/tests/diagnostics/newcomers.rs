//! Mistakes that newcomers make: each is one report with help, and a safe edit fixes it.

use crate::each::{assert_mended, assert_one_report};
use crate::{assert_diagnostics, assert_reports};

/// A program with collections, a service and a channel around the statements of a workflow.
pub fn shop(statements: &str) -> String {
    with(
        "",
        "verify github(secrets.github)\n    body json { number: text, total: int, lines: [Line], skus: [text] }",
        statements,
    )
}

pub fn with(declarations: &str, settings: &str, statements: &str) -> String {
    let mut text = format!(
        "secret github\nsecret slack_url\n{declarations}\ncollection orders {{\n  number: text\n  state: \"new\" | \"paid\" = \"new\"\n  total: int\n  created_at: time = now(), tags: [text] = [], note: json?\n  unique (number)\n}}\n\ntype Line = {{ sku: text, quantity: int, price: float }}\n\nservice api {{ url \"https://api.example.com\" }}\nchannel team = slack {{ url secrets.slack_url }}\n\nworkflow take_order {{\n  trigger webhook POST \"/orders\" {{\n    {settings}\n  }}\n\n  let order = context.data\n"
    );
    for line in statements.lines() {
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("  respond 200 json { number: order.number }\n}\n");
    text
}

/// Steps side by side. One mistake in each.
const SIDE_BY_SIDE: &[&str] = &[
    "let r = parallel {\n  let a = http GET api \"/a\"\n  let b = http GET api \"/b\"\n}\nlog info \"{r.a.status}{r.b.status}\"",
    "let r = parallel {\n  timeout 5s\n  a { http GET api \"/a\" }\n}\nlog info \"{r.a.status}\"",
    "let r = settled parallel {\n  a { http GET api \"/a\" }\n}\nlog info \"{r.a.value?.status ?? 0}\"",
    "let r = parallel allSettled {\n  a { http GET api \"/a\" }\n}\nlog info \"{r.a.value?.status ?? 0}\"",
    "let r = parallel race {\n  a { http GET api \"/a\" }\n}\nlog info \"{r.a.status}\"",
    "let r = parallel {\n  \"a\" { http GET api \"/a\" }\n}\nlog info \"{r.a.status}\"",
    "let r = parallel [\n  http GET api \"/a\",\n  http GET api \"/b\"\n]\nlog info \"{r}\"",
    "let r = Promise.all([http GET api \"/a\", http GET api \"/b\"])\nlog info \"{r}\"",
    "let r = order.skus.map(async sku => await fetch(sku))\nlog info \"{r.length}\"",
    "let r = parallel for sku in order.skus { http GET api \"/{sku}\" }\nlog info \"{r.length}\"",
    "for sku in order.skus at 4 once { http GET api \"/{sku}\" }",
    "for sku in order.skus 4 at once { http GET api \"/{sku}\" }",
    "for sku in order.skus concurrency 4 { http GET api \"/{sku}\" }",
    "for sku in order.skus at most 4 at a time { http GET api \"/{sku}\" }",
    "for sku in order.skus at most 4 { http GET api \"/{sku}\" }",
    "for sku in order.skus at most 0 at once { http GET api \"/{sku}\" }",
    "for sku in order.skus at most 5000 at once { http GET api \"/{sku}\" }",
    "for settled sku in order.skus at most 4 at once { http GET api \"/{sku}\" }",
    "var i = 0\nwhile i < 4 at most 4 at once {\n  i = i + 1\n}",
    "go http GET api \"/a\"",
    "let r = parallel settled { a { http GET api \"/a\" } }\nlog info \"{r.a.body}\"",
    "let r = parallel {\n  a { http GET api \"/a\" }\n  b { http GET api \"/{a.status}\" }\n}\nlog info \"{r.a.status}{r.b.status}\"",
    "parallel { a { http GET api \"/a\" } }\nlog info \"{a.status}\"",
    "let r = parallel {\n  if { http GET api \"/a\" }\n}\nlog info \"{r}\"",
];

/// Lambdas and lists. One mistake in each.
const LAMBDAS: &[&str] = &[
    "let p = order.lines.map(l => { return l.price })\nlog info \"{p.length}\"",
    "let p = order.lines.map(l => {\n  let x = l.price * 2\n  x\n})\nlog info \"{p.length}\"",
    "let p = order.lines.map(function(l) { return l.price })\nlog info \"{p.length}\"",
    "let p = order.lines.map(|l| l.price)\nlog info \"{p.length}\"",
    "let p = [l.price for l in order.lines]\nlog info \"{p.length}\"",
    "order.lines.forEach(l => log info l.sku)",
    "let f = x => x + 1\nlog info \"{f(1)}\"",
    "var xs = [1]\nxs.push(2)\nxs = xs.append(3)",
    "let s = order.lines.reduce((a, l) => a + l.quantity, 0)\nlog info \"{s}\"",
    "let s = order.lines.sort((a, b) => a.price - b.price)\nlog info \"{s.length}\"",
    "let s = order.lines.map(l => l.quantity).join(\",\")\nlog info s",
    "log info order.number.substring(0, 3)",
    "let n = parseInt(order.number)\nlog info \"{n}\"",
    "let n = Number(order.number)\nlog info \"{n}\"",
];

/// Loops and cases. One mistake in each.
const LOOPS: &[&str] = &[
    "for (let i = 0; i < 5; i++) {\n  log info \"x\"\n}",
    "for i in 0..5 {\n  log info \"{i}\"\n}",
    "for i in range(5) {\n  log info \"{i}\"\n}",
    "for i, s in enumerate(order.skus) {\n  log info \"{i}{s}\"\n}",
    "for _, l := range order.lines {\n  log info l.sku\n}",
    "if (order.total > 5) log info \"big\"",
    "let x = match order.number {\n  \"a\" => 1\n  else => 2\n}\nlog info \"{x}\"",
    "switch order.number {\n  case \"a\": log info \"x\"\n  default: log info \"y\"\n}",
    "let x = branch {\n  order.total > 5 => \"big\"\n  else => \"small\"\n}\nlog info x",
    "let x = match order.total {\n  n if n > 5 => \"big\"\n  _ => \"small\"\n}\nlog info x",
    "try {\n  http GET api \"/x\"\n} catch {\n  log info \"no\"\n} finally {\n  log info \"x\"\n}",
    "sleep 5s",
    "sleep(5)",
];

/// Rows. One mistake in each.
const ROWS: &[&str] = &[
    "let r = find orders where orders.state == \"new\"\nlog info \"{r.length}\"",
    "let r = find orders where .number like \"A%\"\nlog info \"{r.length}\"",
    "let r = find orders where .total between 1 and 5\nlog info \"{r.length}\"",
    "let r = find orders where o => o.state == \"new\"\nlog info \"{r.length}\"",
    "let r = find orders orderby .total\nlog info \"{r.length}\"",
    "let r = get orders where .id == 1\nlog info \"{r?.number ?? \"none\"}\"",
    "let n = count(*) from orders\nlog info \"{n}\"",
    "let n = count(orders where .state == \"new\")\nlog info \"{n}\"",
    "let s = sum(orders.total)\nlog info \"{s}\"",
    "update orders where .id == 1 set state = \"paid\"",
    "update orders where .id == 1 set { total += 1 }",
    "upsert orders { number: \"x\", total: 1 }",
    "upsert orders by (.number) { number: \"x\", total: 1 }",
    "delete orders order.total",
    "orders.create({ number: \"x\", total: 1 })",
    "let r = find orders where .created_at > \"2026-01-01T00:00:00Z\"\nlog info \"{r.length}\"",
];

/// Fields that hold lists and JSON, and lists after `in`. One mistake in each.
const LISTS_IN_ROWS: &[&str] = &[
    "let r = find orders where \"new\" in .tags\nlog info \"{r.length}\"",
    "let r = find orders where .tags has \"new\"\nlog info \"{r.length}\"",
    "let r = find orders where .tags contains \"new\"\nlog info \"{r.length}\"",
    "let r = find orders where .tags.includes(\"new\")\nlog info \"{r.length}\"",
    "let r = find orders where .tags.has(\"new\")\nlog info \"{r.length}\"",
    "let r = find orders where .tags == \"new\"\nlog info \"{r.length}\"",
    "let r = find orders where .tags == [\"new\"]\nlog info \"{r.length}\"",
    "let r = find orders where .tags.length > 0\nlog info \"{r.length}\"",
    "let r = find orders where .tags.contains(1)\nlog info \"{r.length}\"",
    "let r = find orders where .tags.contains(order.skus)\nlog info \"{r.length}\"",
    "let r = find orders where .tags in order.skus\nlog info \"{r.length}\"",
    "let r = find orders where .tags[0] == \"new\"\nlog info \"{r.length}\"",
    "let r = find orders where .tags.any(tag => tag == \"new\")\nlog info \"{r.length}\"",
    "let r = find orders where order.skus.contains(.number)\nlog info \"{r.length}\"",
    "let r = find orders where .number in order.lines\nlog info \"{r.length}\"",
    "let r = find orders where .number in order.number\nlog info \"{r.length}\"",
    "let r = find orders where .total in order.skus\nlog info \"{r.length}\"",
    "let r = find orders where .note.state == \"new\"\nlog info \"{r.length}\"",
    "let r = find orders where .note[\"state\"] == \"new\"\nlog info \"{r.length}\"",
    "let r = find orders order by .tags\nlog info \"{r.length}\"",
    "let r = count orders group by .tags\nlog info \"{r.length}\"",
    "update orders where .id == 1 set { tags: .tags + [\"new\"] }",
    "update orders where .id == 1 set { tags: .tags.push(\"new\") }",
    "update orders where .id == 1 set { tags: \"new\" }",
    "update orders where .id == 1 set { tags: null }",
    "update orders where .id == 1 set { note: { state: \"new\" } }",
    "update orders where .id == 1 set { note: .number }",
];

/// Requests, messages and responses. One mistake in each.
const REQUESTS: &[&str] = &[
    "http GET https://api.example.com/x",
    "let a = http.get(\"https://api.example.com/x\")\nlog info \"{a}\"",
    "http POST api \"/x\" json { id: 1 }",
    "http POST api \"/x\" { id: 1, name: \"x\" }",
    "http GET api \"/x\" { headers { \"X-A\": \"b\" } }",
    "http GET api \"/x\" { header \"X-A\": \"b\" }",
    "http GET api \"/x\" { expect 200 }",
    "let a = http GET api \"/x\" { expect { id: int } }\nlog info \"{a.id}\"",
    "let a = http GET api \"/x\" { expect { id: int } }\nlog info \"{a.data}\"",
    "notify(team, \"x\")",
    "notify team: \"x\"",
    "notify team { channel \"#general\", text \"x\" }",
    "send mail { to \"a@b.example\" }",
    "if order.total == 1 {\n  return 200 json { id: 1 }\n}",
    "if order.total == 1 {\n  reponse 200\n}",
    "if order.total == 1 {\n  respond 200 \"ok\"\n}",
    "if order.total == 1 {\n  respond 200, json { id: 1 }\n}",
    "if order.total == 1 {\n  respond status 200 json { id: 1 }\n}",
    "if order.total == 1 {\n  respond redirect \"/x\"\n}",
    "let n = order.total + 1\nif order.total == 1 {\n  respond 200 { id: n }\n}",
];

/// Texts, numbers and the log. One mistake in each.
const TEXTS: &[&str] = &[
    "log \"x\"",
    "log info \"order\", order.number",
    "log info { a: 1 }",
    "log info \"a \"b\" c\"",
    "log info \"a\n  b\"",
    "log info \"%s\" % order.number",
    "let x = .5\nlog info \"{x}\"",
    "let x = 1,000\nlog info \"{x}\"",
    "let s = order.lines.sum(l => l.price * l.quantity)\nlog info \"{s}\"",
    "log info context.body.number",
    "if order.total > 1 & order.total < 5 { log info \"x\" }",
];

/// All of them.
const STATEMENTS: &[&[&str]] = &[
    SIDE_BY_SIDE,
    LAMBDAS,
    LOOPS,
    ROWS,
    LISTS_IN_ROWS,
    REQUESTS,
    TEXTS,
];

/// Declarations, and the settings of a webhook, with one mistake each.
const OTHERS: &[(&str, &str)] = &[
    ("interface Item { sku: text }", ""),
    ("const LIMIT = 5", ""),
    ("let limit = 5", ""),
    ("service other = \"https://other.example.com\"", ""),
    ("collection c {\n  number: text\n  unique number\n}", ""),
    ("collection c {\n  total: int default 0\n}", ""),
    ("collection c {\n  name: varchar(20)\n}", ""),
    ("collection c {\n  tags: [text] = \"\"\n}", ""),
    ("collection c {\n  tags: list<text>\n}", ""),
    ("collection c {\n  tags: text[]\n}", ""),
    ("collection c {\n  tags: [{ name: text }]\n}", ""),
    ("collection c {\n  tags: [text]\n  index (tags)\n}", ""),
    ("collection c {\n  meta: json = {}\n}", ""),
    ("collection c {\n  meta: map<text>\n}", ""),
    ("collection c {\n  meta: object\n}", ""),
    (
        "channel other = slack { url \"https://hooks.slack.com/services/T0/B0/x\" }",
        "",
    ),
    ("", "verify: github"),
    ("", "verify hmac(secret=secrets.github, header=\"X-Sig\")"),
    ("", "verify github(secrets.github)\n    cors *"),
    ("", "verify github(secrets.github)\n    deadline 1m30s"),
    (
        "",
        "verify github(secrets.github)\n    when context.headers.x_github_event == \"push\"",
    ),
];

fn programs() -> impl Iterator<Item = String> {
    let statements = STATEMENTS.iter().copied().flatten().map(|one| shop(one));
    let body = "body json { number: text, total: int, lines: [Line], skus: [text] }";
    let others = OTHERS.iter().map(move |(declarations, settings)| {
        let settings = match *settings {
            "" => "verify github(secrets.github)",
            other => other,
        };
        with(declarations, &format!("{settings}\n    {body}"), "")
    });
    statements.chain(others)
}

#[test]
fn each_mistake_is_one_report_with_help() {
    assert_one_report(programs());
}

#[test]
fn a_safe_edit_mends_the_mistake() {
    assert_mended(programs());
}

/// Statements with the program around them.
pub fn in_shop<'m>(statements: &[&'m str]) -> impl Iterator<Item = (&'m str, String)> {
    statements.iter().map(|one| (*one, shop(one)))
}

#[test]
fn reports_on_steps_side_by_side() {
    assert_reports!(in_shop(SIDE_BY_SIDE));
}

#[test]
fn reports_on_lambdas_and_lists() {
    assert_reports!(in_shop(LAMBDAS));
}

#[test]
fn reports_on_loops_and_cases() {
    assert_reports!(in_shop(LOOPS));
}

#[test]
fn reports_on_rows() {
    assert_reports!(in_shop(ROWS));
}

#[test]
fn reports_on_lists_in_rows() {
    assert_reports!(in_shop(LISTS_IN_ROWS));
}

#[test]
fn reports_on_requests_and_responses() {
    assert_reports!(in_shop(REQUESTS));
}

#[test]
fn reports_on_texts_and_numbers() {
    assert_reports!(in_shop(TEXTS));
}

#[test]
fn a_loop_with_swapped_names_is_not_renamed() {
    assert_diagnostics!(shop("for sku, i in order.skus {\n  log info \"{sku}\"\n}"));
}

#[test]
fn responses_are_not_json() {
    assert_diagnostics!(shop(
        "let a = http GET api \"/a\" { expect { id: int } }\nlet each = for sku in order.skus at most 4 at once { http GET api \"/{sku}\" { expect { id: int } } }\nlet both = parallel settled { a { http GET api \"/a\" { expect { id: int } } } }\nif order.total == 1 {\n  respond 200 json a\n}\nif order.total == 2 {\n  respond 200 json each\n}\nif order.total == 3 {\n  respond 200 json both\n}"
    ));
}

#[test]
fn the_name_of_a_header_with_an_underscore() {
    assert_diagnostics!(shop(
        "log info context.headers[\"x_github_event\"] ?? \"none\""
    ));
}
