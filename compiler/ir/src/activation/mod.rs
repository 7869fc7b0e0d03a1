//! One run of a workflow's code. Its state is private to this module.
//!
//! In: a [`Linked`] workflow, its input, and the results of its steps, each written as its type
//! requires. Out: [`Progress`], the arguments of the current step, and the response. Not done here:
//! executing steps, time, and reporting failures, which the engine does.
//!
//! Invariant: only the code itself, and values of the right type written by [`Place`], can change
//! the frame and the memory of an activation, so that safe code cannot break what machine code
//! relies on.

mod fork;
mod registers;
mod workspace;

use std::sync::{Arc, Weak};

use bytes::Bytes;
use flowright_stdlib::failure::Failure;
use flowright_stdlib::log::LogLine;
use flowright_stdlib::memory::{Context, Lent, Limits, Place, Randomness, Response, View};
use flowright_stdlib::types::Type;

use crate::code::{SiteId, StepId};
use crate::executable::Linked;
use crate::frame;
use crate::handler::{Handler, Outcome};
use crate::image::StepTemplate;

pub use fork::{Fork, MOST_AT_ONCE, PartResult};
pub use workspace::Workspace;

/// The first slice of an execution, and the first after a step, is not scheduled; it gets this
/// fraction of a scheduled slice's fuel, so that many requests at once do not delay each other.
const SHORT: i64 = 8;

/// One run of a workflow's code: its handlers, its frame and its memory.
pub struct Activation {
    linked: Arc<Linked>,
    workspace: Box<Workspace>,
    runs: Runs,
    state: State,
    /// The fuel for each slice.
    fuel: i64,
    /// The step whose failure was last passed to the code.
    failed_step: Option<StepId>,
    /// The memory that it has lent to its parts.
    lent: Weak<Lent>,
}

/// The code that an activation runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Runs {
    /// The statements of the workflow.
    Main,
    /// A part, by its index.
    Part(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ready,
    /// The condition has begun.
    Deciding,
    Preempted,
    Suspended(StepId),
    /// Its memory is lent to the parts of that step; only a [`Fork`] of it can be joined.
    Forked(StepId),
    Ended,
}

/// The state that an activation has reached.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// It has finished and responded.
    Done,
    /// It waits for a step, whose [arguments](Activation::arguments) are available.
    Suspended(StepId),
    /// It has used up a slice of fuel.
    Preempted,
    /// It has failed, and nothing catches the failure.
    Failed(Uncaught),
}

/// An uncaught failure.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncaught {
    /// The failure.
    pub failure: Failure,
    /// Its origin.
    pub origin: FailureOrigin,
}

/// The origin of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureOrigin {
    /// An expression.
    Site(SiteId),
    /// A step.
    Step(StepId),
    /// The engine, or a bug.
    Unknown,
}

impl Activation {
    /// Creates a run of a workflow; its input must be written next. Texts of the input may point
    /// into the body.
    ///
    /// # Errors
    /// `too_large` if the input does not fit into the memory of an execution.
    pub fn new(
        linked: Arc<Linked>,
        limits: Limits,
        spare: Option<Box<Workspace>>,
        body: Bytes,
    ) -> Result<Activation, Failure> {
        let mut workspace = Workspace::ready(spare, limits, &linked);
        let context = &mut workspace.context;
        context.hold_body(body);
        context.input = context.allocate(linked.workflow().input.words)?;
        Ok(Activation {
            linked,
            workspace,
            runs: Runs::Main,
            state: State::Ready,
            failed_step: None,
            lent: Weak::new(),
            fuel: limits.fuel,
        })
    }

    /// The workflow that it runs.
    #[must_use]
    pub fn linked(&self) -> &Arc<Linked> {
        &self.linked
    }

