//! Runs code as data: the oracle of the machine code, and the engine of hosts that forbid executable memory.
//!
//! In: [`Code`] and a frame. Out: an [`Outcome`]. Not done here: what instructions do beyond a word or two, which is in
//! [`operations`](crate::operations).
//!
//! Invariant: it never panics and never reads or writes outside of the execution's memory, also on code that breaks the rules: that is
//! an `internal` failure.

mod execute;
mod run;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use crate::code::{Code, SiteId};
use crate::handler::{Handler, Outcome, WorkflowHandlers};
use crate::image::Image;

/// Runs a [`Code`] instruction by instruction.
pub struct Interpreter {
    code: Arc<Code>,
}

impl Interpreter {
    /// Runs that code.
    #[must_use]
    pub fn new(code: Arc<Code>) -> Interpreter {
        Interpreter { code }
    }
}

impl Handler for Interpreter {
    fn frame_words(&self) -> u32 {
        self.code.frame_words
    }

    fn resume(&self, frame: &mut [u64], context: &mut Context) -> Outcome {
        let run = AssertUnwindSafe(|| run::Run::new(&self.code, frame, context).run());
        catch_unwind(run).unwrap_or_else(|_| {
            context.failure = Some(Failure::internal("the interpreter panicked"));
            Outcome::Failed(SiteId(context.failed_site))
        })
    }
}

/// A handler for every workflow of an image, in order.
#[must_use]
pub fn interpreter(image: &Image) -> Vec<WorkflowHandlers> {
    let handler =
        |code: &Code| -> Box<dyn Handler> { Box::new(Interpreter::new(Arc::new(code.clone()))) };
    let workflows = image.workflows.iter();
    workflows
        .map(|workflow| WorkflowHandlers {
            when: workflow.when.as_ref().map(handler),
            main: handler(&workflow.main),
        })
        .collect()
}
