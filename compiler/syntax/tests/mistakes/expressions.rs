//! Expressions.

use crate::support::mistakes;

mistakes! {
    assignment_in_a_condition in workflow: r#"
  if context.data.a = 1 {
    respond 204
  }
  let row = find one c where .a = 1
  respond 200"#;
    operators_of_other_languages in workflow: r#"
  if a && b || !c {
    respond 204
  }
  if a === b and c !== d {
    respond 204
  }
  respond 200"#;
    a_ternary in workflow: r#"
  let a = b > 1 ? "many" : "one"
  respond 200 json { a }"#;
    a_chain_of_comparisons in workflow: r#"
  if 1 < a < 3 {
    respond 204
  }"#;
    an_operand_is_missing in workflow: r#"
  let a = 1 +
  let b = 2
  respond 200 json { a, b }"#;
    an_operand_is_missing_before_a_closer in workflow: r#"
  let a = (1 + ) * 2
  let b = [1, , 2]
  respond 200 json { a, b }"#;
    two_operands_side_by_side in workflow: r#"
  let a = b c
  respond 200 json { a }"#;
    an_argument_without_a_comma in workflow: r#"
  let a = f(1 2)
  respond 200 json { a }"#;
    a_member_is_missing in workflow: r#"
  let a = context.
  respond 200 json { a }"#;
    a_call_on_the_next_line in workflow: r#"
  let a = f
  (1)
  respond 200"#;
    a_record_or_a_block_after_an_arrow in workflow: r#"
  let a = match b {
    1 => { c, d }
    _ => {}
  }"#;
    patterns_that_are_none in workflow: r#"
  let a = match b {
    sales => 1
    5s => 2
    default => 3
    Push(push) => 4
    Push(ref, by) => 5
    null as nothing => 6
  }"#;
    an_arm_without_an_arrow in workflow: r#"
  let a = match b {
    "x" 1
    _ => 2
  }
  respond 200 json { a }"#;
    an_interpolation_that_is_broken in workflow: r#"
  let a = "x {b c} y"
  respond 200 json { a }"#;
}
