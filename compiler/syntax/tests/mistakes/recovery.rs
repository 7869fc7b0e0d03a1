//! Several mistakes at once: each is reported, and none hides another.

use crate::support::mistakes;

mistakes! {
    several_broken_statements in workflow: r#"
  let a = )
  let b = 1 2
  notify team
  respond 200 json { a: b c }
  if x { y z }
  fail"#;
    several_broken_items: r#"
type A = {
  a: ,
  b: text
}

secret 5

workflow w {
  trigger webhook POST "/w" {
    verify none
    when ==
  }
  respond
}

workflow {
}

secret next
"#;
    an_item_that_is_not_finished: r#"
workflow w {
  trigger webhook POST "/w" {
    verify hmac {
      secret secrets.

type A = { a: text }
"#;
    rubbish: "%%% ??? ((( \n)]} = = =\n\"\n";
}
