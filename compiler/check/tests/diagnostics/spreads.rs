//! Copies of records: `{ ...r, f: e }`.

use crate::{assert_clean, assert_diagnostics, program, workflow};

const ORDERS: &str = "type Order = { number: text, total: int, note: text? }\n\ncollection orders {\n  number: text\n  total: int\n  note: text?\n  state: \"new\" | \"paid\" = \"new\"\n  unique (number)\n}\n\nfn order() -> Order { { number: \"1\", total: 2, note: null } }";

#[test]
fn copies_that_are_fine() {
    assert_clean!(program(
        ORDERS,
        "let base = order()\nlet _a: Order = { ...base, total: 3 }\nlet _b: Order = { ...base }\nlet c = { ...base, paid: true, total: 1.5 }\nlet _d: bool = c.paid\nlet _e: float = c.total\nlet f = { x: 1, ...base, ...{ y: 2 } }\nlet _g = f.x + f.y + f.total\nlet _h: { total: int } = { ...base }\nlet row = create orders { ...base }\nlet _i = create orders { ...row, number: \"2\", state: \"paid\" }\nlet _j = upsert orders by (number) { ...base, on create { state: \"paid\" } }\nlet _k = upsert orders by (number) { ...base, on create { ...row } }\nupdate orders where .id == row.id set { ...base, total: .total + 1 }\nhttp POST \"https://example.com\" {\n  json { ...base, note?: base.note }\n}\nlog info \"x\" { ...base }\nif base.note != null {\n  let copy = { ...base }\n  let _l: text = copy.note\n}\nlet _m = {\n  a: 1\n  ...base\n}"
    ));
}

#[test]
fn only_records_are_spread() {
    assert_diagnostics!(program(
        ORDERS,
        "let _a = { ...data.tags }\nlet _b = { ...data.name, x: 1 }\nlet _c = { ...data.owner }\nlet _d = { ...null }\nlet _e = { ...nobody, x: 1 }\nlet _f = { ...order().total }\nlet _g = { ...context.headers }"
    ));
}

#[test]
fn fields_of_a_copy_that_do_not_fit() {
    assert_diagnostics!(program(
        ORDERS,
        "let wrong = { number: 1, total: data.count, note: null }\nlet _a: Order = { ...wrong }\nlet _b: Order = { ...wrong, number: \"1\" }\nlet optional = { number: data.nick, total: 1 }\nlet _c: Order = { ...optional, note: null }\nlet _d: Order = { ...order(), totl: 2 }\nlet _e: Order = { ...{ number: \"1\" } }\ncreate orders { ...wrong }\ncreate orders { ...{ number: \"1\" } }\ncreate orders { ...order(), id: 3 }"
    ));
}

#[test]
fn fields_that_are_given_twice() {
    assert_diagnostics!(program(
        ORDERS,
        "let base = order()\nlet _a = { total: 1, ...base }\nlet _b = { ...base, total: 1, total: 2 }\nlet _c: Order = { total: \"x\", ...base }"
    ));
}

#[test]
fn a_secret_stays_one_in_a_copy() {
    assert_diagnostics!(program(
        "secret key",
        "let all = { key: secrets.key, name: \"x\" }\nlet copy = { ...all, name: \"y\" }\nlog info \"x\" { ...copy }\nlet _a = copy.key == \"x\""
    ));
}

#[test]
fn only_written_json_leaves_out_members_of_a_copy() {
    assert_diagnostics!(workflow(
        "let _a = { ...data, nick?: data.nick }\nlog info \"x\" { ...{ nick?: data.nick } }"
    ));
}
