//! `now()`, and fuel.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use flowright_engine::StepOutput;
use flowright_engine::testing::Scripted;
use flowright_stdlib::memory::Limits;

use crate::kit::{RECEIVED, World, flow, ran};

const ITEMS: &str = r#"
secret slack_url
channel team = slack { url secrets.slack_url }
fn twice(n: int) -> int { n + n }
"#;

fn sent() -> Scripted {
    Scripted::Output(StepOutput::Sent(None))
}

#[tokio::test]
async fn now_is_when_the_event_was_received_then_when_the_last_step_ended() {
    let statements = r#"
  let first = now()
  notify team "one"
  let second = now()
  notify team "two"
  respond 200 json { first, second, third: now() }"#;
    let world = World::new(&flow(statements, ITEMS), [sent(), sent()]);
    // The clock moves between the receipt and the start, which the flow must not observe.
    world.clock.set(RECEIVED + 1_000_000);
    let waiting = world.waiting();
    world.clock.set(RECEIVED + 2_000_000);
    let body = ran(waiting.finish().await).unwrap().1;
    let expected = r#"{"first":"2026-01-02T03:04:05.000000Z","second":"2026-01-02T03:04:07.000000Z","third":"2026-01-02T03:04:07.000000Z"}"#;
    assert_eq!(body, expected);
}

#[tokio::test]
async fn now_does_not_go_back_with_the_clock() {
    let statements = r#"
  notify team "one"
  respond 200 json { now: now() }"#;
    let world = World::new(&flow(statements, ITEMS), [sent()]);
    let waiting = world.waiting();
    world.clock.set(5);
    let body = ran(waiting.finish().await).unwrap().1;
    assert_eq!(body, r#"{"now":"2026-01-02T03:04:05.000000Z"}"#);
}

#[tokio::test]
async fn an_execution_that_works_long_gives_others_their_turn() {
    // Each call uses fuel, and little fuel is available.
    let sum = "twice(twice(twice(twice(twice(twice(twice(twice(1))))))))";
    let statements = format!("  let n = {sum}\n  respond 200 json {{ n, now: now() }}");
    let limits = Limits {
        fuel: 20,
        ..Limits::default()
    };
    let world = World::with_limits(&flow(&statements, ITEMS), [], limits);
    let turns = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&turns);
    let other = tokio::spawn(async move {
        loop {
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
        }
    });
    let waiting = world.waiting();
    world.clock.set(RECEIVED + 9_000_000);
    let (status, body) = ran(waiting.finish().await).unwrap();
    other.abort();
    assert_eq!(status, 200);
    // Running out of fuel is not a step: `now()` does not change.
    assert_eq!(body, r#"{"n":256,"now":"2026-01-02T03:04:05.000000Z"}"#);
    assert!(turns.load(Ordering::Relaxed) > 1);
}
