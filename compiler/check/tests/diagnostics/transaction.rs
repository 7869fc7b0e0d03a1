//! Transactions.

use crate::{assert_clean, assert_diagnostics, program};

fn with_rows(statements: &str) -> String {
    program(
        "secret slack_url\nchannel team = slack { url secrets.slack_url }\ncollection rows { name: text, n: int, unique (name), index (n) }",
        statements,
    )
}

#[test]
fn transactions_that_are_fine() {
    assert_clean!(with_rows(
        "let made = transaction {\n  let row = create rows { name: data.name, n: 1 }\n  var sum = 0\n  for tag in data.tags {\n    if tag == \"x\" {\n      continue\n    }\n    upsert rows by (name) { name: tag, n: 2 }\n    sum = sum + 1\n  }\n  match data.count {\n    0 => fail \"none\"\n    _ => delete rows where .n == 0\n  }\n  row.id + sum\n}\ntransaction {\n  update rows all set { n: .n + made }\n}\nif data.done {\n  transaction { create rows { name: \"done\", n: 1 } }\n}"
    ));
}

#[test]
fn what_a_transaction_cannot_undo() {
    assert_diagnostics!(with_rows(
        "transaction {\n  create rows { name: \"a\", n: 1 }\n  http GET \"https://example.com\"\n  notify team \"a\"\n  log info \"a\"\n  try { create rows { name: \"b\", n: 1 } } catch e { fail e }\n  transaction { create rows { name: \"c\", n: 1 } }\n  parallel { a { create rows { name: \"d\", n: 1 } } }\n  for tag in data.tags at most 2 at once { create rows { name: tag, n: 1 } }\n}"
    ));
}

#[test]
fn what_leaves_a_transaction() {
    assert_diagnostics!(with_rows(
        "var n = 0\nfor tag in data.tags {\n  transaction {\n    create rows { name: tag, n: 1 }\n    n = n + 1\n    if n > 3 {\n      break\n    }\n    respond 201\n  }\n}\nlog info \"{n}\""
    ));
}

#[test]
fn values_of_transactions() {
    assert_diagnostics!(with_rows(
        "let a = transaction { create rows { name: \"a\", n: 1 } }\nlet _b = a.m\nlet _c = transaction {\n  var n = 1\n  n = 2\n}\nlet _d: text = transaction { 1 }\nlet _e = transaction { secrets.slack_url }\nlet _f = 1 + transaction { 1 }"
    ));
}

#[test]
fn transactions_of_other_languages() {
    assert_diagnostics!(with_rows(
        "begin\ncreate rows { name: \"a\", n: 1 }\ncommit"
    ));
}

#[test]
fn a_transaction_in_a_function() {
    assert_diagnostics!(program(
        "collection rows { n: int }\nfn made() -> int {\n  transaction { create rows { n: 1 } }\n  1\n}",
        "log info \"{made()}\""
    ));
}
