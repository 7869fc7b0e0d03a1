//! Parts that run side by side.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use flowright_engine::testing::Scripted;
use flowright_engine::{ExecutionError, StepOutput, StepRequest, Waiting};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Limits;
use tokio::time::Instant;

use crate::kit::{World, flow, ran};

const TEAM: &str =
    "secret slack_url\nchannel team = slack { url secrets.slack_url }\ncollection rows { n: int }";

fn sent() -> Scripted {
    Scripted::Output(StepOutput::Sent(None))
}

fn refused() -> Scripted {
    Scripted::Failure(Failure::new(FailureCode::Unreachable, "no route"))
}

fn megabyte() -> Limits {
    Limits {
        memory: 1 << 20,
        ..Limits::default()
    }
}

/// The messages sent so far.
fn messages(world: &World) -> Vec<String> {
    let requests = world.effects.requests().into_iter();
    let texts = requests.map(|request| match request {
        StepRequest::Notify(message) => format!("{:?}", message.parts),
        other => panic!("{other:?}"),
    });
    texts.collect()
}

/// Polls an execution until nothing in it makes progress any more.
async fn settle(work: &mut (impl Future + Unpin)) {
    for _ in 0..50 {
        let pending = poll_fn(|cx| Poll::Ready(std::pin::Pin::new(&mut *work).poll(cx))).await;
        assert!(pending.is_pending());
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn branches_run_side_by_side_and_give_a_record() {
    let statements = r#"
  let n = 20
  let texts = ["a", "b"]
  let both = parallel {
    first {
      notify team "first {n}"
      notify team "again"
      let row = create rows { n }
      row.n + texts.length
    }
    second {
      notify team "second"
      texts[1]
    }
  }
  respond 200 json both"#;
    let world = World::new(&flow(statements, TEAM), [sent(), sent(), sent()]);
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"first":22,"second":"b"}"#);
    let messages = messages(&world);
    assert!(messages[0].contains("first 20"));
    assert!(
        messages[1].contains("second"),
        "the second branch waits for the first: {messages:?}"
    );
}

#[tokio::test]
async fn parts_read_the_request_and_what_parts_around_them_have_bound() {
    let statements = r#"
  let outer = "outer {context.path}"
  let result = parallel {
    a {
      let inner = "{outer} inner"
      notify team inner
      let deeper = parallel {
        x { notify team "x", "{inner} {context.method}" }
        y { for i, part in [outer, inner] at most 2 at once { "{i}: {part}" } }
      }
      deeper
    }
  }
  respond 200 json { x: result.a.x, y: result.a.y }"#;
    let statements = statements.replace("notify team \"x\", ", "notify team \"x\"\n          ");
    let world = World::new(&flow(&statements, TEAM), [sent(), sent()]);
    let execution = world.execution();
    assert!(execution.workflow().is_ok());
    let body = world.run().await.unwrap().1;
    assert_eq!(
        body,
        r#"{"x":"outer  inner ","y":["0: outer ","1: outer  inner"]}"#
    );
}

#[tokio::test]
async fn a_failure_cancels_the_other_branches() {
    let statements = r#"
  parallel {
    slow { notify team "slow" }
    other { notify team "other" }
    third {
      notify team "third"
      notify team "never"
    }
  }
  respond 204"#;
    let script = [Scripted::Pending, refused(), Scripted::Pending];
    let world = World::new(&flow(statements, TEAM), script);
    let ended = world.waiting().finish().await;
    let Err(ExecutionError::Failed(failed)) = ended.result else {
        panic!("{:?}", ended.result);
    };
    assert_eq!(failed.failure.code, FailureCode::Unreachable);
    assert_eq!(failed.summary.step.as_deref(), Some("notify team"));
    assert_eq!(failed.summary.place.as_deref(), Some("test.flow:10:13"));
    assert_eq!(world.effects.under_way(), 0);
    assert_eq!(world.effects.requests().len(), 3);
}

#[tokio::test]
async fn a_failure_of_a_part_can_be_caught_around_all_of_them() {
    let statements = r#"
  var why = "nothing"
  try {
    parallel {
      a { notify team "a" }
      b { for n in [1, 0] at most 2 at once { log info "{10 / n}" } }
    }
  } catch e {
    why = "{e.code} {e.step}"
  }
  let other = try { parallel { a { notify team "a" } b { "b" } }.b } catch e { "{e.code} {e.step}" }
  respond 200 json { why, other }"#;
    let statements = statements.replace(
        "try { parallel { a { notify team \"a\" } b { \"b\" } }.b }",
        "try {\n    let both = parallel { a { notify team \"a\" }, b { \"b\" } }\n    both.b\n  }",
    );
    let world = World::new(&flow(&statements, TEAM), [Scripted::Pending, refused()]);
    let body = world.run().await.unwrap().1;
    assert_eq!(
        body,
        r#"{"why":"division_by_zero ","other":"unreachable notify team"}"#
    );
}

#[tokio::test]
async fn settled_branches_all_end() {
    let statements = r#"
  let all = parallel settled {
    a { notify team "a" }
    b {
      notify team "b"
      notify team "c"
      "done"
    }
    c { fail "no" }
    d { context.headers["x"] }
  }
  respond 200 json all"#;
    let world = World::new(&flow(statements, TEAM), [refused(), sent(), sent()]);
    let body = world.run().await.unwrap().1;
    assert_eq!(
        body,
        concat!(
            r#"{"a":{"error":{"code":"unreachable","message":"no route","step":"notify team","status":null}},"#,
            r#""b":{"value":"done","error":null},"#,
            r#""c":{"error":{"code":"fail","message":"no","step":"","status":null}},"#,
            r#""d":{"value":null,"error":null}}"#
        )
    );
}

#[tokio::test]
async fn no_more_iterations_run_at_once_than_it_says() {
    let statements = r#"
  for n in [1, 2, 3, 4, 5] at most 2 at once { notify team "{n}" }
  respond 204"#;
    let script = [sent(), Scripted::Pending, Scripted::Pending];
    let world = World::new(&flow(statements, TEAM), script);
    let mut work = pin!(world.waiting().finish());
    settle(&mut work).await;
    assert_eq!(world.effects.under_way(), 2);
    assert_eq!(world.effects.requests().len(), 3);
}

#[tokio::test]
async fn the_results_of_iterations_keep_the_order_of_the_list() {
    let statements = r#"
  let lengths = for i, word in ["three", "of", "them"] at most 3 at once {
    if i == 0 {
      notify team "one"
      notify team "more"
    }
    "{i} {word}"
  }
  let none: [int] = for _x in lengths.take(0) at most 1 at once { 1 }
  respond 200 json { lengths, none }"#;
    let world = World::new(&flow(statements, TEAM), [sent(), sent()]);
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"lengths":["0 three","1 of","2 them"],"none":[]}"#);
}

