//! Settings and records.

use crate::support::mistakes;

mistakes! {
    a_setting_with_a_colon: r#"
service ci {
  url: config.ci_url
  timeout: 5s
}
"#;
    a_setting_with_an_equal: r#"
service ci {
  url = config.ci_url
  timeout=5s
}
"#;
    a_trigger_setting_with_a_colon: r#"
workflow w {
  trigger webhook POST "/w" {
    verify: hmac {
      secret: secrets.a
    }
    body: json { a: int }
    mode: sync
  }
  respond 200 json: { a: 1 }
}
"#;
    a_record_with_an_equal in workflow: r#"
  update c where .id == 1 set { status = "done", n: 1 }
  respond 200 json { a = 1 }"#;
    a_record_without_a_comma in workflow: r#"
  respond 200 json { a: 1 b: 2 }"#;
    a_value_is_missing_in_a_record in workflow: r#"
  respond 200 json {
    a:
    b: 2
  }"#;
    a_value_is_missing_at_the_end_of_a_record in workflow: r#"
  respond 200 json { a: }"#;
    a_setting_with_a_broken_value: r#"
service ci {
  url config.
  timeout 5s )
  retry ,
}
"#;
    a_body_that_is_no_kind: r#"
workflow w {
  trigger webhook POST "/w" {
    verify none
    body { a: int }
  }
  respond 204
}
"#;
    a_typed_text_body: r#"
workflow w {
  trigger webhook POST "/w" {
    verify none
    body text { a: int }
  }
  respond 204
}
"#;
}
