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

/// The memory and the frame of an activation, to be used again by later ones.
pub struct Workspace {
    pub(super) context: Context,
    pub(super) frame: Vec<u64>,
}

impl Workspace {
    pub(super) fn new(limits: Limits, linked: &Linked) -> Workspace {
        let constants = Arc::clone(&linked.workflow().constants);
        Workspace {
            context: Context::new(limits, Arc::clone(linked.globals()), constants),
            frame: Vec::new(),
        }
    }

    /// Makes it that of an execution of this workflow. It is empty: new, or [recycled](Self::recycle).
    pub(super) fn bind(&mut self, linked: &Linked) {
        let constants = &linked.workflow().constants;
        self.context.bind(linked.globals(), constants);
    }

    /// Empties it for its next execution.
    pub(super) fn recycle(&mut self) {
        self.context.reset();
        self.frame.clear();
    }

    /// Gives a handler a frame of its own, all zero, and no fuel yet.
    pub(super) fn begin(&mut self, handler: &dyn Handler) {
        self.context.fuel = 0;
        self.frame.clear();
        self.frame.resize(handler.frame_words() as usize, 0);
    }

    /// Whether its memory has the cap that the limits say.
    pub(super) fn serves(&self, limits: Limits) -> bool {
        self.context.memory() / 8 == limits.memory / 8
    }

    /// Runs a handler until it returns. The handler is the one that [`begin`](Self::begin) was called with last, of the workflow that
    /// [`bind`](Self::bind) was called with last: the state of an [`Activation`](super::Activation) sees to that. While it is ready, the
    /// condition begins, runs and is done with; from the start on, only the statements run.
    pub(super) fn slice(&mut self, handler: &dyn Handler, fuel: i64) -> Outcome {
        // What the last slice has used beyond its fuel is taken from this one.
        self.context.fuel = self.context.fuel.saturating_add(fuel).min(fuel);
        // SAFETY: this module and its parent are the only ones that reach the frame and the context of an activation.
        // - The frame was zeroed for this very handler by `begin` (see above), and written to since only by it and by `write_result` and
        //   `resume_failed`: words of a value of the step's type, and the failure point of the step at hand.
        // - The context was bound to the constants and the globals of the handler's workflow, whose types `Executable::link` has
        //   compared. Its input was allocated at the size that the workflow says, all zero, which is a value of every type. Typed places
        //   write to it only while the activation is ready, so not between the slices of one frame.
        // - Between two slices nothing resets the context, and typed places write only to memory allocated since the frame was zeroed.
        //   `now` changes between slices only.
        unsafe { handler.resume(&mut self.frame, &mut self.context) }
    }

    /// Writes a step's result into fresh memory, and its words into the frame.
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
