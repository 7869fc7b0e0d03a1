//! Whether an image keeps the rules of [`code`](crate::code).
//!
//! In: an [`Image`]. Out: the first rule that it breaks, and where. It runs in tests and under fuzzing on everything that is lowered.
//!
//! Invariant: code that passes never reads a local that nothing wrote, never names what is not there, never leaves text in the buffer
//! over a return to the engine, and spends fuel in every loop.

mod buffer;
mod flow;
mod indexes;
mod locals;
mod loops;

use std::fmt;

use crate::code::{BlockId, Code};
use crate::image::{Image, StepTemplate, Workflow};

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The workflow.
    pub workflow: Box<str>,
    /// The block, if it is about one.
    pub block: Option<BlockId>,
    /// The rule.
    pub rule: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "workflow `{}`", self.workflow)?;
        if let Some(block) = self.block {
            write!(f, ", {block}")?;
        }
        write!(f, ": {}", self.rule)
    }
}

impl std::error::Error for Broken {}

/// A broken rule, before it is known in which workflow.
type Problem = (Option<BlockId>, String);

/// One code, and what it refers to.
struct Subject<'a> {
    image: &'a Image,
    workflow: &'a Workflow,
    steps: &'a [StepTemplate],
    code: &'a Code,
}

/// Checks all code of an image.
///
/// # Errors
/// The first rule that is broken.
pub fn validate(image: &Image) -> Result<(), Broken> {
    for workflow in &image.workflows {
        check(image, workflow).map_err(|(block, rule)| Broken {
            workflow: workflow.name.clone(),
            block,
            rule,
        })?;
    }
    Ok(())
}

fn check(image: &Image, workflow: &Workflow) -> Result<(), Problem> {
    indexes::input(workflow)?;
    let subject = |code, steps| Subject {
        image,
        workflow,
        steps,
        code,
    };
    let when = workflow.when.as_ref().map(|code| subject(code, &[]));
    for subject in when
        .into_iter()
        .chain([subject(&workflow.main, &workflow.steps)])
    {
        indexes::check(&subject)?;
        locals::check(&subject)?;
        buffer::check(&subject)?;
        loops::check(&subject)?;
    }
    Ok(())
}
