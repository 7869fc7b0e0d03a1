//! Executions that are dropped, that panic, or that outlive their caller.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use flowright_engine::StepOutput;
use flowright_engine::testing::Scripted;

use crate::kit::{World, flow, ran};

const ITEMS: &str = r#"
secret slack_url
channel team = slack { url secrets.slack_url }
"#;

const STATEMENTS: &str = r#"
  let word = "kept"
  notify team "one"
  respond 200 text "{word} for long""#;

fn sent() -> Scripted {
    Scripted::Output(StepOutput::Sent(None))
}

fn answered() -> (u16, String) {
    (200, "kept for long".to_owned())
}

#[tokio::test]
async fn what_is_dropped_while_it_waits_is_gone_and_the_next_one_runs() {
    let world = World::new(&flow(STATEMENTS, ITEMS), [Scripted::Pending, sent()]);
    {
        let mut work = pin!(world.waiting().finish());
        for _ in 0..3 {
            let pending = poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx).is_pending())).await;
            assert!(pending);
        }
        assert_eq!(world.effects.under_way(), 1);
    }
    assert_eq!(world.effects.under_way(), 0, "the effect is given up");
    assert_eq!(world.run().await, Ok(answered()));
}

#[tokio::test]
async fn what_is_dropped_before_its_step_begins_asks_nothing() {
    let world = World::new(&flow(STATEMENTS, ITEMS), [sent()]);
    drop(world.waiting());
    drop(world.execution());
    assert_eq!(world.effects.requests(), []);
    assert_eq!(world.run().await, Ok(answered()));
}

#[tokio::test]
async fn a_panic_in_a_step_ends_its_execution_and_no_other() {
    let world = World::new(&flow(STATEMENTS, ITEMS), [Scripted::Panic, sent()]);
    let panicked = tokio::spawn(world.waiting().finish()).await;
    assert!(panicked.err().is_some_and(|error| error.is_panic()));
    assert_eq!(world.run().await, Ok(answered()));
}

#[tokio::test]
async fn an_execution_goes_on_when_nobody_waits_for_it() {
    let world = World::new(&flow(STATEMENTS, ITEMS), [sent()]);
    let waiting = world.waiting();
    let (done, end) = tokio::sync::oneshot::channel();
    drop(tokio::spawn(async move {
        let _ = done.send(ran(waiting.finish().await));
    }));
    assert_eq!(end.await.unwrap(), Ok(answered()));
}
