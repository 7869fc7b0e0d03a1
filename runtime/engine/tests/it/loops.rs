//! Loops: their memory, their steps, and how many times they yield to other tasks.

use flowright_engine::StepOutput;
use flowright_engine::testing::Scripted;
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::memory::Limits;

use crate::kit::{World, flow};

const TEAM: &str = "secret slack_url\nchannel team = slack { url secrets.slack_url }";

fn sent() -> Scripted {
    Scripted::Output(StepOutput::Sent(None))
}

fn megabyte() -> Limits {
    Limits {
        memory: 1 << 20,
        ..Limits::default()
    }
}

#[tokio::test]
async fn a_million_rounds_need_no_more_memory_than_one() {
    let statements = r#"
  var round = 0
  var longest = 0
  while round < 1000000 at most 1000000 {
    let text = "round {round} of many"
    let words = text.split(" ").map(word => "{word}!").filter(word => word.length > 2)
    longest = if words.length > longest { words.length } else { longest }
    round = round + 1
  }
  respond 200 json { round, longest }"#;
    let world = World::with_limits(&flow(statements, ""), [], megabyte());
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"round":1000000,"longest":4}"#);
}

#[tokio::test]
async fn rounds_that_decode_give_their_memory_back() {
    let statements = r#"
  let written = "\{\"count\": 1, \"tags\": [\"a\", \"b\"]}"
  var sum = 0
  while sum < 100000 at most 100000 {
    let read = decode written as { count: int, tags: [text] }
    sum = sum + read.count
  }
  respond 200 json { sum }"#;
    let world = World::with_limits(&flow(statements, ""), [], megabyte());
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"sum":100000}"#);
}

#[tokio::test]
async fn rounds_with_steps_give_their_memory_back_too() {
    let statements = r#"
  var sent = 0
  while sent < 3000 at most 3000 {
    let text = "message {sent}: {"x".repeat(2000)}"
    notify team text
    sent = sent + 1
  }
  respond 200 json { sent }"#;
    let script = (0..3000).map(|_| sent());
    let world = World::with_limits(&flow(statements, TEAM), script, megabyte());
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"sent":3000}"#);
}

#[tokio::test]
async fn what_outlives_a_round_is_kept() {
    let statements = r#"
  var last = ""
  var all: [text] = []
  for i, word in ["a", "b", "c"] {
    let made = "{word}{i}"
    last = made
    all = all.append("{made}!")
  }
  let kept = for word in all { "<{word}>" }
  respond 200 json { last, all, kept }"#;
    let world = World::new(&flow(statements, ""), []);
    let body = world.run().await.unwrap().1;
    let expected = r#"{"last":"c2","all":["a0!","b1!","c2!"],"kept":["<a0!>","<b1!>","<c2!>"]}"#;
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_while_that_goes_on_too_long_fails() {
    let statements = r#"
  var n = 0
  while n >= 0 at most 3 {
    n = n + 1
  }
  respond 204"#;
    let world = World::new(&flow(statements, ""), []);
    let failure = world.run().await.unwrap_err();
    assert_eq!(failure.code, FailureCode::TooMany);
    assert!(failure.message.contains("3 iterations"), "{failure}");
}

#[tokio::test]
async fn a_failure_in_a_loop_is_caught_and_passed_on() {
    let statements = r#"
  var tried = 0
  let answer = try {
    for n in [2, 1, 0] {
      tried = tried + 1
      10 / n
    }
  } catch e {
    if tried == 2 {
      fail "too early"
    }
    fail e
  }
  respond 200 json { answer }"#;
    let world = World::new(&flow(statements, ""), []);
    let failure = world.run().await.unwrap_err();
    assert_eq!(failure.code, FailureCode::DivisionByZero);
}

#[tokio::test]
async fn steps_in_a_loop_go_on_where_they_were() {
    let statements = r#"
  var heard: [text] = []
  for i, who in ["ann", "bob", "cy"] {
    if who == "bob" {
      continue
    }
    notify team "{i}: {who}"
    heard = heard.append(who)
  }
  respond 200 json { heard }"#;
    let world = World::new(&flow(statements, TEAM), [sent(), sent()]);
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"heard":["ann","cy"]}"#);
    assert_eq!(world.effects.requests().len(), 2);
}
