//! Searches in texts, groups, different values, rows of lists, and upserts with a condition.

use crate::each::assert_one_report;
use crate::support::{check_text, report};
use crate::{assert_clean, assert_diagnostics, program};

const ORDERS: &str =
    "type Line = { number: text, total: decimal, state: \"new\" | \"paid\", note: text }

collection orders {
  number: text
  total: decimal
  state: \"new\" | \"paid\" = \"new\"
  note: text?
  shop: text?
  count: int = 0
  at: time = now()
  unique (number)
  index (state)
  index (shop)
  index (note)
  index (at)
}

collection keys {
  name: text
  key: text = uuid()
  unique (name)
}

fn lines() -> [Line] {
  [{ number: \"1\", total: 1.5, state: \"new\", note: \"\" }]
}";

#[test]
fn texts_are_searched() {
    assert_clean!(program(
        ORDERS,
        "let _a = find orders where .number.starts_with(data.name) and not .note.contains(\"x\")\nlet _b = find orders where .number.lower() == data.name.lower() or .state.ends_with(\"id\") and .state == \"paid\"\nlet _c: int = update orders where .number.lower().contains(.shop.lower()) and .id > 3 set { note: .note.lower() }\nlet _d = count orders where data.name.starts_with(.number) and .state == \"new\""
    ));
}

#[test]
fn groups_and_different_values() {
    assert_clean!(program(
        ORDERS,
        "let a: [{ key: text?, value: int }] = count orders group by .shop\nlet b: [{ key: \"new\" | \"paid\", value: decimal }] = sum .total of orders where .at > now() - 1h group by .state\nlet c: [{ key: int, value: decimal }] = max .total of orders\n  where .state == \"new\"\n  group by .count\nlet d: [{ key: text?, value: text? }] = min .note of orders group by .shop\nlet e: [{ key: text?, value: float }] = avg .count of orders group by .shop\nlet f: [{ key: text?, value: int }] = count distinct .note of orders group by .shop\nlet g: [text?] = distinct .shop of orders where .state == \"new\"\nlet h: int = count distinct .shop of orders\nlog info \"x\" { a: a.length, b: b.length, c: c.length, d: d.length, e: e.length, f: f.length, g: g.length, h }"
    ));
}

#[test]
fn rows_of_lists() {
    assert_clean!(program(
        ORDERS,
        "let rows = create orders from lines()\nlet _a: decimal = rows.sum(row => row.total)\nlet more = upsert orders by (number) from lines().map(line => { ...line, count: 1 })\nlet _b: bool = more.any(row => row.created or row.changed)\nlet _c = create orders from [{ number: \"1\", total: 1, state: \"new\" }, { number: \"2\", total: 2.5, state: \"paid\" }]\nlet _d = create keys from data.tags.map(tag => { name: tag })\nlet _e = upsert keys by (name) from data.tags.map(tag => { name: tag })"
    ));
}

#[test]
fn upserts_with_a_condition() {
    assert_clean!(program(
        ORDERS,
        "let row = upsert orders by (number) where .count < data.count and .state == \"new\" {\n  number: data.name\n  total: 1\n  count: data.count\n  on create { note: \"x\" }\n}\nlog info \"{row.changed} {row.created}\""
    ));
}

#[test]
fn wrong_rows_of_lists() {
    assert_diagnostics!(program(
        &format!(
            "{ORDERS}\ntype Wrong = {{ number: int, total: text?, note: text }}\nfn wrong() -> [Wrong] {{ [] }}"
        ),
        "create orders from wrong()\ncreate orders from data.tags\ncreate orders from lines().map(line => { number: line.number })\ncreate orders from data\ncreate orders from [{ number: \"1\", total: \"x\" }]\ncreate orders from [{ number: \"1\", totl: 1 }]\nupsert orders by (number) from lines().map(line => { total: line.total })\nupsert orders by (number) where .count < 3 from lines()\ncreate orders from [{ id: 1, number: \"1\", total: 1 }]\ncreate orders from []"
    ));
}

#[test]
fn wrong_searches_and_groups() {
    assert_diagnostics!(program(
        ORDERS,
        "let _a = find orders where .count.contains(1)\nlet _b = find orders where .number.contains(1)\nlet _c = find orders where .number.contains()\nlet _d = find orders where .number.lower(1) == \"x\"\nlet _e = find orders where .number.starts_with(data.nick)\nlet _f = count orders group by state\nlet _g = count orders group by .stat\nlet _h = distinct .sho of orders\nlet _i = distinct .shop of orders order by .shop\nlet _j = distinct .shop of orders group by .state\nlet _k = find orders where .number.lower()\nlet _l = count orders group by .state group by .shop\nlet _m = find orders where .number.upper() == \"X\"\nlet _n = sum .note of orders group by .shop"
    ));
}

const PARCELS: &str = "collection parcels {
  number: text
  city: text
  weight: int
  heavy: bool = false
  note: text?
  unique (number, city)
  index (note, weight)
}";

#[test]
fn queries_without_an_index() {
    assert_diagnostics!(program(
        PARCELS,
        "let _a = find parcels where .city == data.name\nlet _b = count parcels where .city == data.name and .weight > 3 and .heavy\nlet _c = update parcels where .number == \"1\" or .city in [\"a\", \"b\"] set { weight: 1 }\nlet _d = delete parcels where .city.starts_with(\"a\") and not .heavy\nlet _e = sum .weight of parcels where .weight < 3 or .heavy"
    ));
}

#[test]
fn queries_with_an_index_or_without_hope() {
    assert_clean!(program(
        PARCELS,
        "let _a = find parcels where .number == data.name and .weight > 3\nlet _b = find one parcels where .id == 3 and .city == data.name\nlet _c = count parcels where .number.starts_with(\"a\") or .note == null\nlet _d = find parcels where .city.contains(data.name)\nlet _e = find parcels where .city != data.name\nlet _f = find parcels where .weight * 2 > 3\nlet _g = find parcels where data.done\nlet _h = find parcels order by .city limit 3\nlet _i = update parcels all set { heavy: true }\nlet _j = find parcels where .city.lower() == data.name or .weight == 3"
    ));
}

/// Queries as they are written elsewhere.
const MISTAKES: &[&str] = &[
    "let _a = find orders where .number like \"%x%\"",
    "let _a = find orders where .number LIKE \"x%\"",
    "let _a = find orders where .number ilike \"%x\"",
    "let _a = find orders where .number not like \"x%\"",
    "let _a = find orders where .number like data.name",
    "let _a = find orders where .number.includes(\"x\")",
    "let _a = find orders where .number.startsWith(\"x\")",
    "let _a = find orders where .number.toLowerCase() == \"x\"",
    "let _a = find orders where .number.upper() == \"X\"",
    "let _a = find orders where .number.contain(\"x\")",
    "let _a = select state, count(*) from orders group by state",
    "let _a = select distinct state from orders",
    "let _a = count(*) from orders",
    "let _a = count orders by .state",
    "let _a = count orders group by .state, .shop",
    "let _a = count orders group by state",
    "let _a = find orders group by .state",
    "let _a = distinct .state of orders order by .state desc",
    "let _a = distinct .state from orders",
    "let _a = distinct state of orders",
    "let _a = count distinct orders",
    "insert into orders (number, total) values (\"1\", 2)",
    "create many orders from lines()",
    "create orders lines()",
    "let _a = max total of orders group by .state",
    "upsert orders from lines()",
    "upsert orders by number from lines()",
];

#[test]
fn queries_of_other_languages() {
    let mut shown = String::new();
    for line in MISTAKES {
        let text = program(ORDERS, line);
        let (sources, _, diagnostics) = check_text(&text);
        shown.push_str(&format!(
            "{}\n\n",
            report(&sources, &diagnostics).trim_end()
        ));
        assert_one_report([text]);
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => true }, {
        insta::assert_snapshot!(shown);
    });
}