#[tokio::test]
async fn a_number_at_once_that_makes_no_sense_is_a_failure() {
    for (most, failure) in [("0", true), ("-1", true), ("1001", true), ("1000", false)] {
        let statements = format!(
            "  let n = {most}\n  let all = for x in [1, 2] at most n at once {{ x }}\n  respond 200 json all"
        );
        let world = World::new(&flow(&statements, TEAM), []);
        let ran = world.run().await;
        match ran {
            Err(failed) => {
                assert!(failure, "{most}");
                assert_eq!(failed.code, FailureCode::OutOfRange);
                assert_eq!(&*failed.step, "for … at once");
            }
            Ok((_, body)) => assert_eq!((failure, &*body), (false, "[1,2]")),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_cancels_all_parts() {
    let statements = r#"
  parallel {
    a { notify team "a" }
    b { parallel { c { notify team "b" } } }
  }
  respond 204"#;
    let script = [Scripted::Pending, Scripted::Pending];
    let text = flow(statements, TEAM).replace("deadline 1h", "deadline 5s");
    let world = World::new(&text, script);
    let began = Instant::now();
    let expired = ran(world.waiting().finish().await).unwrap_err();
    assert_eq!(expired.code, FailureCode::Cancelled);
    assert_eq!(began.elapsed().as_secs(), 5);
    assert_eq!(world.effects.under_way(), 0);
    assert_eq!(world.effects.requests().len(), 2);
}

#[tokio::test]
async fn parts_share_the_memory_that_is_left() {
    let statements = |size: usize| {
        format!(
            "  let sizes = for n in [1, 2, 3, 4, 5, 6, 7, 8] at most 4 at once {{\n    let text = \"x\".repeat({size})\n    text.length + n\n  }}\n  respond 200 json sizes"
        )
    };
    // Each of four parts has a quarter of the megabyte.
    let world = World::with_limits(&flow(&statements(200_000), ""), [], megabyte());
    assert!(world.run().await.unwrap().1.starts_with("[200001,200002,"));
    let world = World::with_limits(&flow(&statements(300_000), ""), [], megabyte());
    let failed = world.run().await.unwrap_err();
    assert_eq!(failed.code, FailureCode::TooLarge);
}

#[tokio::test]
async fn many_parts_need_no_more_memory_than_those_that_run_at_once() {
    let statements = r#"
  var sum = 0
  var round = 0
  while round < 100 at most 100 {
    let sizes = for n in [1, 2, 3, 4, 5, 6, 7, 8] at most 2 at once { "x".repeat(100000).length + n }
    sum = sum + sizes.sum()
    round = round + 1
  }
  respond 200 json sum"#;
    let world = World::with_limits(&flow(statements, ""), [], megabyte());
    assert_eq!(world.run().await.unwrap().1, "80003600");
}

#[tokio::test]
async fn now_and_variables_are_as_they_were_when_the_parts_began() {
    let statements = r#"
  var n = 1
  n = n + 1
  let before = now()
  let parts = parallel {
    a { if now() == before { n } else { -1 } }
    b {
      var own = n
      own = own + 10
      own
    }
  }
  n = n + 1
  respond 200 json { a: parts.a, b: parts.b, n }"#;
    let world = World::new(&flow(statements, TEAM), []);
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"a":2,"b":12,"n":3}"#);
}

#[tokio::test]
async fn an_execution_that_is_dropped_drops_its_parts() {
    let statements =
        "  parallel { a { notify team \"a\" }, b { notify team \"b\" } }\n  respond 204";
    let script = [Scripted::Pending, Scripted::Pending];
    let world = World::new(&flow(statements, TEAM), script);
    let waiting: Waiting = world.waiting();
    {
        let mut work = Box::pin(waiting.finish());
        settle(&mut work).await;
        assert_eq!(world.effects.under_way(), 2);
    }
    assert_eq!(world.effects.under_way(), 0);
    let script = "  respond 200 json { ok: true }";
    let world = World::new(&flow(script, TEAM), []);
    assert!(world.run().await.is_ok());
}

#[tokio::test]
async fn the_failure_caught_in_a_part_is_the_one_of_the_audit() {
    let statements = r#"
  parallel {
    a { try { notify team "a" } catch e { log info e.message } }
  }
  respond 204"#;
    let world = World::new(&flow(statements, TEAM), [refused()]);
    let ended = world.waiting().finish().await;
    assert!(ended.result.is_ok());
    let caught = ended.caught.unwrap();
    assert_eq!(caught.code, FailureCode::Unreachable);
    assert_eq!(caught.step.as_deref(), Some("notify team"));
}

#[tokio::test]
async fn a_transaction_of_a_cancelled_part_is_undone_before_the_others_go_on() {
    let statements = r#"
  var why = "nothing"
  try {
    parallel {
      a {
        transaction {
          var n = 0
          while n < 5000 at most 5000 {
            create rows { n }
            n = n + 1
          }
        }
      }
      b {
        let n = count rows
        fail "after {n}"
      }
    }
  } catch e { why = e.message }
  let left = count rows
  respond 200 json { why, left }"#;
    let world = World::new(&flow(statements, TEAM), []);
    assert_eq!(
        world.run().await.unwrap().1,
        r#"{"why":"after 0","left":0}"#
    );
}

#[tokio::test]
async fn parts_without_steps_end_at_the_deadline_too() {
    let statements = r#"
  let xs = "x".repeat(100000).split("")
  for _x in xs at most 4 at once {
    var n = 0
    while n < 8000 at most 8000 { n = n + 1 }
  }
  respond 204"#;
    let text = flow(statements, "").replace("deadline 1h", "deadline 300ms");
    let world = World::new(&text, []);
    let expired = world.run().await.unwrap_err();
    assert_eq!(expired.code, FailureCode::Cancelled);
}

#[tokio::test]
async fn results_of_parts_are_bounded_by_the_memory_together() {
    let statements = r#"
  let note = "x".repeat(100000)
  let all = for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] at most 2 at once { "{note}{n}" }
  respond 200 json all.length"#;
    let world = World::with_limits(&flow(statements, ""), [], megabyte());
    let failed = world.run().await.unwrap_err();
    assert_eq!(failed.code, FailureCode::TooLarge);
    assert_eq!(&*failed.step, "for … at once");
    let statements = statements.replace("{ \"{note}{n}\" }", "{ log info \"{n}\" }");
    let statements = statements
        .replace("let all = for", "for")
        .replace("json all.length", "json note.length");
    let world = World::with_limits(&flow(&statements, ""), [], megabyte());
    assert_eq!(world.run().await.unwrap().1, "100000");
}

#[tokio::test]
async fn an_execution_has_a_thousand_parts_at_most() {
    let statements = r#"
  let xs = "x".repeat(100).split("")
  let all = for _x in xs at most 100 at once {
    let inner = for _y in xs at most 100 at once {
      notify team "one"
      1
    }
    inner.sum()
  }
  respond 200 json all.sum()"#;
    let script = std::iter::repeat_n(Scripted::Pending, 20_000);
    let world = World::new(&flow(statements, TEAM), script);
    let failed = world.run().await.unwrap_err();
    assert_eq!(failed.code, FailureCode::TooMany);
    assert_eq!(world.effects.under_way(), 0);
}

#[tokio::test]
async fn a_failure_of_a_settled_branch_is_in_the_audit() {
    let statements = r#"
  parallel settled {
    a { notify team "a" }
  }
  respond 204"#;
    let world = World::new(&flow(statements, TEAM), [refused()]);
    let ended = world.waiting().finish().await;
    assert!(ended.result.is_ok());
    let caught = ended.caught.unwrap();
    assert_eq!(caught.code, FailureCode::Unreachable);
    assert_eq!(caught.step.as_deref(), Some("notify team"));
}

#[tokio::test]
async fn parts_have_memory_where_the_execution_has_used_more_than_half() {
    let statements = r#"
  let text = "x".repeat(600000)
  let both = parallel {
    a { "y".repeat(100000).length }
    b { text.length }
  }
  respond 200 json both"#;
    let world = World::with_limits(&flow(statements, ""), [], megabyte());
    assert_eq!(world.run().await.unwrap().1, r#"{"a":100000,"b":600000}"#);
}
