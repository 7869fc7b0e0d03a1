//! Checks that an image follows the rules of [`code`](crate::code).
//!
//! In: an [`Image`]. Out: the first broken rule, and its location. Not checked here: whether the
//! words used as addresses are addresses; lowering ensures that by the types of values.
//!
//! Invariant: code that passes never reads an unwritten local, never refers to what does not exist,
//! never leaves text in the buffer across a return to the engine, spends fuel in every loop, lists
//! at each suspension all values that are live across it, and shares no step with the other code of
//! the workflow.

mod broken;
mod buffer;
mod flow;
mod indexes;
mod live;
mod locals;
mod loops;
mod parts;
mod subject;

pub use broken::Broken;

use crate::image::{Image, LoweredWorkflow};
use broken::Problem;
use subject::Subject;

/// Checks all code of an image.
///
/// # Errors
/// The first broken rule.
pub fn validate(image: &Image) -> Result<(), Broken> {
    let checked = flowright_shares::map(&image.workflows, check);
    for (lowered, checked) in image.workflows.iter().zip(checked) {
        checked.map_err(|(block, rule)| Broken {
            workflow: lowered.workflow.name.clone(),
            block,
            rule,
        })?;
    }
    Ok(())
}

fn check(lowered: &LoweredWorkflow) -> Result<(), Problem> {
    let LoweredWorkflow { workflow, code } = lowered;
    indexes::workflow(workflow)?;
    parts::check(lowered)?;
    let condition = code.condition.as_ref();
    let condition = condition.map(|code| Subject {
        workflow,
        steps: &[],
        code,
    });
    let main = Subject {
        workflow,
        steps: &workflow.steps,
        code: &code.main,
    };
    let parts = code.parts.iter().map(|code| Subject {
        workflow,
        steps: &workflow.steps,
        code,
    });
    for subject in condition.into_iter().chain([main]).chain(parts) {
        indexes::check(&subject)?;
        locals::check(&subject)?;
        live::check(&subject)?;
        buffer::check(&subject)?;
        loops::check(&subject)?;
    }
    Ok(())
}
