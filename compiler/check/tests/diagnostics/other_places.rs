//! Parts of steps, queries, types and lambdas in the wrong place: each is one report with help, and
//! a safe edit fixes it.

use crate::each::{assert_mended, assert_one_report};
use crate::newcomers::{in_shop, shop, with};
use crate::{assert_diagnostics, assert_reports, support};

/// Requests and messages. One mistake in each.
const REQUESTS: &[&str] = &[
    "http GET api /items",
    "http POST api /orders/{order.number} { json { n: order.total } }",
    "let a = http GET api /items/x { expect { id: int } }\nlog info \"{a.body.id}\"",
    "http GET api \"/items/\" + order.number",
    "let a = http GET api \"/a/\" + order.number + \"/b\" { expect { id: int } }\nlog info \"{a.body.id}\"",
    "http GET api \"/x\" { expect json { id: int } }",
    "let a = http GET api \"/x\" { expect json [Line] }\nlog info \"{a.body.length}\"",
    "let a = http GET api \"/x\" ?? null\nlog info \"{a?.status ?? 0}\"",
    "retry 3 {\n  http GET api \"/x\"\n}",
    "retry 5 times { http GET api \"/x\" }",
    "try http GET api \"/x\"",
    "let a = http GET api \"/x\"\nif not a.ok { respond 502 }",
    "let a = http GET api \"/x\"\nlet kind = a.headers.content_type\nlog info kind ?? \"none\"",
    "notify team \"#shop\" \"sold\"",
    "notify team \"#shop\", \"sold\"",
    "notify slack \"sold\"",
    "let sent = notify team \"sold\"\nlog info \"{sent}\"",
];

/// Failures, loops and variables. One mistake in each.
const LOOPS: &[&str] = &[
    "if order.total == 0 { fail 409 \"sold\" }",
    "if order.total == 0 { fail { code: \"sold\", message: \"sold out\" } }",
    "try { http GET api \"/x\" } catch { log warn e.message }",
    "try { http GET api \"/x\" } catch { log warn \"{err.message} {err.code}\" }",
    "try { http GET api \"/x\" } catch e { log warn \"{e.body}\" }",
    "for line in order.lines {\n  if line.quantity == 0 { next }\n  log info line.sku\n}",
    "for line in order.lines {\n  if line.quantity == 0 {\n    continue line\n  }\n  log info line.sku\n}",
    "for a in order.lines {\n  for b in order.lines {\n    if a.sku == b.sku {\n      break a\n    }\n  }\n}",
    "var n = 0\nwhile n < order.total at most 3 times {\n  n = n + 1\n}",
    "var n: int\nfor line in order.lines {\n  n = n + line.quantity\n}\nlog info \"{n}\"",
    "var name: text?\nlog info name ?? \"none\"",
    "let found: map<int>\nlog info \"{found.length}\"",
    "transaction {\n  update orders where .id == 1 set { total: 0 }\n  rollback\n}",
];

/// Queries and rows. One mistake in each.
const ROWS: &[&str] = &[
    "let r = find orders where .number == \"a\" order by desc .created_at\nlog info \"{r.length}\"",
    "let r = find orders where .number == \"a\" order by -.created_at\nlog info \"{r.length}\"",
    "let r = find orders order by .created_at descending limit 5\nlog info \"{r.length}\"",
    "let r = find orders order by .created_at top 5\nlog info \"{r.length}\"",
    "let r = find orders order by .id limit 10 skip 5\nlog info \"{r.length}\"",
    "let known = exists orders where .number == order.number\nif known { respond 409 }",
    "if exists orders where .number == order.number {\n  respond 409\n}",
    "let known = exists(orders where .number == order.number)\nif known { respond 409 }",
    "let groups = count orders group by .state having .value > 1\nlog info \"{groups.length}\"",
    "let groups = sum .total of orders group by .state having sum > 1\nlog info \"{groups.length}\"",
    "let groups = count orders group by .state\nlog info \"{groups.map(one => one.count).sum()}\"",
    "let groups = order.lines.group_by(line => line.sku)\nlog info \"{groups.map(one => one.items.length).sum()}\"",
];

