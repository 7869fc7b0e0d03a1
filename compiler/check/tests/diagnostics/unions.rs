//! Unions of records, open unions of texts, and `body json by`.

use crate::{assert_clean, assert_diagnostics, program};

const EVENTS: &str = "type Push = { type: \"push\", ref: text, note: text?, by: { login: text } }\ntype Ping = { type: \"ping\", zen: text, note: text?, by: { login: text } }\ntype Other = { type: text, by: { login: text } }\ntype Event = Push | Ping\ntype Any = Push | Ping | Other\ntype Level = \"low\" | \"high\" | text\n\nfn event() -> Event { { type: \"push\", ref: \"main\", note: null, by: { login: \"ada\" } } }\n\nfn push() -> Push { { type: \"push\", ref: \"main\", note: null, by: { login: \"ada\" } } }\n\nfn level() -> Level { \"low\" }";

/// A workflow with a body by another part of the request.
fn by(declarations: &str, setting: &str, statements: &str) -> String {
    format!(
        "{declarations}\n\nworkflow w {{\n  trigger webhook POST \"/w/{{kind}}\" {{\n    verify none because \"a test\"\n    {setting}\n  }}\n\n  {statements}\n  respond 204\n}}\n"
    )
}

#[test]
fn unions_that_are_fine() {
    assert_clean!(program(
        EVENTS,
        "let e = event()\nlet _a: text = match e {\n  Push as push => push.ref\n  Ping as ping => ping.zen\n}\nmatch e {\n  Push {\n    log info \"a push\"\n  }\n  _ {\n    log info e.by.login\n  }\n}\nlet _b: \"push\" | \"ping\" = e.type\nif e.note != null {\n  log info e.note\n}\nlet _c: bool = e.type == \"push\"\nlet _d: [Event] = [push(), { type: \"ping\", zen: \"z\", note: null, by: { login: \"x\" } }]\nlet _e: Any = { type: \"fork\", by: { login: \"x\" } }\nlet _f: Event? = null\nlet _g = decode data.name as Event\nlet _h = e == event()\nlet _i = e.to_json()\nlet _j: Event = if data.done { push() } else { event() }\nlet _k: map<Event> = { a: push() }\nlet _l = match _f {\n  null => \"none\"\n  Push | Ping => \"one\"\n}\nlet _m: { one: Event, all: [Any] } = { one: push(), all: [push()] }\nlet _n = _f == (if data.done { if data.done { null } else { push() } } else { ({ type: \"ping\", zen: \"z\", note: null, by: { login: \"x\" } }) })\nlog info e.to_json()"
    ));
}

#[test]
fn open_unions_that_are_fine() {
    assert_clean!(program(
        EVENTS,
        "let l = level()\nlet _a = l == \"middle\"\nlet _b = match l {\n  \"low\" => 1\n  \"middle\" => 2\n  _ => 3\n}\nlet _c: Level = data.name\nlet _d: text = l\nlet _e = \"{l}: {l.upper()}\"\nlet _f = l in [\"low\", \"else\"]\nlet _g = [l, data.name, \"x\"]\nlet _h = data.status == l"
    ));
}

#[test]
fn an_open_union_needs_an_arm_for_the_rest() {
    assert_diagnostics!(program(
        EVENTS,
        "let _a = match level() {\n  \"low\" => 1\n  \"high\" => 2\n}"
    ));
}

#[test]
fn members_that_are_no_records() {
    assert_diagnostics!(
        "type A = int | text\n\ntype B = int | float\n\ntype C = { x: int } | { y: int }\n\ntype D = \"a\" | E\n\ntype E = { type: \"e\" }\n\ntype F = E | [int]\n"
    );
}

#[test]
fn records_that_nothing_tells_apart() {
    assert_diagnostics!(
        "type A = { x: int }\n\ntype B = { y: int }\n\ntype C = A | B\n\ntype D = { type: \"d\" }\n\ntype E = D | A\n\ntype F = { type: text }\n\ntype G = { type: text, more: int }\n\ntype H = D | F | G\n"
    );
}

