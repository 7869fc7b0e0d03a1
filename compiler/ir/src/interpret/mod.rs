//! Interprets code: the oracle for machine code, and the engine on hosts that forbid executable
//! memory.
//!
//! In: [`Code`] and a frame. Out: an [`Outcome`]. Not done here: instructions that do more than
//! handle a word or two, which are in [`operations`](crate::operations).
//!
//! Invariant: it never panics and never reads or writes outside the execution's memory, even on
//! code that breaks the rules; such code fails with `internal`.

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
use crate::executable::{Executable, Handlers};
use crate::handler::{Handler, Outcome};
use crate::valid::{ValidImage, ValidWorkflow};
use state::Run;

/// Interprets a [`Code`] instruction by instruction.
pub struct Interpreter {
    code: Arc<Code>,
}

impl Interpreter {
    /// An interpreter of the given code.
    #[must_use]
    pub fn new(code: impl Into<Arc<Code>>) -> Interpreter {
        Interpreter { code: code.into() }
    }

    /// Runs until it is finished or must return, like [`Handler::resume`], but with any frame and
    /// any context.
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

/// Executables for every workflow of an image, run by the interpreter, in order.
#[must_use]
pub fn interpreter(image: &ValidImage) -> Vec<Executable> {
    let interpreted = |workflow: ValidWorkflow| {
        let handler =
            |code: &Arc<Code>| -> Box<dyn Handler> { Box::new(Interpreter::new(Arc::clone(code))) };
        let handlers = Handlers {
            condition: workflow.code.condition.as_ref().map(handler),
            main: handler(&workflow.code.main),
            parts: workflow.code.parts.iter().map(handler).collect(),
        };
        // SAFETY: each handler runs exactly the code of the workflow that it is created for: the
        // statements, the condition, or a part. The interpreter accesses memory through the
        // context, which looks up every address, and writes to the frame only what the code
        // specifies.
        unsafe { Executable::new(&workflow, handlers) }
    };
    image.workflows().map(interpreted).collect()
}