/// Types and conversions. One mistake in each.
const TYPES: &[&str] = &[
    "let total = order.total as text\nlog info total",
    "let n = order.number as int\nlog info \"{n}\"",
    "log info order.total as text",
    "let age = now() - time(\"2026-01-02T03:04:05Z\")\nlog info \"{(age).minutes()}\"",
    "let age = now() - time(\"2026-01-02T03:04:05Z\")\nlog info \"{age.total_seconds}\"",
    "let long = 2w\nlog info \"{long}\"",
    "let long = 1.5h\nlog info \"{long}\"",
    "var counts: map<int> = {}\ncounts[\"a\"] = 1",
    "create orders { number: order.number, state: order.number, total: 1 }",
];

/// Lambdas and lists. One mistake in each.
const LAMBDAS: &[&str] = &[
    "let skus = order.lines.map { line => line.sku }\nlog info \"{skus.length}\"",
    "let skus = order.lines.filter { line -> line.quantity > 0 }.map(line => line.sku)\nlog info \"{skus.length}\"",
    "let skus = order.lines.map(line, i => line.sku)\nlog info \"{skus.length}\"",
    "let n = order.lines.fold(0, sum, line => sum + line.quantity)\nlog info \"{n}\"",
    "let n = order.lines.fold((sum, line) => sum + line.quantity, 0)\nlog info \"{n}\"",
    "let last = order.lines.sort_by(line => line.price, desc)[0]\nlog info last?.sku ?? \"none\"",
    "let first = order.skus.sort(\"asc\")[0]\nlog info first ?? \"none\"",
    "if order.lines.contains(line => line.quantity == 0) { respond 422 }",
    "log info order.lines.join(\", \")",
];

/// Declarations, and the settings of a webhook, with one mistake each.
const OTHERS: &[&str] = &[
    "collection c {\n  price: decimal(10, 2)\n}",
    "collection c {\n  state: new | paid = \"new\"\n}",
    "type State = new | paid | sent",
    "collection c {\n  state: \"new\" | \"paid\" = new\n}",
    "collection c {\n  open: bool = 1\n}",
    "collection c {\n  a: text\n  b: int\n  index (.a, .b)\n}",
    "collection c {\n  at: time = now() on update now()\n}",
    "collection c {\n  first: ref orders on update cascade\n}",
    "type Counts = { all: map<text, int> }",
    "type Counts = { all: map<int, int> }",
    "config grace: duration = 0.5d",
    "fn sign(n: int) -> text {\n  if n < 0 {\n    \"minus\"\n  }\n  \"plus\"\n}",
];

/// The settings of the workflow in addition to these declarations.
const SETTINGS: &str = "verify github(secrets.github)\n    body json { number: text }";

