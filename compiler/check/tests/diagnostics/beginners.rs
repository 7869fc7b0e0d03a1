//! Beginners' mistakes: each gives one readable report.

use crate::assert_diagnostics;

fn form(change: impl Fn(&str) -> String) -> String {
    let right = "secret github

type Order = { email: text, amount: int, status: \"new\" | \"paid\", note: text? }

collection orders {
  email: text
  amount: int = 0
  note: text?
}

workflow take_order {
  trigger webhook POST \"/orders\" {
    verify github(secrets.github)
    body json Order
  }

  let order = context.data
  if order.amount == 0 {
    respond 422 json { error: \"nothing ordered\" }
  }
  let priority = match order.status {
    \"new\" => 1
    \"paid\" => 2
  }
  let row = create orders { email: order.email, amount: order.amount, note: order.note }
  respond 201 json { id: row.id, priority }
}
";
    let changed = change(right);
    assert_ne!(changed, right, "the mistake is in the text");
    changed
}

macro_rules! mistakes {
    ($($name:ident: $right:literal => $wrong:literal;)*) => {
        #[test]
        fn without_a_mistake_nothing_is_said() {
            let right = form(|text| format!("{text}\n"));
            crate::assert_clean!(right);
        }

        $(#[test]
        fn $name() {
            assert_diagnostics!(form(|text| text.replacen($right, $wrong, 1)));
        })*
    };
}

mistakes! {
    a_missing_brace: "error: \"nothing ordered\" }\n  }" => "error: \"nothing ordered\" }\n";
    a_missing_parenthesis: "verify github(secrets.github)" => "verify github(secrets.github";
    an_unclosed_string: "\"nothing ordered\"" => "\"nothing ordered";
    single_quotes: "\"nothing ordered\"" => "'nothing ordered'";
    one_equals_sign: "order.amount == 0" => "order.amount = 0";
    equals_in_a_record: "email: order.email" => "email = order.email";
    a_colon_in_a_setting: "verify github" => "verify: github";
    elseif: "  }\n  let priority" => "  } elseif order.amount > 9 {\n    respond 400\n  }\n  let priority";
    a_misspelt_keyword: "respond 201" => "repsond 201";
    a_misspelt_field: "order.email" => "order.emial";
    a_misspelt_function: "email: order.email" => "email: order.email.tirm()";
    a_misspelt_secret: "secrets.github" => "secrets.gihub";
    a_misspelt_type: "body json Order" => "body json Oder";
    an_int_as_a_condition: "if order.amount == 0" => "if order.amount";
    null_that_is_used: "email: order.email" => "email: order.note.trim()";
    an_int_for_a_text: "email: order.email" => "email: 5";
    no_verify: "    verify github(secrets.github)\n" => "";
    an_unknown_scheme: "verify github" => "verify githubb";
    a_wrong_default: "amount: int = 0" => "amount: int = \"none\"";
    a_bad_duration: "secret github\n" => "secret github\n\nservice ci {\n  url \"https://ci.example.com\"\n  timeout 5x\n}\n";
    a_path_without_respond: "  respond 201 json { id: row.id, priority }\n" => "  if row.id > priority {\n    respond 201\n  }\n";
    responding_twice: "  respond 201" => "  respond 200\n  respond 201";
    a_secret_in_a_text: "\"nothing ordered\"" => "\"ask for {secrets.github}\"";
    two_equal_routes: "secret github\n" => "secret github\n\nworkflow other {\n  trigger webhook POST \"/orders\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\n";
    an_unknown_field_in_where: "  let row = create" => "  let _known = find one orders where .emial == order.email\n  let row = create";
    a_match_that_forgets: "    \"paid\" => 2\n" => "";
    http_to_a_host_from_data: "  let row = create" => "  http GET \"https://{order.email}/\"\n  let row = create";
    a_query_in_a_condition: "if order.amount == 0" => "if count orders where .email == order.email > 3";
    a_loop_over_a_query: "  let row = create" => "  for known in find orders where .amount > 3 {\n    log info \"{known.id}\"\n  }\n  let row = create";
    a_match_on_a_request: "match order.status" => "match http GET \"https://example.com/status\"";
}

#[test]
fn typographic_quotes() {
    assert_diagnostics!(crate::program(
        "service s { url “https://example.com” }",
        "let name = “Ann”\nlet texts = [“a”, ‘b c’, „d“]\nlog info “it’s {name}, “ { texts, n: texts.length }\nlet kind = match name {\n  “Ann” => “a”\n  _ => ”b”\n}\nlog info kind"
    ));
}
