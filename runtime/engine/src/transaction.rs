//! A transaction: the code of a part, run on the store's writing thread.
//!
//! Invariant: its rows are committed together or not at all. If the store runs it again, it begins
//! anew, with the same values from outside.

use std::sync::Arc;

use flowright_ir::activation::{Activation, FailureOrigin, Fork, PartResult, Progress, Uncaught};
use flowright_ir::code::StepId;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_store::Rows;

use crate::program::Program;
use crate::run::{Run, broken};
use crate::step::{self, StepOutput, StepPlan, StepRequest};

/// The most steps of a transaction.
const MOST_STEPS: usize = 10_000;

/// The most slices of fuel: other writes wait for it.
const MOST_SLICES: usize = 20;

impl Run {
    /// Runs the code of a transaction, and continues after it.
    pub(crate) async fn transaction(&mut self, fork: Fork) -> Progress {
        let program = Arc::clone(&self.program);
        let (workflow, now) = (self.workflow, self.read().map_or(0, Activation::now));
        let fork = Arc::new(fork);
        let work = {
            let (program, fork) = (Arc::clone(&program), Arc::clone(&fork));
            move |rows: &Rows<'_>| run(&program, workflow, &fork, now, rows)
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
            Ok(Err(uncaught)) => activation.join_failed(fork, uncaught),
            Err(error) => activation.join_refused(fork, step::store_failure(error)),
        }
    }
}

/// Runs the part to its end; a failure undoes all its rows.
fn run(
    program: &Arc<Program>,
    workflow: usize,
    fork: &Fork,
    now: i64,
    rows: &Rows<'_>,
) -> Result<PartResult, Uncaught> {
    let part = fork.part(0, now, program.spare()).map_err(broken)?;
    let mut part = Run::new(program, workflow, "".into(), part);
    let activation = part.activation().map_err(broken)?;
    let mut progress = activation.start();
    let (mut steps, mut slices) = (0, 0);
    loop {
        progress = match progress {
            Progress::Done => return activation.part_result().map_err(broken),
            Progress::Failed(uncaught) => return Err(uncaught),
            Progress::Preempted => {
                slices += 1;
                if slices > MOST_SLICES {
                    return Err(broken(Failure::new(
                        FailureCode::TooMany,
                        "a transaction computes for too long: do that before it",
                    )));
                }
                activation.resume()
            }
            Progress::Suspended(step) => {
                steps += 1;
                let output = if steps > MOST_STEPS {
                    let message = format!("a transaction has more than {MOST_STEPS} steps");
                    Err(Failure::new(FailureCode::TooMany, message))
                } else {
                    perform(program, workflow, step, activation, rows)
                };
                match (output, program.step(workflow, step.0 as usize)) {
                    (Ok(output), Some(template)) => {
                        activation.resume_with(|place| step::write(&output, template, place))
                    }
                    (Err(failure), _) => activation.resume_failed(failure),
                    (Ok(_), None) => return Err(of_step(step)),
                }
            }
        };
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
        ) => Err(Failure::internal("a transaction has a step not on rows")),
    }
}

#[cold]
fn of_step(step: StepId) -> Uncaught {
    Uncaught {
        failure: Failure::internal("there is no such step"),
        origin: FailureOrigin::Step(step),
    }
}
