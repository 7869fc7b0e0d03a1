//! Brackets.

use crate::support::mistakes;

mistakes! {
    a_brace_is_missing_after_a_trigger: r#"
workflow w {
  trigger webhook POST "/w" {
    verify none

  let a = context.data
  respond 200 json { a }
}

secret next
"#;
    a_brace_is_missing_after_an_if: r#"
workflow w {
  trigger webhook POST "/w" { verify none }
  if context.data.a {
    respond 204

  let b = 1
  respond 200 json { b }
}
"#;
    a_brace_is_missing_before_the_next_item: r#"
workflow w {
  trigger webhook POST "/w" { verify none }
  respond 204

collection c {
  name: text
}
"#;
    a_brace_is_missing_at_the_end_of_the_file: r#"
workflow w {
  trigger webhook POST "/w" { verify none }
  if true {
    respond 204
"#;
    a_paren_is_missing in workflow: r#"
  let a = f(1, 2
  let b = 2
  respond 200 json { a, b }"#;
    a_paren_is_missing_before_a_block in workflow: r#"
  if (context.data.a == 1 {
    respond 204
  }
  respond 200"#;
    a_square_bracket_is_missing in workflow: r#"
  let a = [1, 2
  respond 200 json { a }"#;
    a_list_of_several_lines_is_not_closed: r#"
workflow w {
  trigger webhook POST "/w" {
    allow [
      "192.0.2.0/24",
      "198.51.100.0/24",
    mode sync
  }
  respond 204
}
"#;
    a_paren_is_closed_by_a_square_bracket in workflow: r#"
  let a = f(1, 2]
  respond 200 json { a }"#;
    a_record_inside_a_call_is_not_closed in workflow: r#"
  let a = f({ a: 1, b: 2)
  respond 200 json { a }"#;
    a_brace_is_too_many: r#"
workflow w {
  trigger webhook POST "/w" { verify none }
  if true {
    respond 204
  }
  }
  respond 200
}

secret next
"#;
    a_brace_is_too_many_at_the_end: r#"
fn f(a: int) -> int {
  a
}
}

secret next
"#;
    a_paren_is_too_many in workflow: r#"
  let a = f(1, 2))
  respond 200 json { a }"#;
    an_opening_brace_is_missing: r#"
workflow w {
  trigger webhook POST "/w"
    verify none
    mode sync
  }
  if true
    respond 204
  }
  respond 200
}

service s
  url config.u
}

secret next
"#;
    a_record_of_one_line_is_not_closed in workflow: r#"
  create c { a: 1, b: 2
  respond 200"#;
    a_brace_stands_on_its_own_line: r#"
workflow w
{
  trigger webhook POST "/w"
  {
    verify none
  }
  if true
  {
    respond 204
  }
  else
  {
    respond 200
  }
}
"#;
}
