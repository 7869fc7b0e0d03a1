//! Executions that reach their deadline.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use flowright_engine::testing::Scripted;
use flowright_engine::{ExecutionError, StepOutput};
use flowright_stdlib::failure::FailureCode;
use tokio::time::{Instant, advance};

use crate::kit::{World, flow, ran};

const TEAM: &str =
    "secret slack_url\nchannel team = slack { url secrets.slack_url }\ncollection rows { n: int }";

fn sent() -> Scripted {
    Scripted::Output(StepOutput::Sent(None))
}

fn within(deadline: &str, statements: &str) -> String {
    flow(statements, TEAM).replace("deadline 1h", deadline)
}

#[tokio::test(start_paused = true)]
async fn a_step_is_cancelled_at_the_deadline_and_no_other_begins() {
    let statements = r#"
  notify team "one"
  try { notify team "two" } catch e { notify team e.code }
  respond 204"#;
    let script = [sent(), Scripted::Pending, sent()];
    let world = World::new(&within("deadline 5s", statements), script);
    let began = Instant::now();
    let ended = world.waiting().finish().await;
    assert_eq!(began.elapsed().as_secs(), 5);
    let Err(ExecutionError::Expired(summary)) = ended.result else {
        panic!("{:?}", ended.result);
    };
    assert_eq!(summary.code, FailureCode::Cancelled);
    assert_eq!(summary.step.as_deref(), Some("notify team"));
    assert_eq!(summary.place.as_deref(), Some("test.flow:9:9"));
    assert_eq!(world.effects.under_way(), 0, "the effect is dropped");
    assert_eq!(world.effects.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn without_a_setting_the_deadline_is_30_seconds() {
    let world = World::new(
        &within("", "  notify team \"one\"\n  respond 204"),
        [Scripted::Pending],
    );
    let mut work = pin!(world.waiting().finish());
    for seconds in [0, 29] {
        advance(Duration::from_secs(seconds)).await;
        let pending = poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx).is_pending())).await;
        assert!(pending);
    }
    advance(Duration::from_secs(1)).await;
    let expired = ran(work.await).unwrap_err();
    assert_eq!(expired.code, FailureCode::Cancelled);
}

#[tokio::test(start_paused = true)]
async fn no_step_begins_after_the_deadline() {
    let world = World::new(
        &within("deadline 5s", "  notify team \"one\"\n  respond 204"),
        [sent()],
    );
    let waiting = world.waiting();
    advance(Duration::from_secs(6)).await;
    let expired = ran(waiting.finish().await).unwrap_err();
    assert_eq!(expired.code, FailureCode::Cancelled);
    assert_eq!(world.effects.requests(), []);
}

#[tokio::test]
async fn rows_written_before_the_deadline_stay() {
    let statements = r#"
  let before = count rows where .n > 0
  create rows { n: 1 }
  notify team "one"
  create rows { n: 2 }
  respond 200 json { before }"#;
    let world = World::new(
        &within("deadline 3s", statements),
        [Scripted::Pending, sent()],
    );
    let expired = world.run().await.unwrap_err();
    assert_eq!(expired.code, FailureCode::Cancelled);
    assert_eq!(world.run().await, Ok((200, r#"{"before":1}"#.to_owned())));
}

#[tokio::test]
async fn code_without_steps_ends_at_the_deadline_too() {
    let statements = r#"
  var n = 0
  while n >= 0 at most 1000000000000 { n = (n + 1) % 1000 }
  respond 200 json { n }"#;
    let world = World::new(&within("deadline 200ms", statements), []);
    let expired = world.run().await.unwrap_err();
    assert_eq!(expired.code, FailureCode::Cancelled);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_beyond_the_clock_is_never_reached() {
    let world = World::new(
        &within(
            "deadline 200000000d",
            "  notify team \"one\"\n  respond 204",
        ),
        [sent()],
    );
    assert_eq!(world.run().await, Ok((204, String::new())));
}

/// An execution whose `when` counts for that many iterations.
fn with_condition(rounds: u64, deadline: &str) -> World {
    let text = within(deadline, "  respond 204").replace(
        "    body none",
        &format!("    when counted({rounds}) >= 0\n    body none"),
    );
    let counts = "fn counted(rounds: int) -> int {\n  var n = 0\n  while n < rounds at most rounds { n = n + 1 }\n  n\n}\n";
    World::new(&format!("{text}{counts}"), [])
}

#[tokio::test]
async fn a_condition_that_computes_for_long_takes_turns() {
    let world = with_condition(3_000_000, "deadline 1h");
    let mut execution = world.execution();
    let mut when = pin!(execution.condition());
    let first = poll_fn(|cx| Poll::Ready(when.as_mut().poll(cx))).await;
    assert!(first.is_pending(), "it has not let others run");
    assert!(matches!(when.await, Ok(1)));
}

#[tokio::test]
async fn a_condition_ends_at_the_deadline() {
    let world = with_condition(1_000_000_000_000, "deadline 200ms");
    let mut execution = world.execution();
    let expired = execution.condition().await;
    let Err(ExecutionError::Expired(summary)) = expired else {
        panic!("{expired:?}");
    };
    assert_eq!(summary.code, FailureCode::Cancelled);
}
