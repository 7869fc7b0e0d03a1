//! The parts of an execution: those that run side by side, transactions, and called workflows.
//!
//! In: an activation that is suspended for its parts. Out: an [`Activation`] for each part, and the
//! progress of the whole once they have ended. Not done here: running the parts and cancelling
//! them, which the engine does.
//!
//! A part has a frame and memory of its own. While the whole execution is suspended, it lends its
//! memory to its parts, which may read it. The value of a part is passed as bytes, because the
//! memory of the part is freed when it ends.

use std::sync::{Arc, Weak};

use bytes::Bytes;
use flowright_stdlib::codec::{Decoder, Encoder};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Lent, Limits, Place, Randomness, View};
use flowright_stdlib::types::Type;

use super::{Activation, FailureOrigin, Progress, Runs, State, Uncaught, Workspace};
use crate::code::StepId;
use crate::executable::Linked;
use crate::image::{ForkTemplate, PartTemplate, StepKind};

/// The maximum number of iterations that run at once.
pub const MOST_AT_ONCE: usize = 1_000;

/// The memory that a part always has, in bytes: the size of a fresh workspace.
const LEAST_MEMORY: usize = 8 << 10;

/// An activation's parts, while it waits for them.
pub struct Fork {
    linked: Arc<Linked>,
    lent: Arc<Lent>,
    body: Bytes,
    input: u64,
    /// The address of the record of values that the parts read.
    captures: u64,
    parts: Parts,
    at_once: usize,
    settled: bool,
    is_transaction: bool,
    /// Whether the results of the parts are read.
    gives: bool,
    /// The random bytes from which the random bytes of each part are derived.
    random: [u8; 32],
    limits: Limits,
}

/// The code of each part.
enum Parts {
    Branches(Vec<usize>),
    Iterations { part: usize, count: usize },
}

/// How a part ended.
#[derive(Clone, Debug, PartialEq)]
pub enum PartResult {
    /// With a value, encoded.
    Value(Vec<u8>),
    /// With a failure that nothing in it caught.
    Failed(Failure),
}

impl Activation {
    /// Whether it is suspended until its parts have ended.
    #[must_use]
    pub fn forks(&self) -> bool {
        self.template().is_some()
    }

    /// Divides it into its parts. It must be [joined](Self::join) with them before it continues.
    ///
    /// # Errors
    /// `out_of_range` if the number of iterations at once is not positive or too large.
    pub fn fork(&mut self) -> Result<Fork, Failure> {
        let template = self.template().ok_or_else(no_fork)?;
        let arguments = self.arguments().ok_or_else(no_fork)?;
        let is_transaction = matches!(template, ForkTemplate::Transaction { .. });
        let (parts, at_once, settled) = match template {
            ForkTemplate::Branches { branches, settled } => {
                let parts: Vec<usize> = branches.iter().map(|(_, part)| *part).collect();
                let at_once = parts.len();
                (Parts::Branches(parts), at_once, *settled)
            }
            ForkTemplate::Transaction { part } | ForkTemplate::Call { part } => {
                (Parts::Branches(vec![*part]), 1, false)
            }
            ForkTemplate::Iterations { part } => {
                let count = arguments.field("list")?.elements()?.count();
                let most = arguments.field("at_once")?.int()?;
                let parts = Parts::Iterations { part: *part, count };
                (parts, at_once(most)?, false)
            }
        };
        let captures = arguments.address();
        let State::Suspended(step) = self.state else {
            return Err(no_fork());
        };
        let result = self.step().map(|step| &step.result);
        let gives = result.is_some_and(|result| *result != Type::Null);
        let context = &mut self.workspace.context;
        let (input, body) = (context.input, context.body().clone());
        let random = if self.linked.workflow().draws {
            context.randomness.draw()
        } else {
            [0; 32]
        };
        let lent = context.lend();
        self.lent = Arc::downgrade(&lent);
        self.state = State::Forked(step);
        // The memory that a part can allocate must not depend on the progress of the other parts.
        let running = at_once.min(parts.count()).max(1);
        let limits = Limits {
            memory: (lent.left() / running).max(LEAST_MEMORY),
            fuel: self.fuel,
        };
        Ok(Fork {
            linked: Arc::clone(&self.linked),
            lent,
            body,
            input,
            captures,
            parts,
            at_once,
            settled,
            is_transaction,
            gives,
            random,
            limits,
        })
    }

