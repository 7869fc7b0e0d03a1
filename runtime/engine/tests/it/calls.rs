//! Workflows that are called.

use flowright_engine::testing::Scripted;
use flowright_engine::{ExecutionError, StepOutput};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Limits;

use crate::kit::{World, flow, ran};

const CALLED: &str = r#"secret slack_url
channel team = slack { url secrets.slack_url }
collection rows { n: int }
workflow told {
  trigger call (who: text, lines: [{ sku: text, count: int? }]) -> { text: text, total: int, at: time }

  notify team "for {who}"
  let row = create rows { n: lines.length }
  { text: "{who}: {lines.map(line => line.sku).join("+")}", total: lines.sum(line => line.count ?? 1) + row.n, at: now() }
}
workflow quotient {
  trigger call (a: int, b: int) -> int

  a / b
}
workflow outer {
  trigger call (n: int) -> int

  let one = call quotient(100, n)
  let both = parallel {
    a { call quotient(10, n) }
    b { call quotient(20, n) }
  }
  one + both.a + both.b
}
workflow silent {
  trigger call (n: int)

  create rows { n }
}
"#;

fn sent() -> Scripted {
    Scripted::Output(StepOutput::Sent(None))
}

fn refused() -> Scripted {
    Scripted::Failure(Failure::new(FailureCode::Unreachable, "no route"))
}

#[tokio::test]
async fn a_call_gives_the_last_line_of_the_workflow() {
    let statements = r#"
  let name = "Ann"
  let a = call told(name, [{ sku: "x", count: 2 }, { sku: "y", count: null }])
  let b = call told("{name}!", [])
  call silent(a.total)
  let rows = count rows
  respond 200 json { a: a.text, b: b.text, total: a.total, rows, later: b.at >= a.at }"#;
    let world = World::new(&flow(statements, CALLED), [sent(), sent()]);
    let body = world.run().await.unwrap().1;
    assert_eq!(
        body,
        r#"{"a":"Ann: x+y","b":"Ann!: ","total":5,"rows":3,"later":true}"#
    );
}

#[tokio::test]
async fn calls_are_nested_and_run_side_by_side() {
    let statements = r#"
  let all = for n in [1, 2, 5] at most 2 at once {
    call outer(n)
  }
  respond 200 json all"#;
    let world = World::new(&flow(statements, CALLED), []);
    assert_eq!(world.run().await.unwrap().1, "[130,65,26]");
}

#[tokio::test]
async fn a_failure_of_the_called_workflow_is_that_of_the_caller() {
    let statements = "\n  let n = call outer(0)\n  respond 200 json { n }";
    let world = World::new(&flow(statements, CALLED), []);
    let ended = world.execution().start();
    let ended = match ended {
        flowright_engine::Started::Ended(ended) => ended,
        flowright_engine::Started::Waiting(waiting) => waiting.finish().await,
    };
    let Err(ExecutionError::Failed(failed)) = ended.result else {
        panic!("{:?}", ended.result);
    };
    assert_eq!(failed.failure.code, FailureCode::DivisionByZero);
    // The place is in the workflow that divides, not in its caller.
    assert_eq!(failed.summary.place.as_deref(), Some("test.flow:24:3"));
}

#[tokio::test]
async fn a_failed_step_of_the_called_workflow_can_be_caught_by_the_caller() {
    let statements = r#"
  let result = try {
    let told = call told("Bob", [])
    told.text
  } catch e {
    "{e.code} in {e.step}"
  }
  respond 200 json { result }"#;
    let world = World::new(&flow(statements, CALLED), [refused()]);
    let body = world.run().await.unwrap().1;
    assert_eq!(body, r#"{"result":"unreachable in notify team"}"#);
}

#[tokio::test]
async fn the_memory_of_a_call_is_that_of_the_execution() {
    let statements = r#"
  let n = call filled(20)
  let result = try { call filled(100_000) } catch e { if e.code == "too_large" { -1 } else { -2 } }
  respond 200 json { n, result }"#;
    let called = r#"workflow filled {
  trigger call (n: int) -> int

  var all: [text] = []
  var left = n
  while left > 0 at most 1_000_000 {
    all = all.append("a text that takes some memory")
    left = left - 1
  }
  all.length
}
"#;
    let limits = Limits {
        memory: 1 << 20,
        ..Limits::default()
    };
    let world = World::with_limits(&flow(statements, called), [], limits);
    let ended = match world.execution().start() {
        flowright_engine::Started::Ended(ended) => ended,
        flowright_engine::Started::Waiting(waiting) => waiting.finish().await,
    };
    assert_eq!(ran(ended).unwrap().1, r#"{"n":20,"result":-1}"#);
}

#[tokio::test]
async fn parts_are_nested_32_deep_and_no_deeper() {
    // Each workflow calls the previous one from three nested parts. The flow calls the last one
    // from `around` nested parts.
    let nested = |around: usize| {
        let open = "parallel { a {\n".repeat(3);
        let close = "} }\n".repeat(3);
        let mut called = String::from("workflow w0 {\n  trigger call (n: int) -> int\n\n  n\n}\n");
        for number in 1..=7 {
            let before = number - 1;
            called.push_str(&format!(
                "workflow w{number} {{\n  trigger call (n: int) -> int\n\n  {open}call w{before}(n)\n{close}n + 1\n}}\n"
            ));
        }
        let open = "parallel { a {\n".repeat(around);
        let close = "} }\n".repeat(around);
        let statements = format!(
            "\n  try {{\n{open}call w7(0)\n{close}respond 200 json {{ deep: false }}\n  }} catch e {{\n    respond 200 json {{ code: e.code }}\n  }}"
        );
        World::new(&flow(&statements, &called), [])
    };
    // Eight calls, and three parts in each of seven workflows.
    let deepest = nested(32 - 29).run().await.unwrap().1;
    assert_eq!(deepest, r#"{"deep":false}"#);
    let too_deep = nested(33 - 29).run().await.unwrap().1;
    assert_eq!(too_deep, r#"{"code":"too_many"}"#);
}
