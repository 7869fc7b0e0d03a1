//! Every way in which a step can fail, uncaught and caught.

use bytes::Bytes;
use flowright_engine::testing::Scripted;
use flowright_engine::{HttpOutput, StepOutput};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Limits;
use flowright_store::RowOutput;

use crate::kit::{World, flow, ran};

const ITEMS: &str = r#"
secret key
secret slack_url
service ci {
  url "https://ci.example.com"
}
channel team = slack { url secrets.slack_url }
collection rows {
  name: text
  n: int = 0
  unique (name)
}
"#;

fn answer(status: u16, body: &'static [u8]) -> Scripted {
    Scripted::Output(StepOutput::Http(HttpOutput {
        status,
        headers: Vec::new(),
        body: Bytes::from_static(body),
    }))
}

fn failure(code: FailureCode) -> Scripted {
    Scripted::Failure(Failure::new(code, "so says the script"))
}

/// A step that fails: uncaught, the failure ends the execution; caught, `catch` receives it with
/// its code and its step.
async fn fails(step: &str, script: Vec<Scripted>, code: FailureCode, name: &str) {
    fails_with(step, script, code, name, Limits::default()).await;
}

async fn fails_with(
    step: &str,
    script: Vec<Scripted>,
    code: FailureCode,
    name: &str,
    limits: Limits,
) {
    let uncaught = flow(&format!("  {step}\n  respond 204"), ITEMS);
    let world = World::with_limits(&uncaught, script.clone(), limits);
    let failed = world.run().await.unwrap_err();
    assert_eq!((failed.code, &*failed.step), (code, name), "{failed}");

    let caught = flow(
        &format!(
            "  try {{\n    {step}\n    respond 204\n  }} catch e {{\n    respond 502 text \"{{e.code}} of {{e.step}}\"\n  }}"
        ),
        ITEMS,
    );
    let world = World::with_limits(&caught, script, limits);
    let expected = format!("{} of {name}", code.as_str());
    assert_eq!(world.run().await, Ok((502, expected)));
}

const GET: &str = r#"let got = http GET ci "/x" { expect { id: int } }"#;

#[tokio::test]
async fn what_the_network_fails_with() {
    for code in [
        FailureCode::Timeout,
        FailureCode::Unreachable,
        FailureCode::Denied,
        FailureCode::TooLarge,
        FailureCode::Interrupted,
        FailureCode::Cancelled,
        FailureCode::Internal,
    ] {
        fails(GET, vec![failure(code)], code, "http GET ci").await;
    }
    fails(GET, Vec::new(), FailureCode::Internal, "http GET ci").await;
}

#[tokio::test]
async fn a_status_that_the_step_does_not_take() {
    for status in [199, 300, 404, 500] {
        let script = vec![answer(status, b"")];
        fails(GET, script, FailureCode::HttpStatus, "http GET ci").await;
    }
}

