//! Statements and steps.

use crate::support::mistakes;

mistakes! {
    misspelt_statements in workflow: r#"
  lett a = 1
  nofity team "x"
  if a == 1 {
    respnd 204
  } esle {
    respond 200
  }"#;
    misspelt_clauses in workflow: r#"
  let a = find oen c where .id == 1
  let b = find one c whre .id == 1
  upsert c bye (email) { email: a.email }
  respond 200 json { a, b }"#;
    words_of_other_languages in workflow: r#"
  const a = 1
  try {
    insert c { a }
  } except e {
    throw "no"
  }
  return a"#;
    elsif in workflow: r#"
  if a {
    respond 201
  } elsif b {
    respond 202
  } elif c {
    respond 203
  } elseif d {
    respond 204
  }"#;
    a_let_without_a_value in workflow: r#"
  let a
  respond 200 json { a }"#;
    a_let_without_an_equal in workflow: r#"
  let a 5
  respond 200 json { a }"#;
    a_let_without_a_name in workflow: r#"
  let = 5
  respond 200"#;
    a_field_is_assigned_to in workflow: r#"
  row.status = "done"
  respond 200"#;
    a_condition_is_missing in workflow: r#"
  if {
    let a = b c
    respond 204
  }
  respond 200"#;
    a_broken_condition in workflow: r#"
  if a b {
    respnd 204
  } else if c d {
    respond 205 x y
  }
  respond 200"#;
    a_block_is_missing in workflow: r#"
  if a
  respond 200"#;
    two_statements_on_a_line in workflow: r#"
  let a = 1 let b = 2
  respond 200 json { a }"#;
    a_step_without_its_record in workflow: r#"
  create c
  update c where .id == 1
  respond 200"#;
    an_http_step_without_a_target in workflow: r#"
  let a = http POST
  respond 200 json { a }"#;
    a_try_without_a_block in workflow: r#"
  try http GET "https://example.com"
  respond 200"#;
}
