//! Declarations.

use crate::support::mistakes;

mistakes! {
    a_misspelt_item: r#"
workfow w {
  trigger webhook POST "/w" { verify none }
  respond 204
}

colection c {
  name: text
}
"#;
    an_item_of_another_language: r#"
function f(a: int) -> int {
  a
}

import "other"

table c {
  name: text
}

hello world
"#;
    a_statement_outside_of_a_workflow: r#"
let a = 1
secret next
"#;
    a_config_without_type: "config a = 5\n";
    a_type_without_equal: "type A {\n  a: int\n}\n";
    a_channel_without_equal: "channel team slack {\n  url secrets.url\n}\n";
    a_collection_with_equal: "collection c = {\n  a: int\n}\nservice s = {\n  url config.u\n}\n";
    a_function_with_a_colon: "fn f(a: int): int {\n  a\n}\n";
    a_parameter_without_type: "fn f(a) -> int {\n  a\n}\n";
    an_optional_mark_behind_the_name: r#"
type A = {
  a?: text
  b?: text?
}

collection c {
  a?: text
}
"#;
    a_list_type_with_brackets_behind: "type A = { a: text[], b: int[]? }\n";
    a_field_with_equal: "type A = {\n  a = text\n}\n";
    a_field_without_colon: "type A = {\n  a text\n  b? int\n}\n\ncollection c {\n  a text = \"x\"\n  b ==\n}\n";
    a_field_without_type: "type A = {\n  a\n  b: text\n}\n";
    a_collection_field_without_type: "collection c {\n  a:\n  b: text\n}\n";
    a_broken_type: "type A = {\n  a: [text\n  b: text\n}\n";
    paths_that_cannot_be: r#"
workflow a {
  trigger webhook POST "a" { verify none }
  respond 204
}

workflow b {
  trigger webhook POST "/files/{name}.{kind}" { verify none }
  respond 204
}
"#;
    a_path_without_quotes: r#"
workflow a {
  trigger webhook POST /a {
    verify none
  }
  respond 204
}
"#;
    a_trigger_without_method: r#"
workflow a {
  trigger webhook "/a" {
    verify none
  }
  respond 204
}
"#;
    a_misspelt_trigger: r#"
workflow a {
  tigger webhook POST "/a" {
    verify none
  }
  respond 204
}
"#;
    a_late_trigger: r#"
workflow a {
  let b = 1
  trigger webhook POST "/a" { verify none }
  respond 204
}
"#;
    a_name_is_missing: "secret\nconfig : text\nsecret next\n";
    too_deep: format!("fn f() -> int {{\n  {}1{}\n}}\nsecret next\n", "(".repeat(200), ")".repeat(200));
}
