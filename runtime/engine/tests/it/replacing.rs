//! Handlers that are replaced while executions run.

use flowright_engine::NotReplaced;
use flowright_ir::interpreter;

use crate::kit::{World, flow, ran};

const STATEMENTS: &str = r#"
  let before = 40
  let row = create rows { name: "a" }
  respond 200 json { sum: before + row.id }
"#;

fn world() -> World {
    World::new(&flow(STATEMENTS, "collection rows { name: text }"), [])
}

#[tokio::test]
async fn an_execution_goes_on_with_the_handlers_that_it_began_with() {
    let world = world();
    let waiting = world.waiting();
    let replaced = world
        .program
        .replace(0, interpreter(&world.image).remove(0));
    assert_eq!(replaced, Ok(()));
    let answer = |sum| Ok((200, format!(r#"{{"sum":{sum}}}"#)));
    assert_eq!(ran(waiting.finish().await), answer(41));
    assert_eq!(world.run().await, answer(42));
}

#[test]
fn handlers_of_another_workflow_are_refused() {
    let (world, other) = (world(), world());
    let handlers = interpreter(&other.image).remove(0);
    assert_eq!(
        world.program.replace(0, handlers),
        Err(NotReplaced::OtherWorkflow)
    );
    let handlers = interpreter(&world.image).remove(0);
    assert_eq!(
        world.program.replace(1, handlers),
        Err(NotReplaced::OtherWorkflow)
    );
}

#[tokio::test]
async fn a_workflow_was_called_once_an_execution_of_it_has_begun() {
    let world = world();
    assert!(!world.program.was_called(0));
    drop(world.execution());
    assert!(world.program.was_called(0));
    assert!(!world.program.was_called(1));
}
