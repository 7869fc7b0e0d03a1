//! Transactions: all or nothing, on the store's writing thread.

use flowright_engine::ExecutionError;
use flowright_stdlib::failure::FailureCode;

use crate::kit::{World, flow};

const ROWS: &str = "collection accounts { name: text, cents: int, unique (name) }\ncollection moves { cents: int, at: time = now() }";

async fn body(statements: &str) -> String {
    let world = World::new(&flow(statements, ROWS), []);
    world.run().await.unwrap().1
}

#[tokio::test]
async fn its_reads_see_its_writes_and_it_gives_its_last_line() {
    let statements = r#"
  let names = ["ada", "bo"]
  let total = transaction {
    for i, name in names {
      create accounts { name, cents: 100 * (i + 1) }
    }
    update accounts where .name == names[0] set { cents: .cents - 30 }
    let bo = upsert accounts by (name) { name: "bo", cents: 230 }
    var seen = 0
    for account in find accounts { seen = seen + account.cents }
    if bo.created { fail "twice" }
    create moves { cents: 30 }
    seen + (sum .cents of accounts)
  }
  let moves = count moves
  respond 200 json { total, moves }"#;
    let statements = statements.replace(
        "for account in find accounts {",
        "let all = find accounts\n    for account in all {",
    );
    let statements = statements.replace(
        "seen + (sum .cents of accounts)",
        "let sum = sum .cents of accounts\n    seen + sum",
    );
    assert_eq!(body(&statements).await, r#"{"total":600,"moves":1}"#);
}

#[tokio::test]
async fn a_failure_undoes_all_of_it_and_nothing_else() {
    let statements = r#"
  create accounts { name: "ada", cents: 1 }
  var why: [text] = []
  try {
    transaction {
      create moves { cents: 1 }
      create accounts { name: "bo", cents: 1 }
      create accounts { name: "ada", cents: 2 }
    }
  } catch e { why = why.append("{e.code} {e.step}") }
  try {
    transaction {
      create moves { cents: 1 }
      let n = count moves
      fail "found {n}"
    }
  } catch e { why = why.append("{e.code} {e.message}") }
  try {
    let by = (count moves)
    let n = transaction {
      delete accounts all
      10 / by
    }
    log info "{n}"
  } catch e { why = why.append("{e.code}") }
  let accounts = count accounts
  let moves = count moves
  respond 200 json { why, accounts, moves }"#;
    let statements = statements.replace("let by = (count moves)", "let by = count moves");
    assert_eq!(
        body(&statements).await,
        r#"{"why":["conflict create accounts","fail found 1","division_by_zero"],"accounts":1,"moves":0}"#
    );
}

#[tokio::test]
async fn transactions_side_by_side_do_not_mix() {
    let statements = r#"
  create accounts { name: "ada", cents: 0 }
  let results = for n in [1, 2, 3, 4, 5, 6, 7, 8] at most 8 at once {
    let r = try {
      transaction {
        let ada = find one accounts where .name == "ada"
        let cents = ada?.cents ?? 0
        update accounts where .name == "ada" set { cents: cents + n }
        create moves { cents: n }
        if n % 2 == 0 { fail "even" }
        cents
      }
    } catch _e { -1 }
    r
  }
  let failed = results.count(one => one < 0)
  let ada = find one accounts where .name == "ada"
  let moved = sum .cents of moves
  respond 200 json { failed, cents: ada?.cents, moved }"#;
    assert_eq!(
        body(statements).await,
        r#"{"failed":4,"cents":16,"moved":16}"#
    );
}

#[tokio::test]
async fn what_fails_uncaught_is_reported_where_it_is() {
    let statements = r#"
  transaction {
    create moves { cents: 1 }
    create accounts { name: "ada", cents: 1 }
    create accounts { name: "ada", cents: 1 }
  }
  respond 204"#;
    let world = World::new(&flow(statements, ROWS), []);
    let ended = world.waiting().finish().await;
    let Err(ExecutionError::Failed(failed)) = ended.result else {
        panic!("{:?}", ended.result);
    };
    assert_eq!(failed.failure.code, FailureCode::Conflict);
    assert_eq!(failed.summary.step.as_deref(), Some("create accounts"));
    assert_eq!(failed.summary.place.as_deref(), Some("test.flow:11:5"));
    let world = World::new(
        &flow("  let n = count moves\n  respond 200 json n", ROWS),
        [],
    );
    assert_eq!(world.run().await.unwrap().1, "0");
}

#[tokio::test]
async fn a_transaction_is_bounded_in_steps_and_computation() {
    let statements = r#"
  var why: [text] = []
  try {
    transaction {
      var n = 0
      while n < 20000 at most 20000 {
        create moves { cents: n }
        n = n + 1
      }
    }
  } catch e { why = why.append("{e.code}: {e.message}") }
  try {
    transaction {
      var n = 0
      while n >= 0 at most 1000000000000 { n = (n + 1) % 1000 }
    }
  } catch e { why = why.append("{e.code}: {e.message}") }
  let moves = count moves
  respond 200 json { why, moves }"#;
    assert_eq!(
        body(statements).await,
        concat!(
            r#"{"why":["too_many: a transaction has more than 10000 steps","#,
            r#""too_many: a transaction computes for too long: do that before it"],"moves":0}"#
        )
    );
}

#[tokio::test]
async fn a_store_that_is_closed_fails_the_transaction() {
    let statements = r#"
  let r = try {
    transaction { create moves { cents: 1 } }
    "stored"
  } catch e { "{e.code} {e.step}" }
  respond 200 json r"#;
    let world = World::new(&flow(statements, ROWS), []);
    world.program.close().await;
    assert_eq!(world.run().await.unwrap().1, r#""unreachable transaction""#);
}