    /// Continues after its parts; `results` holds their results, in order. Without `settled`, a
    /// failure must be passed to [`join_failed`](Self::join_failed) instead.
    pub fn join(&mut self, fork: Fork, results: &[PartResult]) -> Progress {
        let step = match self.take_back(fork) {
            Ok(step) => step,
            Err(failure) => return self.misused(&failure.message),
        };
        let linked = Arc::clone(&self.linked);
        let workflow = linked.workflow();
        let step = workflow.steps.get(step.0 as usize);
        let Some(StepKind::Fork(template)) = step.map(|step| &step.kind) else {
            return self.misused("an execution is joined that was not forked");
        };
        self.resume_with(|place| write_results(place, template, &workflow.parts, results))
    }

    /// Continues after a failure of one of its parts.
    pub fn join_failed(&mut self, fork: Fork, uncaught: Uncaught) -> Progress {
        match self.take_back(fork) {
            Ok(_) => self.resume_uncaught(uncaught),
            Err(failure) => self.misused(&failure.message),
        }
    }

    /// Continues after a failure that is not the failure of a part, such as a failed commit.
    pub fn join_refused(&mut self, fork: Fork, failure: Failure) -> Progress {
        match self.take_back(fork) {
            Ok(_) => self.resume_failed(failure),
            Err(failure) => self.misused(&failure.message),
        }
    }

    /// Takes over the failure that a part has caught, if any, for [`caught`](Self::caught).
    pub fn take_caught(&mut self, part: &mut Activation) {
        if let Some(caught) = part.workspace.context.caught.take() {
            self.workspace.context.caught = Some(caught);
            self.failed_step = part.failed_step;
        }
    }

    /// Records a failure of a part that leaves the other parts running, as if a `catch` had handled
    /// it.
    pub fn settle(&mut self, uncaught: &Uncaught) {
        let site = match uncaught.origin {
            FailureOrigin::Site(site) => site.0,
            FailureOrigin::Step(step) => {
                self.failed_step = Some(step);
                0
            }
            FailureOrigin::Unknown => 0,
        };
        self.workspace.context.caught = Some((uncaught.failure.clone(), site));
    }

    /// The value of a part that has ended, encoded.
    ///
    /// # Errors
    /// `too_large` if it does not fit the memory of the part, `internal` if the part has not ended.
    pub fn part_result(&self) -> Result<PartResult, Failure> {
        let (Runs::Part(part), State::Ended) = (self.runs, self.state) else {
            return Err(Failure::internal("a part has no result before its end"));
        };
        let template = self.linked.workflow().parts.get(part).ok_or_else(no_fork)?;
        if template.result == Type::Null {
            return Ok(PartResult::Value(Vec::new()));
        }
        let context = &self.workspace.context;
        let value = View::new(context, context.returned, &template.result);
        let mut encoder = Encoder::new(context.memory());
        encoder.value(&value)?;
        let mut octets = encoder.finish();
        octets.shrink_to_fit();
        Ok(PartResult::Value(octets))
    }

    fn template(&self) -> Option<&ForkTemplate> {
        match &self.step()?.kind {
            StepKind::Fork(template) => Some(template),
            StepKind::Row { .. } | StepKind::Http(_) | StepKind::Notify { .. } => None,
        }
    }

    /// Takes back the memory that it has lent to the parts of this fork.
    fn take_back(&mut self, fork: Fork) -> Result<StepId, Failure> {
        let State::Forked(step) = self.state else {
            return Err(no_fork());
        };
        if Weak::as_ptr(&self.lent) != Arc::as_ptr(&fork.lent) {
            return Err(Failure::internal(
                "an execution is joined with the parts of another",
            ));
        }
        self.workspace.context.take_back(fork.lent)?;
        self.lent = Weak::new();
        self.state = State::Suspended(step);
        Ok(step)
    }
}

impl Fork {
    /// Whether the results of its parts are read; otherwise they need not be kept.
    #[must_use]
    pub fn gives(&self) -> bool {
        self.gives
    }

