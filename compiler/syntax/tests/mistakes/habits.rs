//! Habits from other languages: each is one mistake, with the rule in its help.

use crate::support::mistakes;

mistakes! {
    arms_with_a_colon in workflow: r#"
  let a = match b { "a": 1, _: 2 }
  respond 200 json { a }"#;
    double_braces in workflow: r#"
  respond 200 json { a: "Hello {{name}}", b: "Hello {{a.b.c}}" }"#;
    backticks in workflow: r#"
  respond 200 text `Hello ${name}`"#;
    a_dollar in workflow: r#"
  respond 200 text "Hello ${name}, \u{24}{price}""#;
    a_record_after_respond in workflow: r#"
  if a {
    respond { status: 404, body: "x" }
  }
  if b {
    respond { status: 404 }
  }
  if c {
    respond { ok: true }
  }
  respond 200 { ok: true, name }"#;
    a_return in workflow: r#"
  if a { return 404 }
  return { ok: true }"#;
    an_enum: "enum Status { open, closed }\n";
    an_import: "import \"other.flow\"\n";
    or_null: "type A = { a: int | null, b: \"x\" | \"y\" | null, c: null | text? }\n";
    a_switch in workflow: r#"
  switch a { case "a": respond 200 }
  respond 204"#;
    a_catch_in_parentheses in workflow: r#"
  try { notify a "x" } catch (e) { respond 500 }
  respond 200"#;
    is_null in workflow: r#"
  if a is null { respond 201 }
  if a is not null { respond 202 }
  respond 200"#;
    an_assignment_with_an_operator in workflow: r#"
  x += 1
  respond 200"#;
    a_fail_without_a_reason in workflow: r#"
  if a { fail }
  fail"#;
    an_http_trigger: "workflow w {\n  trigger http POST \"/w\"\n}\n";
    a_webhook_without_a_method: "workflow w {\n  trigger webhook \"/w\"\n}\n";
    a_unique_field: "collection a {\n  b: text unique\n  c text unique\n}\n";
    clauses_without_their_words in workflow: r#"
  upsert a by b { b: 1 }
  update a where .id == 1 { b: 2 }
  let c = find oen a where .id == 1
  let d = await http GET "https://example.com"
  respond 200 json { c, d }"#;
    a_function_without_an_arrow: "fn a(b: int) int {\n  b\n}\n";
    a_channel_without_a_kind: "channel a { kind slack }\n";
    a_secret_with_a_value: "secret a = \"b\"\n";
    an_else_without_the_brace_before in workflow: r#"
  if a {
    respond 201
  else {
    respond 202
  }"#;
}