#[test]
fn equal_tags() {
    assert_diagnostics!(
        "type A = { v: \"1\", type: \"a\" }\n\ntype B = { v: \"1\", type: \"b\" }\n\ntype C = A | B\n\ntype D = A | A\n"
    );
}

#[test]
fn a_union_that_contains_itself() {
    assert_diagnostics!(
        "type Leaf = { type: \"leaf\", value: int }\n\ntype Node = { type: \"node\", children: [Tree] }\n\ntype Tree = Leaf | Node\n"
    );
}

#[test]
fn a_variant_without_an_arm() {
    assert_diagnostics!(program(
        EVENTS,
        "let e = event()\nlet _a = match e {\n  Push as push => push.ref\n}\nlet maybe: Event? = e\nmatch maybe {\n  Push as push {\n    log info push.ref\n  }\n}"
    ));
}

#[test]
fn arms_that_are_never_reached() {
    assert_diagnostics!(program(
        EVENTS,
        "let e = event()\nlet _a = match e {\n  Push as push => push.ref\n  Push => \"again\"\n  Ping => \"ping\"\n  _ => \"nothing\"\n}"
    ));
}

#[test]
fn patterns_that_are_no_variants() {
    assert_diagnostics!(program(
        EVENTS,
        "let e = event()\nlet _a = match e {\n  Pusch as push => push.ref\n  _ => \"\"\n}\nlet _b = match e {\n  Other as other => other.type\n  _ => \"\"\n}\nlet _c = match e {\n  \"push\" => 1\n  _ => 2\n}\nlet _d = match data.status {\n  Open => 1\n  _ => 2\n}\nlet _e = match e {\n  Push as p | Ping => p.by.login\n  _ => \"\"\n}\nlet _f = match e {\n  null as nothing => 1\n  _ => 2\n}\nlet _g = match e {\n  push => 1\n  _ => 2\n}"
    ));
}

#[test]
fn fields_that_not_all_variants_have() {
    assert_diagnostics!(program(
        EVENTS,
        "let e = event()\nlet _a = e.ref\nlet _b = e.refs\nlet _c = e.nothing\nlet maybe: Event? = e\nlet _d = maybe.type\nlet any: Any = e\nlet _e = any.note"
    ));
}

#[test]
fn fields_of_different_types() {
    assert_diagnostics!(program(
        "type A = { type: \"a\", id: int }\ntype B = { type: \"b\", id: text }\ntype C = A | B\n\nfn one() -> C { { type: \"a\", id: 1 } }",
        "let _a = one().id"
    ));
}

#[test]
fn the_name_of_an_arm_is_checked_like_any_other() {
    assert_diagnostics!(program(
        EVENTS,
        "let e = event()\nlet _a = match e {\n  Push as data => 1\n  Ping as _ping => 2\n}\nlet _b = match e {\n  Push as unused => 1\n  Ping as if => 2\n}\nlet _c = match e {\n  Push as push => push.zen\n  Ping as ping => push.ref\n}"
    ));
}

#[test]
fn record_literals_without_a_known_tag() {
    assert_diagnostics!(program(
        EVENTS,
        "let _a: Event = { ref: \"main\", note: null, by: { login: \"x\" } }\nlet _b: Event = { type: \"pusch\", ref: \"main\" }\nlet _c: Event = { type: \"push\", ref: \"main\" }\nlet _d: Event = { type: data.name, ref: \"main\", note: null, by: { login: \"x\" } }\nlet _e: Event = { type: \"ping\", ref: \"main\", zen: \"z\", note: null, by: { login: \"x\" } }\nlet _f: Event = data.owner\nlet _g: Event = { type: \"fork\" }"
    ));
}

#[test]
fn a_union_where_one_variant_is_wanted() {
    assert_diagnostics!(program(
        &format!("{EVENTS}\n\nfn length(push: Push) -> int {{ push.ref.length }}"),
        "let e = event()\nlet _a = length(e)\nlet any: Any = e\nlet _b: Event = any\nlet _c = if data.done { push() } else { { type: \"ping\" } }\nlet _d = e < e\nlet _e = \"{e}\"\nlet _f = e == data.name"
    ));
}

