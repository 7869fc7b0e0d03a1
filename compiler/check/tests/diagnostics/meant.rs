//! Programs that mean one thing and write another: each mistake is one report with help, and a safe
//! edit leaves no error.

use crate::assert_reports;
use crate::each::{assert_mended, assert_one_report};

/// A workflow that another one calls.
const BILLING: &str = r#"service billing { url "https://billing.example.com" }
collection invoices {
  customer: text
  cents: int
  sent: bool = false
  unique (customer)
}

fn shown(cents: int) -> text { "{cents} cents" }

workflow invoice {
  trigger call (customer: text, cents: int) -> { id: int, sent: bool }

  let row = create invoices { customer, cents }
  update invoices where .id == row.id set { sent: true }
  { id: row.id, sent: true }
}

workflow bill {
  trigger webhook POST "/bills/{folder}" {
    verify none because "an internal network"
    cors ["https://app.example"]
    body json { customer: text, cents: int, price: decimal, tags: [text] }
  }

  let data = context.data
  let made = call invoice(data.customer, data.cents)
  log info "{shown(data.cents)} {context.params.folder}"
  respond 201 json { id: made.id }
}
"#;

/// A webhook whose body depends on a header.
const EVENTS: &str = r#"secret github
config page_size: int = 20

type Push = { ref: text, repository: text }
type Issue = { action: text, repository: text }

workflow events {
  trigger webhook POST "/events" {
    verify hmac { secret secrets.github, header "X-Signature", signed "{body}" }
    query { page: int = 1, q: text? }
    body json by context.headers["x-github-event"] {
      "push" => Push
      "issues" => Issue
      _ => ignore
    }
  }

  let what = match context.data {
    Push as push => "a push to {push.ref}"
    Issue as issue => "issue {issue.action}"
  }
  log info "{context.query.page} {config.page_size}"
  respond 200 json { what }
}
"#;

