//! Strings, characters, numbers and comments.

use crate::support::mistakes;

mistakes! {
    a_string_is_not_closed in workflow: r#"
  let a = "abc
  respond 200 json { a }"#;
    a_string_in_a_call_is_not_closed in workflow: r#"
  let a = f("abc)
  respond 200 json { error: "no }
  respond 201"#;
    a_string_before_a_comma_is_not_closed in workflow: r#"
  let a = {
    b: "x,
    c: 1
  }"#;
    a_string_before_a_block_is_not_closed: r#"
workflow w {
  trigger webhook POST "/w/{id} {
    verify none
  }
  if context.path == "/w {
    respond 200
  }
}
"#;
    a_block_string_is_not_closed: r#"
fn f() -> text {
  """
  abc
}

secret next
"#;
    a_string_in_single_quotes in workflow: r#"
  let a = 'it has "quotes" and \d'
  respond 200 json { a }"#;
    an_apostrophe in workflow: r#"
  let a = don't
  respond 200"#;
    an_interpolation_is_not_closed in workflow: r#"
  let a = "hello {name, how are you?"
  respond 200 json { a }"#;
    an_interpolation_in_a_block_string_is_not_closed: r#"
fn f(name: text) -> text {
  """
  hello {name
  and more
  """
}
"#;
    an_empty_interpolation in workflow: r#"
  let a = "{}"
  respond 200 json { a }"#;
    a_constant_in_an_interpolation in workflow: r#"
  let a = "a{2}b"
  let b = "a{2}\n"
  respond 200"#;
    json_in_a_string in workflow: r#"
  let a = "{ \"a\": 1 }"
  let b = "{"a": 1}"
  respond 200"#;
    an_escape_that_there_is_not in workflow: r#"
  let a = "\d+ \' \u{110000} \u12"
  respond 200"#;
    a_number_that_does_not_fit in workflow: r#"
  let a = 9_223_372_036_854_775_808
  let b = -9223372036854775808
  let c = 1e999
  let d = 999999999999999d"#;
    a_number_that_is_none in workflow: r#"
  let a = 007
  let b = 1_000_
  let c = 0x1F
  let d = 1.5h"#;
    a_unit_that_there_is_not: r#"
service a {
  timeout 5sec
  timeout 5x
  timeout 5 s
  timeout 10 minutes
  max_body 1MB
  timeout 1h30m
}
"#;
    semicolons in workflow: r#"
  let a = 1;
  let b = 2; let c = 3
  respond 200;"#;
    comments_of_other_languages in workflow: r#"
  # a comment
  let a = 1 /* another */
  /* one
     of two lines */
  respond 200"#;
    a_character_without_meaning in workflow: r#"
  let a = @b
  let c = “quoted”
  let d = 1 × 2"#;
    a_name_with_other_letters in workflow: r#"
  let größe = 1
  let sаy = 2
  respond 200 json { größe }"#;
    a_hidden_character_in_a_word: "secr\u{200B}et token\nsecret next\n";
    a_direction_in_a_string in workflow: "
  let access = \"user\u{202E} \u{2066}// check if admin\u{2069} \u{2066}\"
  let b = r\"x\u{200B}\"";
    a_direction_in_a_comment in workflow: "
  // \u{202E} } \u{2066}if (isAdmin)\u{2069} \u{2066} begin admins only
  respond 200";
    a_byte_order_mark: "\u{FEFF}secret a\nsecret\u{FEFF} b\n";
    a_doc_comment_inside_a_body in workflow: r#"
  /// not documented
  /// at all
  let a = 1
  respond 200 json { a }"#;
}