#[test]
fn places_that_take_no_union() {
    assert_diagnostics!(
        "type A = { type: \"a\" }\n\ntype B = { type: \"b\" }\n\ntype C = A | B\n\nconfig c: C\n\ncollection rows {\n  c: C\n}\n\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body form C\n  }\n  respond 204\n}\n"
    );
}

#[test]
fn unions_of_other_languages() {
    assert_diagnostics!(program(
        EVENTS,
        "let e = event()\nlet _a = match e {\n  Push(push) => push.ref\n  _ => \"\"\n}\nlet _b = if e is Push { 1 } else { 2 }"
    ));
}

#[test]
fn a_union_in_a_form_is_sent_as_json() {
    assert_clean!(
        "type A = { type: \"a\", n: int }\n\ntype B = { type: \"b\" }\n\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body form { payload: A | B }\n  }\n  respond 200 text context.data.payload.type\n}\n"
    );
}

const BODIES: &str = "type Push = { ref: text, sender: { login: text } }\n\ntype Ping = { zen: text, sender: { login: text } }";

#[test]
fn bodies_by_a_header_that_are_fine() {
    assert_clean!(by(
        BODIES,
        "when context.query[\"x\"] != null\n    body json by context.headers[\"x-github-event\"] {\n      \"push\" | \"tag\" => Push\n      \"ping\" => Ping\n      \"fork\" => ignore\n      _ => Ping\n    }",
        "match context.data {\n    Push as push {\n      log info push.ref\n    }\n    Ping as ping {\n      log info ping.zen\n    }\n  }\n  log info context.data.sender.login"
    ));
    assert_clean!(by(
        BODIES,
        "body json by context.params.kind { \"push\" => Push, _ => ignore }",
        "log info context.data.ref"
    ));
}

#[test]
fn arms_of_a_body_that_name_no_record() {
    assert_diagnostics!(by(
        BODIES,
        "body json by context.params.kind {\n      \"a\" => { ref: text }\n      \"b\" => [Push]\n      \"c\" => text\n      \"d\" => Pusch\n      _ => ignore\n    }",
        "log info context.data.ref"
    ));
}

#[test]
fn arms_of_a_body_that_do_not_cover_everything() {
    assert_diagnostics!(by(
        BODIES,
        "body json by context.headers[\"x-event\"] {\n      \"push\" => Push\n      null => Ping\n    }",
        "log info context.data.sender.login"
    ));
}

#[test]
fn arms_of_a_body_that_are_never_reached() {
    assert_diagnostics!(by(
        BODIES,
        "body json by context.params.kind {\n      \"push\" => Push\n      _ => ignore\n      \"ping\" => Ping\n    }",
        "log info context.data.sender.login"
    ));
}

#[test]
fn a_body_that_is_always_ignored() {
    assert_diagnostics!(by(
        BODIES,
        "body json by context.params.kind { \"push\" => ignore, _ => ignore }",
        "log info context.ip"
    ));
}

#[test]
fn a_body_by_what_is_not_known_yet() {
    assert_diagnostics!(by(
        BODIES,
        "body json by context.data.type { \"push\" => Push, _ => ignore }",
        "log info context.data.ref"
    ));
}

#[test]
fn a_body_by_something_that_is_no_text() {
    assert_diagnostics!(by(
        BODIES,
        "body json by context.headers { \"push\" => Push, _ => ignore }",
        "log info context.data.ref"
    ));
}

#[test]
fn a_form_by_a_header() {
    assert_diagnostics!(by(
        BODIES,
        "body form by context.params.kind { \"push\" => Push, _ => ignore }",
        "log info context.data.ref"
    ));
}

#[test]
fn an_arm_of_a_body_with_a_colon() {
    assert_diagnostics!(by(
        BODIES,
        "body json by context.params.kind { \"push\": Push, _: ignore }",
        "log info context.data.ref"
    ));
}

#[test]
fn a_body_that_is_one_of_several_is_not_one_of_them() {
    assert_diagnostics!(by(
        &format!("{BODIES}\n\nfn ref_of(push: Push) -> text {{ push.ref }}"),
        "body json by context.params.kind { \"push\" => Push, _ => Ping }",
        "log info context.data.ref\n  log info ref_of(context.data)\n  let _a = match context.data {\n    Push as push => push.ref\n  }"
    ));
}