    /// The memory that the execution does not use yet, in bytes, into which the results of all
    /// parts must fit.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.lent.left()
    }

    /// The number of parts.
    #[must_use]
    pub fn count(&self) -> usize {
        self.parts.count()
    }

    /// The maximum number of parts that run at once.
    #[must_use]
    pub fn at_once(&self) -> usize {
        self.at_once
    }

    /// Whether a failure of a part leaves the others running.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// Whether its only part is a transaction.
    #[must_use]
    pub fn is_transaction(&self) -> bool {
        self.is_transaction
    }

    /// The part with that number, which has not been started yet.
    ///
    /// # Errors
    /// `internal` if there is none.
    pub fn part(
        &self,
        number: usize,
        now: i64,
        spare: Option<Box<Workspace>>,
    ) -> Result<Activation, Failure> {
        let part = self.parts.code(number).ok_or_else(no_fork)?;
        let mut workspace = Workspace::ready(spare, self.limits, &self.linked);
        let context = &mut workspace.context;
        context.read_from(&self.lent);
        context.hold_body(self.body.clone());
        context.input = self.input;
        context.captures = self.captures;
        context.part = number as u64;
        context.now = now;
        context.randomness = Randomness::of_part(self.random, number as u64);
        Ok(Activation {
            linked: Arc::clone(&self.linked),
            workspace,
            runs: Runs::Part(part),
            state: State::Ready,
            failed_step: None,
            lent: Weak::new(),
            fuel: self.limits.fuel,
        })
    }
}

impl Parts {
    fn count(&self) -> usize {
        match self {
            Parts::Branches(parts) => parts.len(),
            Parts::Iterations { part: _, count } => *count,
        }
    }

    fn code(&self, number: usize) -> Option<usize> {
        match self {
            Parts::Branches(parts) => parts.get(number).copied(),
            Parts::Iterations { part, count } => (number < *count).then_some(*part),
        }
    }
}

fn at_once(most: i64) -> Result<usize, Failure> {
    let most = usize::try_from(most).ok();
    most.filter(|most| (1..=MOST_AT_ONCE).contains(most))
        .ok_or_else(|| {
            Failure::new(
                FailureCode::OutOfRange,
                format!("the number of iterations at once must be 1 to {MOST_AT_ONCE}"),
            )
        })
}

/// Writes the results of the parts as the result of the step.
fn write_results(
    mut place: Place<'_>,
    template: &ForkTemplate,
    parts: &[PartTemplate],
    results: &[PartResult],
) -> Result<(), Failure> {
    if *place.ty() == Type::Null {
        return Ok(());
    }
    match template {
        ForkTemplate::Branches { branches, settled } => {
            for ((name, part), result) in branches.iter().zip(results) {
                // A field that the flow does not read is not stored.
                let (Some(field), Some(part)) = (place.field_named(name), parts.get(*part)) else {
                    continue;
                };
                if *settled {
                    write_outcome(field, part, result)?;
                } else {
                    write_value(field, result)?;
                }
            }
            Ok(())
        }
        ForkTemplate::Transaction { part: _ } | ForkTemplate::Call { part: _ } => {
            match results.first() {
                Some(result) => write_value(place, result),
                None => Err(no_fork()),
            }
        }
        ForkTemplate::Iterations { part: _ } => {
            let mut list = place.list(results.len())?;
            for (index, result) in results.iter().enumerate() {
                write_value(list.element(index)?, result)?;
            }
            Ok(())
        }
    }
}

/// `value` and `error` of a branch of `parallel settled`.
fn write_outcome(
    mut place: Place<'_>,
    part: &PartTemplate,
    result: &PartResult,
) -> Result<(), Failure> {
    match result {
        PartResult::Value(_) => match place.field_named("value") {
            // The value of a branch may be null itself.
            Some(value) if *value.ty() == part.result => write_value(value, result),
            Some(value) => write_value(value.some()?, result),
            None => Ok(()),
        },
        PartResult::Failed(failure) => match place.field_named("error") {
            Some(error) => write_failure(error.some()?, failure),
            None => Ok(()),
        },
    }
}

fn write_value(place: Place<'_>, result: &PartResult) -> Result<(), Failure> {
    if *place.ty() == Type::Null {
        return Ok(());
    }
    let PartResult::Value(octets) = result else {
        return Err(Failure::internal("a failed part has no value"));
    };
    let mut decoder = Decoder::new(octets)?;
    decoder.value(place)?;
    Ok(decoder.finish()?)
}

/// A record of [`failure_type`](flowright_check::program::failure_type).
fn write_failure(mut place: Place<'_>, failure: &Failure) -> Result<(), Failure> {
    let texts = [
        ("code", failure.code.as_str()),
        ("message", &failure.message),
        ("step", &failure.step),
    ];
    for (name, text) in texts {
        if let Some(mut field) = place.field_named(name) {
            field.text(text)?;
        }
    }
    if let (Some(field), Some(status)) = (place.field_named("status"), failure.status) {
        field.some()?.int(i64::from(status))?;
    }
    Ok(())
}

#[cold]
fn no_fork() -> Failure {
    Failure::internal("an execution that is not forked has no parts")
}
