//! Runs code as data: the oracle of the machine code, and the engine of hosts that forbid executable memory.
//!
//! In: [`Code`] and a frame. Out: an [`Outcome`]. Not done here: what instructions do beyond a word or two, which is in
//! [`operations`](crate::operations).
//!
//! Invariant: it never panics and never reads or writes outside of the execution's memory, also on code that breaks the rules: that is
//! an `internal` failure.

#![expect(
    unsafe_code,
    reason = "the trait of handlers has a contract, which the interpreter does not rely on"
)]

mod execute;
mod run;
mod state;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use crate::code::{Code, SiteId};
use crate::executable::Executable;
use crate::handler::{Handler, Outcome};
use crate::valid::{ValidImage, ValidWorkflow};
use state::Run;

/// Runs a [`Code`] instruction by instruction.
pub struct Interpreter {
    code: Arc<Code>,
}

impl Interpreter {
    /// Runs that code.
    #[must_use]
    pub fn new(code: impl Into<Arc<Code>>) -> Interpreter {
        Interpreter { code: code.into() }
    }

    /// Runs until it is done or must return, as [`Handler::resume`] does, with any frame and any context.
    pub fn resume(&self, frame: &mut [u64], context: &mut Context) -> Outcome {
        let run = AssertUnwindSafe(|| Run::new(&self.code, frame, context).run());
        catch_unwind(run).unwrap_or_else(|_| {
            context.failure = Some(Failure::internal("the interpreter panicked"));
            Outcome::Failed(SiteId(context.failed_site))
        })
    }
}

impl Handler for Interpreter {
    fn frame_words(&self) -> u32 {
        self.code.frame_words
    }

    unsafe fn resume(&self, frame: &mut [u64], context: &mut Context) -> Outcome {
        Interpreter::resume(self, frame, context)
    }

    fn engine(&self) -> &'static str {
        "interpreter"
    }
}

/// Every workflow of an image, run by the interpreter, in order.
#[must_use]
pub fn interpreter(image: &ValidImage) -> Vec<Executable> {
    let interpreted = |workflow: ValidWorkflow| {
        let handler =
            |code: &Arc<Code>| -> Box<dyn Handler> { Box::new(Interpreter::new(Arc::clone(code))) };
        let when = workflow.code.when.as_ref().map(handler);
        let main = handler(&workflow.code.main);
        // SAFETY: each handler runs the very code of the workflow that it stands for, and there is one for each code. The interpreter
        // reaches memory through the context, which looks up every address, and writes to the frame what the code says.
        unsafe { Executable::new(&workflow, when, main) }
    };
    image.workflows().map(interpreted).collect()
}
