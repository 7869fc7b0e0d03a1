//! What strangers write at first: each mistake is one report with help, and a safe edit mends it.

use crate::assert_reports;
use crate::each::{assert_mended, assert_one_report};

/// A program with a service and two collections around the statements of a workflow.
fn parcel(settings: &str, statements: &str) -> String {
    let mut text = format!(
        "collection parcels {{\n  number: text\n  weight: int\n  unique (number)\n}}\n\ntype Parcel = {{ number: text, weight: int, price: decimal, ratio: float, note: text?, sent: time?, day: date?, marks: [text] }}\n\nservice post {{ url \"https://post.example.com\" }}\n\nfn fee(weight: int, percent: int) -> int {{ weight * percent / 100 }}\n\nworkflow send_parcel {{\n  {settings}\n\n  let parcel = context.data\n"
    );
    for line in statements.lines() {
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("  respond 200 json { number: parcel.number }\n}\n");
    text
}

const TRIGGER: &str = "trigger webhook POST \"/parcels\" {\n    verify none because \"a test\"\n    body json Parcel\n  }";

/// Values that may be null. One mistake in each.
const NULLS: &[&str] = &[
    "let mark = parcel.marks.first().unwrap()\nlog info mark",
    "let mark = parcel.marks.first().expect(\"no marks\")\nlog info mark",
    "let note = parcel.note.unwrap_or(\"none\")\nlog info note",
    "let note = parcel.note.getOrElse(\"none\")\nlog info \"{note.upper()}\"",
    "let note = parcel.note.unwrap_or_default()\nlog info note",
    "let note = parcel.note?.orElse(parcel.number)\nlog info note",
    "let number = parcel.number.unwrap()\nlog info number",
    "let weight = parcel.weight.unwrap_or(4)\nlog info \"{weight + 1}\"",
];

/// Lists and maps that do not change. One mistake in each.
const CHANGES: &[&str] = &[
    "var marks = parcel.marks\nmarks.append(\"blue\")\nlog info \"{marks.length}\"",
    "var marks = parcel.marks\nmarks.sort()\nlog info \"{marks.length}\"",
    "let marks = parcel.marks\nmarks.reverse()\nlog info \"{marks.length}\"",
    "parcel.marks.append(\"blue\")",
    "var names: map<text> = { a: \"b\" }\nnames.set(\"c\", \"d\")\nlog info \"{names.length}\"",
    "for mark in parcel.marks {\n  var seen = [mark]\n  seen.concat(parcel.marks)\n  log info \"{seen.length}\"\n}",
];

/// Lists and numbers. One mistake in each.
const VALUES: &[&str] = &[
    "let most = Math.max(parcel.weight, 10)\nlog info \"{most}\"",
    "let rounded = Math.round(parcel.ratio)\nlog info \"{rounded}\"",
    "let rounded = Math.floor(parcel.ratio * 2)\nlog info \"{rounded}\"",
    "let marks = \", \".join(parcel.marks)\nlog info marks",
    "let marks = parcel.marks + [\"blue\"]\nlog info \"{marks.length}\"",
    "let marks = parcel.marks + \"blue\"\nlog info \"{marks.length}\"",
];

/// Types that differ from what was meant. One mistake in each.
const TYPES: &[&str] = &[
    "let words = { de: \"Gewicht\", sv: \"vikt\" }\nlet word = words[parcel.number] ?? \"weight\"\nlog info word",
    "let sizes = { small: 1, name: \"large\" }\nlet size = sizes[parcel.number]\nlog info \"{size}\"",
    "let row = find parcels where .number == parcel.number\nlog info \"{row.number}: {row.weight}\"",
    "var total = 0\nfor mark in parcel.marks {\n  total = total + parcel.price * mark.length\n}\nlog info total.to_text(2)",
    "var total = 0\ntotal = parcel.ratio\ntotal = total + parcel.ratio\nlog info \"{total}\"",
    "let sent = parcel.sent or now()\nlog info sent.format(\"%Y\", \"Europe/Stockholm\")",
    "let sent = parcel.sent || now()\nlog info sent.format(\"%Y\", \"Europe/Stockholm\")",
    "if parcel.weight > 2 || \"a\" == parcel.number { log info \"heavy\" }",
    "let note = parcel.note or parcel.number\nlog info note.upper()",
    "if parcel.note or parcel.weight > 2 { log info \"heavy\" }",
    "log info \"on {parcel.day.format(\"%d.%m.\")}\"",
    "log info \"a {word}\"",
    "let made = if parcel.weight > 2 {\n  { number: parcel.number, heavy: true }\n} else {\n  create parcels { number: parcel.number, weight: 1 }\n}\nlog info made.number",
    "let both = parallel settled {\n  rows { find parcels where .number == parcel.number }\n}\nlet numbers = both.rows.map(row => row.number)\nlog info \"{numbers.length}\"",
];

/// Arguments, and patterns. One mistake in each.
const ARGUMENTS: &[&str] = &[
    "let due = now() + timedelta(days=7)\nlog info \"{due}\"",
    "let cents = fee(weight=parcel.weight, percent=25)\nlog info \"{cents}\"",
    "let day = now().date(zone=\"Europe/Stockholm\")\nlog info \"{day}\"",
    "let cents = charge(weight=parcel.weight)\nlog info \"{cents}\"",
    "if not parcel.number.matches(\"^\\d{6}$\") { log info \"six digits\" }",
    "if not parcel.number.matches(\"^\\d{2,6}$\") { log info \"digits\" }",
    "http POST post \"/parcels\" {\n  headers: { \"X-Parcel\": parcel.number, \"X-Kind\": \"new\" }\n}",
    "http POST post \"/parcels\" {\n  headers { \"X-Parcel\": parcel.number }\n}",
];

/// Data of unknown shape, `data`. One mistake in each.
const JSON: &[&str] = &[
    "let id = data.order.id\nlog info \"{id?.to_json() ?? \"none\"}\"",
    "let name = data.get(\"name\") ?? \"nobody\"\nlog info name",
    "let read = JSON.parse(parcel.number)\nlog info read.id",
];

/// Members of `context`. One mistake in each.
const MEMBERS: &[&str] = &[
    "let skipped = (context.query.page - 1) * 20\nlog info \"{skipped}\"",
    "log info \"{context.query.page ?? \"none\"}\"",
    "let agent = context.headers.user-agent\nlog info agent ?? \"none\"",
    "log info \"{context.headers.x-parcel-id ?? \"none\"}\"",
];

/// All of them.
const STATEMENTS: &[&[&str]] = &[NULLS, CHANGES, VALUES, TYPES, ARGUMENTS, MEMBERS];

/// Triggers, with one mistake each.
const TRIGGERS: &[&str] = &[
    "trigger webhook GET \"/parcels/:number\" { verify none because \"a test\", body json Parcel }\n  log info \"{context.params.number}\"",
    "trigger webhook GET \"/parcels/<int:number>\" { verify none because \"a test\", body json Parcel }\n  log info \"{context.params.number}\"",
    "trigger webhook GET \"/parcels/*\" { verify none because \"a test\", body json Parcel }\n  log info \"{context.params.number}\"",
];

/// Whole programs, with one mistake each.
const PROGRAMS: &[&str] = &[
    "collection places {\n  name: text\n}\n\ncollection parcels {\n  place: places\n  weight: int\n}\n",
    "collection places {\n  name: text\n}\n\ncollection parcels {\n  place: places?\n  weight: int\n}\n",
    "config post_url: text\n\nservice post { url env(\"POST_URL\") }\n",
    "secret post_token\n\nservice post { url \"https://post.example.com/{env.POST_TOKEN}\" }\n",
    "service post { url process.env.POST_URL }\n",
    "collection places {\n  name: text unique\n  size: int\n}\n\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body json { name: text }\n  }\n\n  let row = upsert places by (name) { name: context.data.name, size: 1 }\n  respond 200 json { id: row.id }\n}\n",
    "workflow tidy {\n  trigger schedule \"0 3 * * *\"\n\n  log info \"tidy\"\n}\n",
];

fn programs() -> impl Iterator<Item = String> {
    let statements = STATEMENTS.iter().copied().flatten();
    let statements = statements.map(|one| parcel(TRIGGER, one));
    let json = JSON.iter().map(|one| in_json(one));
    let statements = statements.chain(json);
    let triggers = TRIGGERS.iter().map(|one| parcel(one, ""));
    let whole = PROGRAMS.iter().map(|one| (*one).to_owned());
    statements.chain(triggers).chain(whole)
}

fn in_json(statements: &str) -> String {
    parcel(
        TRIGGER,
        &format!("let data = decode parcel.number as json\n{statements}\nlog info data.to_json()"),
    )
}

fn in_parcel<'m>(statements: &[&'m str]) -> impl Iterator<Item = (&'m str, String)> {
    statements.iter().map(|one| (*one, parcel(TRIGGER, one)))
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
fn reports_on_values_that_may_be_null() {
    assert_reports!(in_parcel(NULLS));
}

#[test]
fn reports_on_lists_that_do_not_change() {
    assert_reports!(in_parcel(CHANGES));
}

#[test]
fn reports_on_values() {
    assert_reports!(in_parcel(VALUES));
}

#[test]
fn reports_on_types() {
    assert_reports!(in_parcel(TYPES));
}

#[test]
fn reports_on_arguments() {
    assert_reports!(in_parcel(ARGUMENTS));
}

#[test]
fn reports_on_json() {
    assert_reports!(JSON.iter().map(|one| (*one, in_json(one))));
}

#[test]
fn reports_on_members() {
    assert_reports!(in_parcel(MEMBERS));
}

#[test]
fn reports_on_triggers() {
    assert_reports!(TRIGGERS.iter().map(|one| (*one, parcel(one, ""))));
}

#[test]
fn reports_on_declarations() {
    assert_reports!(PROGRAMS.iter().map(|one| (*one, (*one).to_owned())));
}