fn programs() -> impl Iterator<Item = String> {
    let statements = [REQUESTS, LOOPS, ROWS, TYPES, LAMBDAS];
    let statements = statements.into_iter().flatten().map(|one| shop(one));
    let others = OTHERS
        .iter()
        .map(|declarations| with(declarations, SETTINGS, ""));
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

#[test]
fn reports_on_requests_and_messages() {
    assert_reports!(in_shop(REQUESTS));
}

#[test]
fn reports_on_failures_loops_and_variables() {
    assert_reports!(in_shop(LOOPS));
}

#[test]
fn reports_on_queries_and_rows() {
    assert_reports!(in_shop(ROWS));
}

#[test]
fn reports_on_types_and_conversions() {
    assert_reports!(in_shop(TYPES));
}

#[test]
fn reports_on_lambdas_and_lists() {
    assert_reports!(in_shop(LAMBDAS));
}

#[test]
fn reports_on_declarations() {
    assert_reports!(
        OTHERS
            .iter()
            .map(|declarations| (*declarations, with(declarations, SETTINGS, "")))
    );
}

#[test]
fn rows_and_the_fields_that_refer_to_them() {
    let declarations = "collection customers {\n  email: text\n  unique (email)\n}\ncollection tickets {\n  title: text\n  customer: ref customers\n}";
    for (name, statements) in [
        (
            "a_row_for_its_id",
            "let customer = upsert customers by (email) { email: order.number }\ncreate tickets { title: \"a\", customer }",
        ),
        (
            "compared_with_a_row",
            "let customer = upsert customers by (email) { email: order.number }\ndelete tickets where .customer == customer",
        ),
        (
            "a_field_of_another_row_in_a_condition",
            "delete tickets where .customer.email == order.number",
        ),
        (
            "a_field_of_another_row",
            "let ticket = find one tickets where .id == 1\nif ticket != null {\n  log info ticket.customer.email\n}",
        ),
    ] {
        let (sources, _, diagnostics) =
            support::check_text(&with(declarations, SETTINGS, statements));
        assert_eq!(diagnostics.len(), 1, "{statements}");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => true, snapshot_suffix => name }, {
            insta::assert_snapshot!(format!("{statements}\n\n{}", support::report(&sources, &diagnostics)));
        });
    }
}

#[test]
fn several_addresses_in_a_text() {
    assert_diagnostics!(shop_with_mail(
        "notify mail {\n  to \"{order.number}, shop@shop.example\"\n  cc \"a@shop.example; b@shop.example\"\n  reply_to \"a@shop.example, b@shop.example\"\n  subject \"s\"\n  text \"t\"\n}"
    ));
}

#[test]
fn an_attachment_of_a_mail() {
    assert_diagnostics!(shop_with_mail(
        "notify mail {\n  to order.number\n  subject \"s\"\n  text \"t\"\n  attach order.number\n}"
    ));
}

fn shop_with_mail(statements: &str) -> String {
    with(
        "channel mail = email {\n  smtp \"smtp://localhost:25\"\n  from \"shop@shop.example\"\n}",
        SETTINGS,
        statements,
    )
}

#[test]
fn json_in_arithmetic_and_casts() {
    let settings = "verify github(secrets.github)\n    body json { number: text, extra: json }";
    for statements in [
        "let n = order.extra + 1\nlog info \"{n}\"",
        "let n = order.extra.get(\"n\") + 1\nlog info \"{n}\"",
        "let n = order.extra.get(\"n\") as int\nlog info \"{n}\"",
    ] {
        assert_diagnostics!(with("", settings, statements));
    }
}

#[test]
fn an_early_result_of_a_called_workflow() {
    assert_diagnostics!(with(
        "workflow double {\n  trigger call (n: int) -> { n: int }\n\n  if n == 0 {\n    { n: 0 }\n  }\n  { n: n * 2 }\n}",
        SETTINGS,
        "let made = call double(2)\nlog info \"{made.n}\""
    ));
}

/// Code that resembles these mistakes, in a workflow that has another mistake, is not reported.
#[test]
fn only_the_mistake_is_reported() {
    for statements in [
        "let kind = match order.state { new => 1, _ => 2 }\nlet x = (1\nlog info \"{kind}{x}\"",
        "http GET api \"/x\" {\n  timeout 5s\n  expect json\n}\nlet a = try { http GET api \"/x\" } catch { null }\nlet x = (1\nlog info \"{a?.status ?? 0}{x}\"",
        "let a: int = decode order.extra as int\nvar n: int = 0\nn = a\nlet x = (1\nlog info \"{n}{x}\"",
    ] {
        let (sources, _, diagnostics) = support::check_text(&with(
            "",
            "verify github(secrets.github)\n    body json { number: text, state: \"new\" | \"paid\", extra: json }",
            statements,
        ));
        let report = support::report(&sources, &diagnostics);
        let others = diagnostics
            .iter()
            .filter(|one| !one.message.contains("not closed"))
            .filter(|one| !one.message.contains("is not a pattern"));
        assert_eq!(others.count(), 0, "{report}");
    }
}
