//! Maps.

use crate::{assert_clean, assert_diagnostics, program};

const STOCK: &str = "type Stock = { left: int, note: text? }\n\nfn stock() -> map<Stock> { { apples: { left: 1, note: null }, \"red pears\": { left: 2, note: \"x\" } } }\n\nfn prices() -> map<float> { { a: 1, b: 2.5 } }";

#[test]
fn maps_that_are_fine() {
    assert_clean!(program(
        STOCK,
        "let all = stock()\nlet _a: int = all[\"apples\"]?.left ?? 0\nlet _b: Stock? = all[data.name]\nlet _c: bool = \"apples\" in all and data.name not in all\nlet _d: int = all.length\nlet _e: [text] = all.keys()\nlet _f: [int] = all.values().map(one => one.left)\nlet _g: map<Stock> = all.set(\"plums\", { left: 3, note: null }).remove(\"apples\").merge(stock())\nlet _h: map<int> = data.tags.to_map(tag => tag, tag => tag.length)\nlet empty: map<text?> = {}\nlet _i: text? = empty[\"x\"]\nlet _j: map<{ left: int }> = all\nfor key, one in all {\n  log info \"{key}: {one.left}\"\n}\nlet _k: [text] = for key, one in all {\n  \"{key}: {one.left}\"\n}\nlet _l = all == stock() and not all.is_empty()\nlet _m: map<float> = { a: 1, b: data.ratio }\nlet _n = decode data.name as map<map<[int]>>\nlet _o: text = all.entries()[0]?.key ?? \"\"\nif all[\"apples\"] != null {\n  respond 200 json { all, one: all[\"apples\"] }\n}\nlet name = data.name\nlet _p: map<text> = { name }"
    ));
}

#[test]
fn what_is_no_map() {
    assert_diagnostics!(program(
        STOCK,
        "let _a: map<int> = { a: 1, b: \"x\" }\nlet _b: map<int> = data.owner\nlet record = { a: 1 }\nlet _c: map<int> = record\nlet _d: map<int> = { a: 1, a: 2 }\nlet _e: map<int> = { ...record }\nlet _f: map<int> = [1]\nlet _g: map<int> = { a?: 1 }\nlet _h: { a: int } = prices()\nlet _i: map<int> = prices()\nlet _j: map = { a: 1 }\nlet _k: map<nothing> = { a: 1 }"
    ));
}

#[test]
fn keys_are_texts() {
    assert_diagnostics!(program(
        STOCK,
        "let all = stock()\nlet _a = all[0]\nlet _b = all[data.nick]\nlet _c = 1 in all\nlet _d = data.nick in all\nlet _e = all.apples\nlet _f = all[\"apples\"].left\nlet _g = all.set(1, { left: 1, note: null })\nlet _h = all.set(\"a\", 1)\nlet _i = data.tags.to_map(tag => tag.length, tag => tag)"
    ));
}

#[test]
fn functions_of_other_languages() {
    assert_diagnostics!(program(
        STOCK,
        "let all = stock()\nlet _a = all.get(\"apples\")\nlet _b = all.has(\"apples\")\nlet _c = all.hasKey(\"apples\")\nlet _d = all.size\nlet _e = all.map(x => x)\nlet _f = all.length()\nlet _g = data.tags.keys()\nlet _h = context.headers.keys()"
    ));
}

#[test]
fn a_loop_over_a_map_has_two_names() {
    assert_diagnostics!(program(
        STOCK,
        "for one in stock() {\n  log info \"{one.left}\"\n}\nfor key, one in stock() {\n  log info \"{key}\"\n}\nlet _a = for key, i in prices() {\n  i + 1\n}"
    ));
}

#[test]
fn places_that_take_no_map() {
    assert_diagnostics!(
        "config limits: map<int>\n\ncollection rows {\n  name: text\n  counts: map<int>\n}\n\nworkflow w {\n  trigger webhook GET \"/w/{m: map<int>}\" {\n    verify none because \"a test\"\n    query { page: map<int> }\n    headers { \"x-a\": map<text> }\n  }\n  let m: map<int> = {}\n  log info \"{m}\"\n  let _a = m < m\n  let _b = m + m\n  http GET \"https://example.com\" { query { m: m } }\n  respond 200 text \"x\"\n}\n"
    );
}

#[test]
fn a_form_takes_a_map_as_json() {
    assert_clean!(
        "workflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body form { payload: map<int>, more: map<text>? }\n  }\n  respond 200 json { payload: context.data.payload, more: context.data.more }\n}\n"
    );
}
