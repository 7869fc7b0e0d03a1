//! The memory and the frame of an activation.

#![expect(unsafe_code, reason = "handlers have a contract, which is kept here")]

use std::sync::Arc;

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::{Context, Limits, Place};
use flowright_stdlib::types::Type;

use super::registers;
use crate::executable::Linked;
use crate::frame::{self, RESULT_WORDS};
use crate::handler::{Handler, Outcome};

/// The memory and the frame of an activation, reusable by later ones.
pub struct Workspace {
    pub(super) context: Context,
    pub(super) frame: Vec<u64>,
    /// The fuel used since it was bound.
    pub(super) used_fuel: i64,
}

impl Workspace {
    /// A workspace bound to an execution of this workflow. Reuses the spare workspace if there is
    /// one, which must be [recycled](Self::recycle).
    pub(super) fn ready(
        spare: Option<Box<Workspace>>,
        limits: Limits,
        linked: &Linked,
    ) -> Box<Workspace> {
        let spare = spare.unwrap_or_else(|| Box::new(Workspace::new(limits, linked)));
        let mut workspace = spare;
        workspace.context.set_memory(limits.memory);
        workspace.bind(linked);
        workspace
    }

    fn new(limits: Limits, linked: &Linked) -> Workspace {
        let constants = Arc::clone(&linked.workflow().constants);
        Workspace {
            context: Context::new(limits, Arc::clone(linked.globals()), constants),
            frame: Vec::new(),
            used_fuel: 0,
        }
    }

    /// Binds it to an execution of this workflow. It must be empty: new, or
    /// [recycled](Self::recycle).
    fn bind(&mut self, linked: &Linked) {
        let constants = &linked.workflow().constants;
        self.context.bind(linked.globals(), constants);
    }

    /// Clears it for the next execution.
    pub(super) fn recycle(&mut self) {
        self.context.reset();
        self.frame.clear();
        self.used_fuel = 0;
    }

    /// Gives a handler its own zeroed frame, and no fuel yet.
    pub(super) fn begin(&mut self, handler: &dyn Handler) {
        self.context.fuel = 0;
        self.frame.clear();
        self.frame.resize(handler.frame_words() as usize, 0);
    }

    /// Runs a handler until it returns. The handler is the one last passed to
    /// [`begin`](Self::begin), and its workflow is the workflow last passed to
    /// [`bind`](Self::bind); in a part, the context reads the memory of the suspended execution
    /// that provides its captures. The state of an [`Activation`](super::Activation) ensures both.
    /// While it is ready or deciding, the condition begins, runs and finishes; once it has started,
    /// only the statements run.
    pub(super) fn slice(&mut self, handler: &dyn Handler, fuel: i64) -> Outcome {
        // Fuel overdrawn by the last slice is deducted from this one.
        self.context.fuel = self.context.fuel.saturating_add(fuel).min(fuel);
        let before = self.context.fuel;
        // SAFETY: only this module and its parent can access the frame and the context of an
        // activation.
        // - `begin` zeroed the frame for this handler (see above). Since then, only the handler
        //   itself, `write_result` and `resume_failed` have written to it: the words of a value of
        //   the step's type, and the failure point of the current step.
        // - The context was bound to the constants and the globals of the handler's workflow, whose
        //   types `Executable::link` has compared. Its input was allocated zeroed at the size given
        //   by the workflow, and all zero is a valid value of every type. Typed places write to it
        //   only while the activation is ready, hence never between the slices of one frame.
        // - A part has the same input as its execution. Its captures are the arguments of the step
        //   for which that execution is suspended; lowered code writes them with the types with
        //   which the part reads them. Both are in memory that the execution has lent: the context
        //   keeps it alive, and nothing writes to it until all its parts have been dropped.
        // - Between two slices nothing resets the context, and typed places write only to memory
        //   allocated since the frame was zeroed. `now` changes only between slices.
        let outcome = unsafe { handler.resume(&mut self.frame, &mut self.context) };
        let used = before.saturating_sub(self.context.fuel);
        self.used_fuel = self.used_fuel.saturating_add(used);
        outcome
    }

    /// Writes a step's result to fresh memory, and its words to the frame.
    pub(super) fn write_result(
        &mut self,
        ty: &Type,
        write: impl FnOnce(Place<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let place = Place::allocate(&mut self.context, ty)?;
        let address = place.address();
        write(place)?;
        let mut words = [0; RESULT_WORDS as usize];
        registers::load(&self.context, ty, address, &mut words)?;
        for (to, from) in self.frame.iter_mut().skip(frame::RESULT).zip(words) {
            *to = from;
        }
        Ok(())
    }
}
