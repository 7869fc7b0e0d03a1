//! What an activation accepts and rejects.

use std::sync::Arc;

use bytes::Bytes;
use flowright_ir::activation::{Activation, FailureOrigin, Progress, Uncaught};
use flowright_ir::{Linked, interpreter};
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::memory::{Globals, Limits};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use crate::driver::image;
use crate::flow::json_flow;

const ITEMS: &str = "collection rows {\n  name: text\n  unique (name)\n}\n";

const STATEMENTS: &str = r#"
  let row = upsert rows by (name) { name: context.data.name }
  respond 200 json { id: row.id, name: context.data.name }
"#;

const CAUGHT: &str = r#"
  try {
    let row = upsert rows by (name) { name: context.data.name }
    respond 200 json { id: row.id }
  } catch e {
    respond 502 text "{e.step}: {e.code}"
  }
"#;

fn linked(statements: &str) -> Arc<Linked> {
    let image = image(&json_flow("{ name: text }", statements, ITEMS));
    let executable = interpreter(&image).remove(0);
    Arc::new(executable.link(Arc::new(Globals::new(&[]))).unwrap())
}

fn activation(linked: &Arc<Linked>) -> Activation {
    let (limits, body) = (Limits::default(), Bytes::new());
    let mut activation = Activation::new(Arc::clone(linked), limits, None, body).unwrap();
    let mut data = activation.member(0).unwrap();
    data.field_named("name").unwrap().text("Ann").unwrap();
    activation
}

/// An activation at its first step.
fn suspended(statements: &str) -> Activation {
    let mut activation = activation(&linked(statements));
    assert!(matches!(activation.start(), Progress::Suspended(_)));
    activation
}

fn failure(progress: &Progress) -> (FailureCode, FailureOrigin) {
    match progress {
        Progress::Failed(Uncaught { failure, origin }) => (failure.code, *origin),
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_goes_from_step_to_step_to_its_answer() {
    let mut activation = suspended(STATEMENTS);
    let step = activation.step().unwrap();
    assert_eq!(&*step.name, "upsert rows");
    let name = activation.arguments().unwrap().field("name").unwrap();
    assert_eq!(name.text(), Ok("Ann"));
    let done = activation.resume_with(|mut row| row.field_named("id").unwrap().int(7));
    assert_eq!(done, Progress::Done);
    assert!(activation.step().is_none());
    assert_eq!(
        activation.response().body,
        br#"{"id":7,"name":"Ann"}"#.to_vec()
    );
}

#[test]
fn a_result_of_another_type_is_the_failure_of_its_step() {
    let mut activation = suspended(STATEMENTS);
    let failed = activation.resume_with(|mut row| row.int(7));
    let (code, origin) = failure(&failed);
    assert_eq!(code, FailureCode::Internal);
    assert!(matches!(origin, FailureOrigin::Step(_)));

    let mut activation = suspended(CAUGHT);
    let done = activation.resume_with(|mut row| row.text("not a row"));
    assert_eq!(done, Progress::Done);
    assert_eq!(
        activation.response().body,
        b"upsert rows: internal".to_vec()
    );
}

#[test]
fn out_of_its_order_it_fails_and_runs_nothing() {
    let linked = linked(STATEMENTS);
    let internal = |progress: &Progress| {
        assert_eq!(
            failure(progress),
            (FailureCode::Internal, FailureOrigin::Unknown)
        );
    };
    internal(&activation(&linked).resume());
    internal(&activation(&linked).resume_with(|_| Ok(())));

    let mut twice = suspended(STATEMENTS);
    assert!(twice.member(0).is_none(), "the code has begun");
    // There is no condition; running one would replace the frame.
    assert_eq!(twice.condition(), Ok(Some(1)));
    assert_eq!(&*twice.step().unwrap().name, "upsert rows");
    internal(&twice.start());
    internal(&twice.resume_with(|_| Ok(())));
}

#[test]
fn what_is_recycled_holds_nothing_of_before() {
    let first = linked(STATEMENTS);
    let mut spare = Some(suspended(STATEMENTS).recycle());
    for linked in [&first, &linked(CAUGHT), &first] {
        let limits = Limits::default();
        let mut activation =
            Activation::new(Arc::clone(linked), limits, spare.take(), Bytes::new()).unwrap();
        assert!(matches!(activation.start(), Progress::Suspended(_)));
        let name = activation.arguments().unwrap().field("name").unwrap();
        assert_eq!(name.text(), Ok(""), "an input that nobody wrote");
        spare = Some(activation.recycle());
    }
}

#[test]
fn a_workflow_is_linked_with_globals_of_its_types_only() {
    let image = image(&json_flow("{ name: text }", STATEMENTS, ITEMS));
    let globals = Globals::new(&[(Type::Int, Constant::Int(1))]);
    let refused = interpreter(&image).remove(0).link(Arc::new(globals));
    assert_eq!(&*refused.err().unwrap().workflow, "w");
}

#[test]
fn now_never_goes_back() {
    let statements = "
  let row = upsert rows by (name) { name: context.data.name }
  respond 200 json { id: row.id, now: now() }
";
    let mut activation = activation(&linked(statements));
    activation.set_now(1_767_323_045_000_000);
    assert!(matches!(activation.start(), Progress::Suspended(_)));
    activation.set_now(5);
    let done = activation.resume_with(|_| Ok(()));
    assert_eq!(done, Progress::Done);
    let body = String::from_utf8_lossy(&activation.response().body).into_owned();
    assert_eq!(body, r#"{"id":0,"now":"2026-01-02T03:04:05.000000Z"}"#);
}