/// A mistake: a program, the correct text in it, and the mistaken text that replaces that text.
type Mistake = (&'static str, &'static str, &'static str);

/// Parameters, results and bodies of what is called.
const SIGNATURES: &[Mistake] = &[
    (
        BILLING,
        "(customer: text, cents: int)",
        "(customer text, cents int)",
    ),
    (
        BILLING,
        "(customer: text, cents: int)",
        "(text customer, int cents)",
    ),
    (
        BILLING,
        "(customer: text, cents: int)",
        "(customer: text, cents: int = 900)",
    ),
    (
        BILLING,
        "(customer: text, cents: int) ->",
        "customer: text, cents: int ->",
    ),
    (
        BILLING,
        "-> { id: int, sent: bool }",
        "=> { id: int, sent: bool }",
    ),
    (BILLING, " -> { id: int, sent: bool }", ""),
    (BILLING, "fn shown(cents: int)", "fn shown(cents int)"),
    (BILLING, "fn shown(cents: int)", "fn shown(cents: int = 0)"),
    (
        BILLING,
        "-> text { \"{cents} cents\" }",
        "-> text = \"{cents} cents\"",
    ),
    (
        BILLING,
        "-> text { \"{cents} cents\" }",
        "-> text = { \"{cents} cents\" }",
    ),
    (
        BILLING,
        "-> text { \"{cents} cents\" }",
        "=> text { \"{cents} cents\" }",
    ),
    (
        BILLING,
        "  let data =",
        "  fn twice(n: int) -> int { n * 2 }\n  let data =",
    ),
    (BILLING, "{shown(data.cents)}", "{data.cents.shown()}"),
];

/// Calls to workflows.
const CALLS: &[Mistake] = &[
    (
        BILLING,
        "call invoice(data.customer, data.cents)",
        "call invoice data.customer, data.cents",
    ),
    (
        BILLING,
        "call invoice(data.customer, data.cents)",
        "call invoice with data.customer, data.cents",
    ),
    (
        BILLING,
        "call invoice(data.customer, data.cents)",
        "call billing.invoice(data.customer, data.cents)",
    ),
    (
        BILLING,
        "call invoice(data.customer, data.cents)",
        "call invoice(data.customer, data.cents) timeout 5s",
    ),
    (
        BILLING,
        "call invoice(data.customer, data.cents)",
        "call invoice(data.customer, data.cents) { timeout 5s }",
    ),
    (
        BILLING,
        "call invoice(data.customer, data.cents)",
        "call invoice(data)",
    ),
    (BILLING, "let made = call", "let made = run"),
    (
        BILLING,
        "json { id: made.id }",
        "json call invoice(data.customer, 1)",
    ),
    (
        BILLING,
        "  log info",
        "  if call invoice(data.customer, 1) == null {\n    fail \"none\"\n  }\n  log info",
    ),
    (
        BILLING,
        "call invoice(data.customer, data.cents)",
        "call invoice(data.customer, data.cents).id",
    ),
    (BILLING, "made.id }", "made.body.id }"),
];

/// `body json by`, and `match` of its union.
const BODIES: &[Mistake] = &[
    (
        EVENTS,
        "context.headers[\"x-github-event\"]",
        "header \"x-github-event\"",
    ),
    (
        EVENTS,
        "context.headers[\"x-github-event\"]",
        "headers[\"x-github-event\"]",
    ),
    (
        EVENTS,
        "context.headers[\"x-github-event\"]",
        "\"x-github-event\"",
    ),
    (EVENTS, "body json by", "body by"),
    (EVENTS, "body json by", "body json Push | Issue by"),
    (EVENTS, "\"push\" => Push", "\"push\", \"tag\" => Push"),
    (EVENTS, "\"push\" => Push", "\"push\" => json Push"),
    (EVENTS, "\"push\" => Push", "\"push\" => \"Push\""),
    (EVENTS, "_ => ignore", "_ => null"),
    (EVENTS, "_ => ignore", "_ => ignored"),
    (EVENTS, "_ => ignore", "_ => respond 204"),
    (EVENTS, "_ => ignore", "else => ignore"),
    (EVENTS, "Issue as issue =>", "\"issues\" as issue =>"),
];

/// Settings and declarations.
const SETTINGS: &[Mistake] = &[
    (BILLING, "unique (customer)", "uniqe (customer)"),
    (
        BILLING,
        "cors [\"https://app.example\"]",
        "cors:\n      - https://app.example\n      - https://b.example",
    ),
    (
        BILLING,
        "webhook POST \"/bills/{folder}\" {",
        "webhook {\n    method POST\n    path \"/bills/{folder}\"",
    ),
    (EVENTS, "secret github\n", "secret github: text\n"),
    (EVENTS, "page_size: int = 20", "page_size = 20"),
    (
        EVENTS,
        "page_size: int = 20",
        "page_size: int = env(\"PAGE_SIZE\", 20)",
    ),
    (EVENTS, "page_size: int = 20", "page_size: float = 25%"),
    (EVENTS, "page: int = 1", "page: int default 1"),
    (EVENTS, "secret secrets.github", "secret secret.github"),
    (EVENTS, "secret secrets.github", "secret secrets.git-hub"),
    (EVENTS, "header \"X-Signature\"", "header X-Signature"),
    (EVENTS, "signed \"{body}\"", "signed \"{context.body}\""),
    (
        EVENTS,
        "hmac { secret secrets.github, header \"X-Signature\", signed \"{body}\" }",
        "github { secrets.github }",
    ),
    (
        EVENTS,
        "hmac { secret secrets.github, header \"X-Signature\", signed \"{body}\" }",
        "bearer { secret secrets.github, header \"X-App\" }",
    ),
    (EVENTS, "action: text,", "action: text, issue-type: text,"),
    (BILLING, "tags: [text] }", "tags: [text], more: map<text }"),
];

/// Values and statements.
const VALUES: &[Mistake] = &[
    (BILLING, "{shown(data.cents)}", "{data.price:.2f}"),
    (BILLING, "{shown(data.cents)}", "{data.price * 2:.2f}"),
    (BILLING, "{shown(data.cents)}", "{data.price.toFixed(2)}"),
    (
        BILLING,
        "  log info",
        "  let n = data.cents if data.cents > 0 else 1\n  log info \"{n}\"\n  log info",
    ),
    (
        BILLING,
        "  log info",
        "  let n = count invoices where .customer == data.customer AND .sent\n  log info \"{n}\"\n  log info",
    ),
    (
        BILLING,
        "  log info",
        "  let { customer, tags } = data\n  log info \"{customer} {tags.length}\"\n  log info",
    ),
    (
        BILLING,
        "  log info",
        "  let all = [...data.tags, \"new\"]\n  log info \"{all.length}\"\n  log info",
    ),
    (
        BILLING,
        "  log info",
        "  let all = data.tags.map(tag -> tag.upper())\n  log info \"{all.length}\"\n  log info",
    ),
    (
        BILLING,
        "  log info",
        "  var n = 0\n  data.tags.map(tag => n = n + 1)\n  log info \"{n}\"\n  log info",
    ),
    (
        BILLING,
        "  log info",
        "  let all = data.tags.filter(tag => tag.matches(\"^\\w+\\s$\"))\n  log info \"{all.length}\"\n  log info",
    ),
    (
        BILLING,
        "let data = context.data",
        "let data = context.data,",
    ),
    (BILLING, "{context.params.folder}", "{context.path.folder}"),
    (
        BILLING,
        "  log info",
        "  log info JSON.stringify(data)\n  log info",
    ),
    (
        BILLING,
        "  log info",
        "  if data.cents > 0 {\n    pass\n  }\n  log info",
    ),
    (
        BILLING,
        "  let data =",
        "  log info day\n  let day = \"Monday\"\n  let data =",
    ),
    (
        BILLING,
        "  let made =",
        "  let data = data.cents\n  let made =",
    ),
    (
        BILLING,
        "  log info",
        "  let match = data.customer\n  log info match\n  log info",
    ),
    (BILLING, "made.id }", "made.invoice_id }"),
    (
        BILLING,
        "update invoices where .id == row.id set { sent: true }",
        "update invoices set { sent: true } where .id == row.id",
    ),
    (
        BILLING,
        "update invoices where .id == row.id set",
        "update row set",
    ),
    (
        BILLING,
        "  let made =",
        "  let known = find one invoices where .customer == data.customer ?? fail \"unknown\"\n  log info \"{known?.id ?? 0}\"\n  let made =",
    ),
    (
        BILLING,
        "  log info",
        "  try {\n    delete invoices where .customer == data.customer\n  } catch e when e.code == \"fail\" {\n    log info \"x\"\n  }\n  log info",
    ),
];

fn written(mistake: &Mistake) -> String {
    let (base, old, new) = mistake;
    assert!(base.contains(old), "{old}");
    base.replacen(old, new, 1)
}

/// Mistakes with the program around them.
fn in_programs(mistakes: &[Mistake]) -> impl Iterator<Item = (&'static str, String)> {
    mistakes.iter().map(|mistake| (mistake.2, written(mistake)))
}

#[test]
fn reports_on_signatures() {
    assert_reports!(in_programs(SIGNATURES));
}

#[test]
fn reports_on_calls() {
    assert_reports!(in_programs(CALLS));
}

#[test]
fn reports_on_bodies_by_a_value() {
    assert_reports!(in_programs(BODIES));
}

#[test]
fn reports_on_settings() {
    assert_reports!(in_programs(SETTINGS));
}

#[test]
fn reports_on_values() {
    assert_reports!(in_programs(VALUES));
}

fn all() -> impl Iterator<Item = &'static Mistake> {
    [SIGNATURES, CALLS, BODIES, SETTINGS, VALUES]
        .into_iter()
        .flatten()
}

#[test]
fn each_mistake_is_one_report_with_help() {
    assert_one_report(all().map(written));
}

#[test]
fn a_safe_edit_leaves_no_error() {
    assert_mended(all().map(written));
}

#[test]
fn without_a_mistake_there_is_no_report() {
    crate::assert_clean!(BILLING);
    crate::assert_clean!(EVENTS);
}
