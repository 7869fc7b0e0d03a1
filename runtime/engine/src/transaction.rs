//! A transaction: the code of a part, run on the store's writing thread.
//!
//! Invariant: its rows are committed together or not at all. If the store runs it again, it starts
//! from the beginning, with the same captured values.
//!
//! Invariant: a transaction that is cancelled before the store begins it changes nothing. If it is
//! cancelled later, it stops before its next step, and is undone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use flowright_ir::activation::{Activation, Fork, PartResult, Progress};
use flowright_ir::code::StepId;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_store::Rows;

use crate::family::{Borrower, Unfinished};
use crate::program::Program;
use crate::run::{Run, broken};
use crate::step::{self, StepOutput, StepPlan, StepRequest};

/// The maximum number of steps of a transaction.
const MOST_STEPS: usize = 10_000;

/// The maximum fuel that a transaction may use: other writes wait for it.
const MOST_FUEL: i64 = 5_000_000;

/// The maximum time that a transaction may take.
const MOST_TIME: Duration = Duration::from_secs(10);

impl Run {
    /// Runs the code of a transaction, and continues after it.
    pub(crate) async fn transaction(&mut self, fork: Fork) -> Progress {
        let program = Arc::clone(&self.program);
        let (workflow, now) = (self.workflow, self.read().map_or(0, Activation::now));
        let fork = Arc::new(fork);
        let cancellation = Cancellation::default();
        let work = {
            let program = Arc::clone(&program);
            let is_cancelled = Arc::clone(&cancellation.0);
            let borrowed = Borrowed {
                fork: Arc::clone(&fork),
                _borrower: self.borrower.clone(),
            };
            move |rows: &Rows<'_>| {
                let Borrowed { fork, _borrower } = &borrowed;
                run(&program, workflow, fork, now, &is_cancelled, rows)
            }
        };
        let ended = program.store().together(work).await;
        let Some(fork) = Arc::into_inner(fork) else {
            let failure = Failure::internal("a transaction still runs after its end");
            return Progress::Failed(broken(failure));
        };
        let activation = match self.activation() {
            Ok(activation) => activation,
            Err(failure) => return Progress::Failed(broken(failure)),
        };
        activation.set_now(program.host().clock.now());
        match ended {
            Ok(Ok(result)) => activation.join(fork, &[result]),
            Ok(Err(Unfinished::Failed(uncaught))) => activation.join_failed(fork, uncaught),
            Ok(Err(Unfinished::Refused(failure))) => activation.join_refused(fork, failure),
            Err(error) => activation.join_refused(fork, step::store_failure(error)),
        }
    }
}

/// A fork while the store uses it. The store drops the fork first and then signals that it has done
/// so.
struct Borrowed {
    fork: Arc<Fork>,
    _borrower: Option<Arc<Borrower>>,
}

/// Cancels the transaction when it is dropped.
#[derive(Default)]
struct Cancellation(Arc<AtomicBool>);

impl Drop for Cancellation {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs the part to its end; a failure undoes all its rows.
fn run(
    program: &Arc<Program>,
    workflow: usize,
    fork: &Fork,
    now: i64,
    is_cancelled: &AtomicBool,
    rows: &Rows<'_>,
) -> Result<PartResult, Unfinished> {
    let part = fork.part(0, now, program.spare())?;
    let mut part = Run::new(program, workflow, "".into(), part);
    let activation = part.activation()?;
    let mut bounds = Bounds::new(is_cancelled);
    bounds.check(activation)?;
    let mut progress = activation.start();
    loop {
        bounds.check(activation)?;
        progress = match progress {
            Progress::Done => return Ok(activation.part_result()?),
            Progress::Failed(uncaught) => return Err(Unfinished::Failed(uncaught)),
            Progress::Preempted => activation.resume(),
            Progress::Suspended(step) => {
                bounds.step()?;
                let template = program
                    .step(workflow, step.0 as usize)
                    .ok_or_else(|| Failure::internal("there is no such step"))?;
                match perform(program, workflow, step, activation, rows) {
                    Ok(output) => {
                        activation.resume_with(|place| step::write(&output, template, place))
                    }
                    Err(failure) => activation.resume_failed(failure),
                }
            }
        };
    }
}

/// The limits on how long a transaction may run.
struct Bounds<'a> {
    is_cancelled: &'a AtomicBool,
    began: Instant,
    steps: usize,
}

impl Bounds<'_> {
    fn new(is_cancelled: &AtomicBool) -> Bounds<'_> {
        Bounds {
            is_cancelled,
            began: Instant::now(),
            steps: 0,
        }
    }

    fn check(&self, activation: &Activation) -> Result<(), Failure> {
        if self.is_cancelled.load(Ordering::Relaxed) {
            return Err(Failure::new(
                FailureCode::Cancelled,
                "the transaction was cancelled",
            ));
        }
        if activation.used_fuel() > MOST_FUEL {
            return Err(Failure::new(
                FailureCode::TooMany,
                "a transaction computes for too long: do that before it",
            ));
        }
        if self.began.elapsed() > MOST_TIME {
            return Err(Failure::new(
                FailureCode::Timeout,
                format!("a transaction takes longer than {} s", MOST_TIME.as_secs()),
            ));
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), Failure> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            let message = format!("a transaction has more than {MOST_STEPS} steps");
            return Err(Failure::new(FailureCode::TooMany, message));
        }
        Ok(())
    }
}

/// Performs a step on rows.
fn perform(
    program: &Program,
    workflow: usize,
    step: StepId,
    activation: &Activation,
    rows: &Rows<'_>,
) -> Result<StepOutput, Failure> {
    let plan = program.plan(workflow, step.0 as usize);
    let (Some(plan), Some(arguments)) = (plan, activation.arguments()) else {
        return Err(Failure::internal("there is no such step"));
    };
    match (plan, step::request(plan, &arguments)?) {
        (StepPlan::Row(plan), StepRequest::Row(request)) => {
            let output = rows.perform(plan, request.values);
            output.map(StepOutput::Row).map_err(step::store_failure)
        }
        (
            StepPlan::Row(_) | StepPlan::Http(_) | StepPlan::Notify(_) | StepPlan::Fork,
            StepRequest::Row(_) | StepRequest::Http(_) | StepRequest::Notify(_),
        ) => Err(Failure::internal(
            "a transaction contains a step that is not a row operation",
        )),
    }
}
