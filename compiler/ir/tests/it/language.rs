//! Small flows and their responses.

use flowright_ir::code::Instruction;

use crate::driver::{Request, image, run};
use crate::flow::json_flow;

fn answer(ty: &str, statements: &str, items: &str, body: &'static str) -> String {
    let program = json_flow(ty, statements, items);
    let whole = run(&program, &Request::of(body), Vec::new());
    let sliced = run(&program, &Request::of(body).with_fuel(1), Vec::new());
    assert_eq!(whole.result, sliced.result, "in slices it is the same");
    whole.result
}

#[test]
fn a_match_on_null_and_literals() {
    let statements = r#"
      let word = match context.data.kind {
        null => "none"
        "a" | "b" => "first"
        _ => "other"
      }
      respond 200 json { word }"#;
    for (body, expected) in [
        ("{}", r#"200 {"word":"none"}"#),
        (r#"{"kind": "b"}"#, r#"200 {"word":"first"}"#),
        (r#"{"kind": "c"}"#, r#"200 {"word":"other"}"#),
    ] {
        assert_eq!(answer("{ kind: text? }", statements, "", body), expected);
    }
}

#[test]
fn narrowing_by_conditions() {
    let statements = r#"
      let who = context.data.who
      if who == null {
        respond 404
      }
      respond 200 json { name: who.name, mail: who.mail?.lower() ?? "-" }"#;
    let ty = "{ who: { name: text, mail: text? }? }";
    for (body, expected) in [
        ("{}", "404"),
        (
            r#"{"who": {"name": "a"}}"#,
            r#"200 {"name":"a","mail":"-"}"#,
        ),
        (
            r#"{"who": {"name": "a", "mail": "B@C"}}"#,
            r#"200 {"name":"a","mail":"b@c"}"#,
        ),
    ] {
        assert_eq!(answer(ty, statements, "", body), expected);
    }
}

#[test]
fn a_wider_record_is_copied_where_a_narrower_is_wanted() {
    let items = r#"
type Wide = { id: int, name: text, tags: [text], inner: { a: int, b: float }? }
type Narrow = { name: text, inner: { b: float }? }
fn names(all: [Narrow]) -> text { "{all.length}: {all[0]?.name ?? "none"}" }
fn second(all: [Narrow]) -> Narrow? { all[1] }
"#;
    let statements = r#"
      let all = context.data.all
      respond 200 json { names: names(all), second: second(all), first: all[0]?.id }"#;
    let body = r#"{"all": [
        {"id": 1, "name": "x", "tags": []},
        {"id": 2, "name": "y", "tags": ["t"], "inner": {"a": 1, "b": 2.5}}
    ]}"#;
    assert_eq!(
        answer("{ all: [Wide] }", statements, items, body),
        r#"200 {"names":"2: x","second":{"name":"y","inner":{"b":2.5}},"first":1}"#
    );
}

#[test]
fn functions_call_functions() {
    let items = r#"
fn twice(n: int) -> int { n * 2 }
fn area(a: int, b: int) -> int {
  let doubled = twice(a)
  if doubled > b { doubled * b } else { twice(b) }
}
"#;
    let statements = r#"
      try {
        respond 200 json { area: area(context.data.a, context.data.b) }
      } catch e {
        respond 422 json { code: e.code, step: e.step, status: e.status }
      }"#;
    let ty = "{ a: int, b: int }";
    assert_eq!(
        answer(ty, statements, items, r#"{"a": 3, "b": 2}"#),
        r#"200 {"area":12}"#
    );
    assert_eq!(
        answer(ty, statements, items, r#"{"a": 1, "b": 5}"#),
        r#"200 {"area":10}"#
    );
    assert_eq!(
        answer(
            ty,
            statements,
            items,
            r#"{"a": 9223372036854775807, "b": 5}"#
        ),
        r#"422 {"code":"overflow","step":"","status":null}"#
    );
}

#[test]
fn operators() {
    let statements = r#"
      let d = context.data
      respond 200 json {
        sum: d.a + d.b * 2 - -d.a,
        quotient: d.a / d.b,
        rest: d.a % d.b,
        float: d.f / 4.0,
        both: d.a > d.b and d.f >= 0.5,
        one: d.a in [1, 2, d.b],
        none: d.t not in ["x", "y"],
        text: "{d.t}: {d.a} {d.f} {d.a == d.b}",
        less: d.t < "b",
      }"#;
    let ty = "{ a: int, b: int, f: float, t: text }";
    let body = r#"{"a": 7, "b": -2, "f": 0.5, "t": "aä"}"#;
    insta::assert_snapshot!(answer(ty, statements, "", body));
}

#[test]
fn members_of_lists_and_optional_members() {
    let statements = r#"
      let d = context.data
      respond 200 json {
        first: d.list[0],
        past: d.list[d.list.length],
        negative: d.list[d.list.length - 3],
        nested: d.rows[0]?.inner?.n,
        name?: d.rows[0]?.name,
        absent?: d.rows[1]?.name,
      }"#;
    let ty = "{ list: [int], rows: [{ name: text?, inner: { n: int }? }] }";
    let body = r#"{"list": [5, 6], "rows": [{"name": "r", "inner": {"n": 1}}, {}]}"#;
    insta::assert_snapshot!(answer(ty, statements, "", body));
}

#[test]
fn values_of_blocks() {
    let statements = r#"
      let d = context.data
      let size = if d.n < 10 { "small" } else if d.n < 100 { "middle" } else { "large" }
      let status = match d.n { 0 => 204, 1 => 201, _ => 200 }
      let row = if d.n == 5 { { a: d.n, b: null } } else { { a: 0, b: null } }
      respond status json { size, row }"#;
    assert_eq!(
        answer("{ n: int }", statements, "", r#"{"n": 5}"#),
        r#"200 {"size":"small","row":{"a":5,"b":null}}"#
    );
    assert_eq!(
        answer("{ n: int }", statements, "", r#"{"n": 1}"#),
        r#"201 {"size":"small","row":{"a":0,"b":null}}"#
    );
}

#[test]
fn int_literals_in_branches_are_floats_beside_one() {
    let statements = r#"
      let on = context.data.on
      let price = if on { 1.5 } else { -(if on { 1 } else { 2 }) }
      let rate = if on { -(match context.data.kind { "a" => 1, _ => 0 }) } else { 0.5 }
      respond 200 json { price, rate }"#;
    let ty = "{ on: bool, kind: text }";
    for (body, expected) in [
        (
            r#"{"on": true, "kind": "a"}"#,
            r#"200 {"price":1.5,"rate":-1.0}"#,
        ),
        (
            r#"{"on": false, "kind": "b"}"#,
            r#"200 {"price":-2.0,"rate":0.5}"#,
        ),
    ] {
        assert_eq!(answer(ty, statements, "", body), expected);
    }
}

#[test]
fn the_most_calls_that_fit_are_lowered_soon() {
    let mut items = "fn f0(n: int) -> int { n + 1 }\n".to_owned();
    for before in 0..11 {
        let one = before + 1;
        items.push_str(&format!(
            "fn f{one}(n: int) -> int {{ f{before}(n) + f{before}(n) }}\n"
        ));
    }
    let statements = "respond 200 json { n: f11(context.data.n) }";
    assert_eq!(
        answer("{ n: int }", statements, &items, r#"{"n": 1}"#),
        r#"200 {"n":4096}"#
    );
}

#[test]
fn maps_are_empty_equal_and_made_of_records() {
    let statements = r#"
      let none: map<int> = {}
      let some: map<int> = { b: 2, "a c": 1 }
      respond 200 json {
        none
        some
        same: some == context.data.counts
        other: none == some
        twice: none.set("x", 1).set("y", 2).set("x", 3)
        merged: some.merge({ d: 4, b: 5 }).remove("a c")
        value: some["a c"]
        absent: some["a"]
        has: "b" in some and "a" not in some
        nested: [some, none].map(one => one.length)
      }"#;
    assert_eq!(
        answer(
            "{ counts: map<int> }",
            statements,
            "",
            r#"{"counts": {"a c": 1, "b": 2}}"#
        ),
        r#"200 {"none":{},"some":{"b":2,"a c":1},"same":true,"other":false,"twice":{"x":3,"y":2},"merged":{"b":5,"d":4},"value":1,"absent":null,"has":true,"nested":[2,0]}"#
    );
}

#[test]
fn a_value_is_the_same_variant_of_a_union_in_another_order() {
    let items = r#"
type A = { kind: "a", n: int }
type B = { kind: "b", n: int }
type X = A | B
type Y = B | A
fn name(y: Y) -> text {
  match y {
    A => "a"
    B => "b"
  }
}
fn names(all: [Y]) -> text { all.map(y => name(y)).join(",") }
fn values(all: map<Y>) -> text { names(all.values()) }
fn known(y: Y?) -> text { if y == null { "none" } else { name(y) } }
"#;
    let statements = r#"
      let x = context.data.one
      respond 200 json {
        one: name(x)
        list: names(context.data.all)
        map: values({ k: x })
        optional: known(context.data.other)
      }"#;
    assert_eq!(
        answer(
            "{ one: X, all: [X], other: X? }",
            statements,
            items,
            r#"{"one": {"kind":"a","n":1}, "all": [{"kind":"b","n":1},{"kind":"a","n":1}], "other": {"n":1,"kind":"b"}}"#
        ),
        r#"200 {"one":"a","list":"b,a","map":"a","optional":"b"}"#
    );
}

/// How many lists the handler of a flow allocates.
fn lists_made(ty: &str, statements: &str) -> usize {
    let image = image(&json_flow(ty, statements, ""));
    let blocks = image.workflows[0].code.main.blocks.iter();
    let instructions = blocks.flat_map(|block| &block.instructions);
    instructions
        .filter(|one| matches!(one, Instruction::AllocateElements { .. }))
        .count()
}

#[test]
fn a_chain_of_plain_lambdas_makes_no_list() {
    let ty = "{ orders: [{ paid: bool, cents: int, who: text? }], least: int }";
    let body = r#"{"least": 5, "orders": [{"paid": true, "cents": 7, "who": "a"}, {"paid": false, "cents": 9}, {"paid": true, "cents": 3}, {"paid": true, "cents": 10}]}"#;
    for (chain, made, expected) in [
        (
            "filter(o => o.paid and o.cents > least).map(o => o.cents).sum()",
            0,
            "17",
        ),
        (
            "map(o => o.cents).filter(cents => cents != 7).max()",
            0,
            "10",
        ),
        (
            "filter(o => o.paid).filter(o => o.cents < 8).count(o => o.who != null)",
            0,
            "1",
        ),
        (
            r#"map(o => o.who ?? "none").find(who => who > "b")"#,
            0,
            "\"none\"",
        ),
        ("filter(o => not o.paid).map(o => o.cents)", 1, "[9]"),
        // A lambda that can fail runs for all elements before the sum does.
        ("map(o => o.cents + 1).sum()", 1, "33"),
    ] {
        let statements = format!(
            "let orders = context.data.orders\nlet least = context.data.least\nlog info \"{{least}}\"\nrespond 200 json orders.{chain}"
        );
        assert_eq!(lists_made(ty, &statements), made, "{chain}");
        assert_eq!(
            answer(ty, &statements, "", body),
            format!("200 {expected}"),
            "{chain}"
        );
    }
}