#[tokio::test]
async fn the_status_of_an_answer_is_known_to_the_catch() {
    let statements = format!(
        "  try {{\n    {GET}\n    respond 200 json {{ id: got.body.id }}\n  }} catch e {{\n    respond 502 json {{ status: e.status }}\n  }}"
    );
    let world = World::new(&flow(&statements, ITEMS), [answer(418, b"")]);
    assert_eq!(world.run().await, Ok((502, r#"{"status":418}"#.to_owned())));
}

#[tokio::test]
async fn an_answer_of_another_shape() {
    for body in [
        &b""[..],
        b"{}",
        b"[]",
        br#"{"id":"7"}"#,
        b"\xff",
        b"{\"id\":",
    ] {
        let script = vec![answer(200, body)];
        fails(GET, script, FailureCode::Decode, "http GET ci").await;
    }
    let text = r#"let got = http GET ci "/x" { expect text }"#;
    let script = vec![answer(200, b"\xff\xfe")];
    fails(text, script, FailureCode::Decode, "http GET ci").await;
}

#[tokio::test]
async fn an_answer_larger_than_the_memory_of_the_execution() {
    let body = [b"\"", &[b'x'; 256 << 10][..], b"\""].concat();
    let body: &'static [u8] = body.leak();
    let limits = Limits {
        memory: 64 << 10,
        ..Limits::default()
    };
    let step = "let got = http GET ci \"/x\" { expect text }\n    let size = got.body.length";
    let script = vec![answer(200, body)];
    let name = "http GET ci";
    fails_with(step, script, FailureCode::TooLarge, name, limits).await;
}

#[tokio::test]
async fn an_output_of_another_kind_of_step() {
    let script = vec![Scripted::Output(StepOutput::Row(RowOutput::Count(1)))];
    fails(GET, script, FailureCode::Internal, "http GET ci").await;
}

#[tokio::test]
async fn a_message_that_is_not_taken() {
    for code in [FailureCode::Fail, FailureCode::Timeout, FailureCode::Denied] {
        let step = r#"notify team "hello""#;
        fails(step, vec![failure(code)], code, "notify team").await;
    }
}

#[tokio::test]
async fn rows_that_conflict() {
    let step = "create rows { name: \"a\" }\n    create rows { name: \"a\" }";
    fails(step, Vec::new(), FailureCode::Conflict, "create rows").await;
}

#[tokio::test]
async fn arithmetic_of_rows() {
    let row = "create rows { name: \"a\", n: 9_223_372_036_854_775_807 }";
    for (set, code) in [
        (".n + 1", FailureCode::Overflow),
        (".n / 0", FailureCode::DivisionByZero),
    ] {
        let step = format!("{row}\n    update rows where .name == \"a\" set {{ n: {set} }}");
        fails(&step, Vec::new(), code, "update rows").await;
    }
}

#[tokio::test]
async fn a_store_that_is_closed() {
    for step in [
        "create rows { name: \"a\" }",
        "upsert rows by (name) { name: \"a\" }",
        "let row = find one rows where .name == \"a\"",
        "update rows where .name == \"a\" set { n: 1 }",
    ] {
        let statements = format!(
            "  try {{\n    {step}\n    respond 204\n  }} catch e {{\n    respond 503 text \"{{e.code}}\"\n  }}"
        );
        let world = World::new(&flow(&statements, ITEMS), []);
        world.program.close().await;
        let unreachable = (503, "unreachable".to_owned());
        assert_eq!(world.run().await, Ok(unreachable), "{step}");
    }
}

#[tokio::test]
async fn a_failure_in_a_catch_is_caught_by_the_one_around_it() {
    let statements = format!(
        "  try {{\n    try {{\n      {GET}\n      respond 200 json {{ id: got.body.id }}\n    }} catch inner {{\n      notify team \"failed: {{inner.code}}\"\n      respond 502 text \"told\"\n    }}\n  }} catch outer {{\n    respond 500 text \"{{outer.code}} of {{outer.step}}\"\n  }}"
    );
    let script = [failure(FailureCode::Timeout), failure(FailureCode::Fail)];
    let world = World::new(&flow(&statements, ITEMS), script);
    let expected = (500, "fail of notify team".to_owned());
    assert_eq!(world.run().await, Ok(expected));
}

#[tokio::test]
async fn a_failure_that_is_raised_again_names_the_place_it_came_from() {
    let statements = r#"
  try {
    try {
      notify team "first"
      respond 204
    } catch first {
      try { notify other "second" } catch { fail first }
      respond 204
    }
  } catch last {
    respond 500 text "{last.step}: {last.code}"
  }"#;
    let items = format!("{ITEMS}\nchannel other = slack {{ url secrets.slack_url }}");
    let script = [failure(FailureCode::Timeout), failure(FailureCode::Fail)];
    let world = World::new(&flow(statements, &items), script);
    let ended = world.waiting().finish().await;
    let caught = ended.caught.clone().expect("a failure was caught");
    let expected = (500, "notify team: timeout".to_owned());
    assert_eq!(ran(ended), Ok(expected));
    assert_eq!(caught.code, FailureCode::Timeout);
    assert_eq!(caught.step.as_deref(), Some("notify team"));
    assert_eq!(caught.place.as_deref(), Some("test.flow:10:7"));
}

#[tokio::test]
async fn expressions_fail_before_and_after_steps() {
    let statements = r#"
  let row = create rows { name: "a", n: 1 }
  let zero = row.n - 1
  let broken = 1 / zero
  respond 200 json { broken }"#;
    let failed = World::new(&flow(statements, ITEMS), []).run().await;
    let failed = failed.unwrap_err();
    assert_eq!(failed.code, FailureCode::DivisionByZero);
    assert_eq!(&*failed.step, "", "no step failed");
}
