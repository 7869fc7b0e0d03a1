//! Declarations: types, collections, configs, services, channels.

use crate::support::{check_text, program as checked, report};
use crate::{assert_diagnostics, program, workflow};

#[test]
fn defaults_that_do_not_fit() {
    assert_diagnostics!(program(
        "config a: int = \"x\"\nconfig b: time = 1\nconfig c: text = config.d\ncollection c1 {\n  n: int = \"0\"\n  s: \"new\" | \"paid\" = \"nwe\"\n  t: time = 5\n  u: text = now()\n  v: text? = null\n  w: text = null\n  x: float = 1\n}",
        ""
    ));
}

#[test]
fn types_that_a_collection_cannot_hold() {
    assert_diagnostics!(program(
        "collection c1 {\n  a: [text]\n  b: { x: int }\n  c: json?\n}",
        ""
    ));
}

#[test]
fn keys_of_fields_that_are_not_there() {
    assert_diagnostics!(program(
        "collection c1 {\n  email: text\n  name: text\n  unique (emial)\n  index (name, zip)\n}",
        ""
    ));
}

#[test]
fn an_id_that_is_declared() {
    assert_diagnostics!(program("collection c1 {\n  id: text\n  name: text\n}", ""));
}

#[test]
fn former_names_that_no_column_can_have_had() {
    assert_diagnostics!(program(
        "collection c1 {\n  a: text was a\n  b: int = 1 was c\n  c: int\n  d: int was id\n  e: text? was old\n  f: text? was old\n}",
        ""
    ));
}

#[test]
fn names_that_differ_in_case_only() {
    assert_diagnostics!(program(
        "secret k\nsecret K\nconfig a: int = 1\nconfig A: int = 2\ncollection c1 {\n  n: int\n  \"N\": int\n}\ncollection C1 {\n  n: int\n}",
        ""
    ));
}

#[test]
fn collections_that_no_table_can_hold() {
    assert_diagnostics!(program(
        "collection sqlite_things {\n  a: int\n  \"\": int\n}",
        ""
    ));
}

#[test]
fn a_collection_of_too_many_fields() {
    let fields: String = (0..1001)
        .map(|number| format!("  f{number}: int?\n"))
        .collect();
    let (sources, _, diagnostics) = check_text(&format!("collection many {{\n{fields}}}\n"));
    let report = report(&sources, &diagnostics);
    assert!(report.contains("`many` has 1001 fields"), "{report}");
}

#[test]
fn types_that_hold_each_other() {
    assert_diagnostics!(program(
        "type A = { b: B }\ntype B = { a: [A] }\ntype C = { c: C? }",
        "let _x: A = { b: 1 }"
    ));
}

#[test]
fn types_of_other_languages() {
    assert_diagnostics!(program(
        "type A = { a: string, b: integer, c: Strin, d: tex, e: Nothing }",
        ""
    ));
}

#[test]
fn services_that_lack_something() {
    assert_diagnostics!(program(
        "service a {\n  timeout 5s\n}\nservice b {\n  url \"b.example.com\"\n  header 3 \"x\"\n}\nservice c {\n  url \"https://c.example.com\"\n  timeout \"5s\"\n  tiemout 5s\n  url \"https://d.example.com\"\n}\nservice e {\n  url \"https://user:password@e.example.com\"\n}\nservice f {\n  url config.port\n}\nconfig port: int = 80",
        ""
    ));
}

#[test]
fn channels_that_lack_something() {
    assert_diagnostics!(program(
        "secret k\nchannel a = slak { url secrets.k }\nchannel b = slack { }\nchannel c = email {\n  smtp \"localhost\"\n}\nchannel d = email {\n  smtp \"smtp://localhost\"\n  from \"{secrets.k}@example.com\"\n}",
        ""
    ));
}

#[test]
fn unions_that_are_not_built() {
    assert_diagnostics!(program(
        "type A = \"a\" | text\ntype B = { x: int } | { y: int }",
        ""
    ));
}

/// Each type has two fields of the previous type.
fn doubled(levels: usize) -> String {
    let types = (1..levels).map(|level| {
        let inner = level - 1;
        format!("type T{level} = {{ a: T{inner}, b: [T{inner}]? }}\n")
    });
    ["type T0 = { a: text }\n".to_owned()]
        .into_iter()
        .chain(types)
        .collect()
}

#[test]
fn a_type_that_is_too_large_is_reported_once() {
    let text = program(
        &format!("{}fn f(x: T99) -> T98 {{ x.a }}", doubled(100)),
        "let _a = data.name",
    );
    let (sources, _, diagnostics) = check_text(&text);
    insta::assert_snapshot!(report(&sources, &diagnostics));
}

#[test]
fn types_that_are_nearly_too_large() {
    checked(&program(
        &format!("{}fn f(x: T11) -> T10 {{ x.a }}", doubled(12)),
        "",
    ));
}

#[test]
fn types_without_a_name_that_are_too_large() {
    let types = doubled(12);
    let text = program(
        &format!("{types}fn f(x: [{{ a: T11, b: {{ c: T11? }} }}]) -> T11? {{ x[0]?.a }}"),
        "let _a: { a: T11, b: T11 }? = null",
    );
    let (sources, _, diagnostics) = check_text(&text);
    insta::assert_snapshot!(report(&sources, &diagnostics));
}

/// A stack overflow here would terminate the editor's language server.
#[test]
fn a_type_that_is_too_deep_is_reported_once() {
    for order in [1, -1] {
        let types = (1..20_000).map(|level| match order {
            1 => format!("type T{level} = {{ a: T{} }}\n", level - 1),
            _ => format!("type T{} = [T{}?]\n", 20_000 - level, 19_999 - level),
        });
        let types: String = types.collect();
        let text = program(&format!("type T0 = {{ a: text }}\n{types}"), "");
        let (_, _, diagnostics) = check_text(&text);
        let messages: Vec<&str> = diagnostics.iter().map(|one| &*one.message).collect();
        let level = if order == 1 { 128 } else { 64 };
        let wanted = format!("the type `T{level}` nests types more than 128 deep");
        assert_eq!(messages, [wanted]);
    }
}

#[test]
fn a_cycle_of_many_types_is_one_mistake() {
    let types =
        (0..20_000).map(|level| format!("type T{level} = {{ a: T{} }}\n", (level + 1) % 20_000));
    let types: String = types.collect();
    let (_, _, diagnostics) = check_text(&program(&types, ""));
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn a_value_whose_type_is_too_deep() {
    for wrap in ["[v]", "{ a: v }"] {
        let values = (1..2_000).map(|level| {
            let inner = format!("v{}", level - 1);
            format!("let v{level} = {}\n", wrap.replace('v', &inner))
        });
        let values: String = values.collect();
        let text = workflow(&format!("let v0 = {{ a: data.name }}\n{values}"));
        let (_, _, diagnostics) = check_text(&text);
        let errors = diagnostics
            .iter()
            .filter(|one| one.message.contains("more than 128"));
        assert_eq!(errors.count(), 1, "{wrap}");
    }
}

#[test]
fn a_value_whose_type_is_too_large() {
    let values = (1..60).map(|level| {
        let inner = level - 1;
        format!("let v{level} = {{ a: v{inner}, b: v{inner} }}\n")
    });
    let values: String = values.collect();
    let text = workflow(&format!("let v0 = {{ a: data.name }}\n{values}"));
    let (sources, _, diagnostics) = check_text(&text);
    insta::assert_snapshot!(report(&sources, &diagnostics));
}