    /// The place of a member of the input, by its index in the workflow's
    /// [`Input`](crate::image::Input); `None` if there is no such member, or the code has started.
    pub fn member(&mut self, index: usize) -> Option<Place<'_>> {
        if self.state != State::Ready {
            return None;
        }
        let member = self.linked.workflow().input.members.get(index)?;
        let context = &mut self.workspace.context;
        let address = context.input.wrapping_add(u64::from(member.offset) * 8);
        Place::at(context, address, &member.ty).ok()
    }

    /// Allocates a place for a value that the code does not read, such as a body that is only
    /// validated.
    ///
    /// # Errors
    /// `too_large` at the memory cap.
    pub fn allocate<'a>(&'a mut self, ty: &'a Type) -> Result<Place<'a>, Failure> {
        Place::allocate(&mut self.workspace.context, ty)
    }

    /// Its memory, for reading.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.workspace.context
    }

    /// Sets the time that `now()` returns from here on, in microseconds since 1970; it never
    /// decreases.
    pub fn set_now(&mut self, now: i64) {
        let context = &mut self.workspace.context;
        context.now = context.now.max(now);
    }

    /// Sets the seed of the random bytes that the code requests from here on.
    pub fn set_seed(&mut self, seed: [u8; 32]) {
        self.workspace.context.randomness = Randomness::new(seed);
    }

    /// The time that `now()` returns, in microseconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.workspace.context.now
    }

    /// Runs a slice of the trigger's condition. Returns 0 if the request is to be ignored,
    /// otherwise the number (from 1) of the shape of its body, which is 1 if there is no condition;
    /// `None` if the condition needs another slice.
    ///
    /// # Errors
    /// The failure of its expression.
    pub fn condition(&mut self) -> Result<Option<u64>, Uncaught> {
        let linked = Arc::clone(&self.linked);
        let Some(condition) = linked.condition() else {
            return Ok(Some(1));
        };
        // The condition uses its own frame, which must not replace one that the statements still
        // need.
        let fuel = match self.state {
            State::Ready => {
                self.workspace.begin(condition);
                (self.fuel / SHORT).max(1)
            }
            State::Deciding => self.fuel,
            State::Preempted | State::Suspended(_) | State::Forked(_) | State::Ended => {
                return Err(defect("a condition is asked for after the start"));
            }
        };
        self.state = State::Ready;
        match self.workspace.slice(condition, fuel) {
            Outcome::Done => Ok(Some(self.workspace.context.returned)),
            Outcome::OutOfFuel => {
                self.state = State::Deciding;
                Ok(None)
            }
            Outcome::Failed(site) => Err(self.uncaught(FailureOrigin::Site(site))),
            Outcome::Suspend(_) => Err(defect("a condition wants a step")),
        }
    }

    /// Runs the first slice of the statements.
    pub fn start(&mut self) -> Progress {
        if self.state != State::Ready {
            return self.misused("an execution is started twice");
        }
        let Some(handler) = handler(&self.linked, self.runs) else {
            return self.misused("a part has no code");
        };
        self.workspace.begin(handler);
        self.short_slice()
    }

    /// Runs the next slice after [`Progress::Preempted`].
    pub fn resume(&mut self) -> Progress {
        if self.state != State::Preempted {
            return self.misused("an execution is resumed that was not preempted");
        }
        self.slice(self.fuel)
    }

    /// The current step; `None` unless suspended.
    #[must_use]
    pub fn step(&self) -> Option<&StepTemplate> {
        match self.state {
            State::Suspended(step) => self.linked.workflow().steps.get(step.0 as usize),
            State::Ready | State::Deciding | State::Preempted | State::Forked(_) | State::Ended => {
                None
            }
        }
    }

    /// The arguments of the current step, as a record.
    #[must_use]
    pub fn arguments(&self) -> Option<View<'_>> {
        let step = self.step()?;
        let address = self.workspace.frame.get(frame::ARGUMENTS).copied()?;
        Some(View::new(&self.workspace.context, address, &step.arguments))
    }

    /// Resumes with the result of the current step, which `write` writes to its place. If `write`
    /// fails, the step fails with that failure.
    pub fn resume_with(
        &mut self,
        write: impl FnOnce(Place<'_>) -> Result<(), Failure>,
    ) -> Progress {
        let linked = Arc::clone(&self.linked);
        let State::Suspended(step) = self.state else {
            return self.misused("an execution gets the result of no step");
        };
        let Some(template) = linked.workflow().steps.get(step.0 as usize) else {
            return self.misused("there is no such step");
        };
        match self.workspace.write_result(&template.result, write) {
            Ok(()) => self.short_slice(),
            Err(failure) => self.resume_failed(failure),
        }
    }

    /// The fuel that it has used so far.
    #[must_use]
    pub fn used_fuel(&self) -> i64 {
        self.workspace.used_fuel
    }

    /// The last failure taken by a `catch`, and its origin.
    #[must_use]
    pub fn caught(&self) -> Option<(&Failure, FailureOrigin)> {
        let (failure, site) = self.workspace.context.caught.as_ref()?;
        let origin = match self.step_of(failure) {
            Some(step) => FailureOrigin::Step(step),
            None => FailureOrigin::Site(SiteId(*site)),
        };
        Some((failure, origin))
    }

    /// The step named by a failure. It need not be the step that failed last: a flow may raise
    /// again a failure that it caught earlier.
    fn step_of(&self, failure: &Failure) -> Option<StepId> {
        let steps = &self.linked.workflow().steps;
        let is_named = |step: &StepId| {
            let named = steps.get(step.0 as usize);
            named.is_some_and(|step| !failure.step.is_empty() && step.name == failure.step)
        };
        let mut all = (0..).map(StepId).take(steps.len());
        self.failed_step
            .filter(is_named)
            .or_else(|| all.find(is_named))
    }

    /// Resumes in the handler that catches the failure of the current step.
    pub fn resume_failed(&mut self, failure: Failure) -> Progress {
        let State::Suspended(step) = self.state else {
            return self.misused("an execution gets the failure of no step");
        };
        let name = self.step().map_or("", |step| &*step.name);
        self.resume_uncaught(Uncaught {
            failure: failure.of_step(name),
            origin: FailureOrigin::Step(step),
        })
    }

    /// Resumes in the handler that catches a failure raised while the current step was performed.
    fn resume_uncaught(&mut self, uncaught: Uncaught) -> Progress {
        let State::Suspended(step) = self.state else {
            return self.misused("an execution gets the failure of no step");
        };
        let Some(point) = self.linked.failure_point(step) else {
            self.state = State::Ended;
            return Progress::Failed(uncaught);
        };
        let context = &mut self.workspace.context;
        context.failure = Some(uncaught.failure);
        match uncaught.origin {
            FailureOrigin::Step(step) => self.failed_step = Some(step),
            FailureOrigin::Site(site) => context.failed_site = site.0,
            FailureOrigin::Unknown => self.failed_step = Some(step),
        }
        if let Some(resume) = self.workspace.frame.get_mut(frame::RESUME) {
            *resume = u64::from(point) + 1;
        }
        self.short_slice()
    }

    /// The response that the code builds.
    pub fn response(&mut self) -> &mut Response {
        &mut self.workspace.context.response
    }

    /// Takes the log lines written by the code since the last call.
    #[must_use]
    pub fn take_log(&mut self) -> Vec<LogLine> {
        std::mem::take(&mut self.workspace.context.log)
    }

    /// Returns its memory for reuse by another activation.
    #[must_use]
    pub fn recycle(self) -> Box<Workspace> {
        let mut workspace = self.workspace;
        workspace.recycle();
        workspace
    }

    /// Runs the first slice after the start or after a step. The engine does not schedule this
    /// slice.
    fn short_slice(&mut self) -> Progress {
        self.slice((self.fuel / SHORT).max(1))
    }

    fn slice(&mut self, fuel: i64) -> Progress {
        let Some(handler) = handler(&self.linked, self.runs) else {
            return self.misused("a part has no code");
        };
        let outcome = self.workspace.slice(handler, fuel);
        let (state, progress) = match outcome {
            Outcome::Done => (State::Ended, Progress::Done),
            Outcome::Suspend(step) => (State::Suspended(step), Progress::Suspended(step)),
            Outcome::OutOfFuel => (State::Preempted, Progress::Preempted),
            Outcome::Failed(site) => (
                State::Ended,
                Progress::Failed(self.uncaught(FailureOrigin::Site(site))),
            ),
        };
        self.state = state;
        progress
    }

    fn uncaught(&mut self, origin: FailureOrigin) -> Uncaught {
        let failure = self.workspace.context.failure.take();
        Uncaught {
            failure: failure.unwrap_or_else(|| Failure::internal("a failure without a reason")),
            origin,
        }
    }

    #[cold]
    fn misused(&mut self, message: &str) -> Progress {
        self.state = State::Ended;
        Progress::Failed(defect(message))
    }
}

fn handler(linked: &Linked, runs: Runs) -> Option<&dyn Handler> {
    match runs {
        Runs::Main => Some(linked.main()),
        Runs::Part(part) => linked.part(part),
    }
}

#[cold]
fn defect(message: &str) -> Uncaught {
    Uncaught {
        failure: Failure::internal(message),
        origin: FailureOrigin::Unknown,
    }
}
