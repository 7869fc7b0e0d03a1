//! One execution, from its input to its response.

use std::future::pending;
use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use flowright_ir::activation::{Activation, FailureOrigin, Progress, Uncaught};
use flowright_ir::code::StepId;
use flowright_ir::image::{Trigger, Workflow};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Place, Response};
use flowright_stdlib::types::Type;
use tokio::time::{Instant, sleep_until};

use crate::program::Program;
use crate::report::{self, FailureSummary};
use crate::run::{Run, broken};
use crate::turns::Turns;

/// One execution of a workflow.
pub struct Execution {
    run: Run,
    /// The time at which it is cancelled; `None` if it has no deadline.
    deadline: Option<Instant>,
}

/// An execution after its first slice.
pub enum Started {
    /// It has ended.
    Ended(Ended),
    /// It is waiting for a step, or for its next time slice.
    Waiting(Waiting),
}

/// An execution that has ended.
pub struct Ended {
    /// The execution, which holds the response.
    pub execution: Execution,
    /// Whether it responded, or why not.
    pub result: Result<(), ExecutionError>,
    /// The last failure that the flow caught.
    pub caught: Option<FailureSummary>,
}

/// An execution in progress.
pub struct Waiting {
    execution: Execution,
    progress: Progress,
}

/// Why an execution ended without a response.
#[derive(Clone, Debug)]
pub enum ExecutionError {
    /// An uncaught failure.
    Failed(ExecutionFailure),
    /// Its deadline passed. The summary names the step that was cancelled, if there was one.
    Expired(FailureSummary),
}

/// An uncaught failure. It has been logged with its code, span and snippet.
#[derive(Clone, Debug)]
pub struct ExecutionFailure {
    /// What failed.
    pub failure: Failure,
    /// Where it failed.
    pub summary: FailureSummary,
}

impl Execution {
    /// Begins an execution of the workflow with that index, whose input is still to be written.
    /// `received_at` is when its event was received, in microseconds since 1970; texts of the input
    /// may point into `body`. The time until its deadline starts now.
    ///
    /// # Errors
    /// `too_large` if the input does not fit the memory of an execution.
    pub fn begin(
        program: &Arc<Program>,
        workflow: usize,
        request_id: &str,
        received_at: i64,
        body: Bytes,
    ) -> Result<Execution, Failure> {
        let mut activation = program.activate(workflow, body)?;
        activation.set_now(received_at);
        if activation.linked().workflow().draws {
            let mut seed = [0; 32];
            let filled = program.host().random.fill(&mut seed);
            filled.map_err(|error| Failure::internal(error.to_string()))?;
            activation.set_seed(seed);
        }
        let Trigger::Webhook(webhook) = &activation.linked().workflow().trigger;
        let deadline = Instant::now().checked_add(webhook.deadline);
        Ok(Execution {
            run: Run::new(program, workflow, request_id.into(), activation),
            deadline,
        })
    }

    /// The workflow it runs.
    ///
    /// # Errors
    /// Fails only while the execution is being dropped; the same holds for all its methods.
    pub fn workflow(&self) -> Result<&Workflow, Failure> {
        Ok(self.run.read()?.linked().workflow())
    }

    /// The place of a member of its input, by its index in the workflow's input.
    ///
    /// # Errors
    /// `internal` if there is none, or the code has already started.
    pub fn member(&mut self, index: usize) -> Result<Place<'_>, Failure> {
        let member = self.run.activation()?.member(index);
        member.ok_or_else(|| Failure::internal("a member of the input is not there"))
    }

    /// A place for a value that the code does not read.
    ///
    /// # Errors
    /// `too_large` at the cap of its memory.
    pub fn allocate<'a>(&'a mut self, ty: &'a Type) -> Result<Place<'a>, Failure> {
        self.run.activation()?.allocate(ty)
    }

    /// The response, once it has ended.
    ///
    /// # Errors
    /// As for [`workflow`](Self::workflow).
    pub fn response(&mut self) -> Result<&mut Response, Failure> {
        Ok(self.run.activation()?.response())
    }

    /// The result of the trigger's condition: 0 if the request is to be ignored, otherwise the
    /// number (from 1) of the shape of its body, which is 1 if there is no condition. Like the
    /// statements, a condition that computes for long takes turns with other executions.
    ///
    /// # Errors
    /// The failure of its expression, which has been logged; or that the deadline has passed.
    pub async fn condition(&mut self) -> Result<u64, ExecutionError> {
        let mut decided = self.decide();
        loop {
            match decided {
                Ok(Some(number)) => return Ok(number),
                Err(uncaught) => return Err(ExecutionError::Failed(self.failed(uncaught))),
                Ok(None) => {}
            }
            if self
                .deadline
                .is_some_and(|deadline| Instant::now() >= deadline)
            {
                return Err(self.expired(None));
            }
            let _turn = Turns::shared().take().await;
            decided = self.decide();
        }
    }

    /// Runs a slice of the condition.
    fn decide(&mut self) -> Result<Option<u64>, Uncaught> {
        match self.run.activation() {
            Ok(activation) => activation.condition(),
            Err(failure) => Err(broken(failure)),
        }
    }

    /// Runs the first slice of the statements, on the caller's thread.
    #[must_use]
    pub fn start(mut self) -> Started {
        match self.run.start() {
            Progress::Done => Started::Ended(self.end(Ok(()))),
            Progress::Failed(uncaught) => Started::Ended(self.end(Err(uncaught))),
            progress @ (Progress::Suspended(_) | Progress::Preempted) => {
                Started::Waiting(Waiting {
                    execution: self,
                    progress,
                })
            }
        }
    }

    fn end(mut self, result: Result<(), Uncaught>) -> Ended {
        let result = result.map_err(|uncaught| ExecutionError::Failed(self.failed(uncaught)));
        self.ended(result)
    }

    /// Ends an execution at its deadline; `step` is the step that it was waiting for.
    fn expire(mut self, step: Option<StepId>) -> Ended {
        let expired = self.expired(step);
        self.ended(Err(expired))
    }

    fn expired(&mut self, step: Option<StepId>) -> ExecutionError {
        let expired = self.failed(Uncaught {
            failure: Failure::new(FailureCode::Cancelled, "the deadline has passed"),
            origin: step.map_or(FailureOrigin::Unknown, FailureOrigin::Step),
        });
        ExecutionError::Expired(expired.summary)
    }

    fn ended(self, result: Result<(), ExecutionError>) -> Ended {
        let activation = self.run.read().ok();
        let caught = activation.and_then(Activation::caught);
        let caught = caught.map(|(failure, origin)| {
            report::summary(&self.run.program, self.run.workflow, origin, failure)
        });
        Ended {
            execution: self,
            result,
            caught,
        }
    }

    /// Logs an uncaught failure.
    fn failed(&mut self, uncaught: Uncaught) -> ExecutionFailure {
        let Uncaught { failure, origin } = uncaught;
        let run = &self.run;
        let workflow = run.workflow;
        report::log(&run.program, workflow, &run.request_id, origin, &failure);
        let summary = report::summary(&run.program, workflow, origin, &failure);
        ExecutionFailure { failure, summary }
    }
}

impl Waiting {
    /// Performs the steps and runs the code to its end, or until its deadline. At the deadline, the
    /// current step is dropped, however far it has got, and no further step begins.
    pub async fn finish(self) -> Ended {
        let Waiting {
            mut execution,
            mut progress,
        } = self;
        let mut expiry = pin!(expiry(execution.deadline));
        loop {
            let step = match progress {
                Progress::Done => return execution.end(Ok(())),
                Progress::Failed(uncaught) => return execution.end(Err(uncaught)),
                Progress::Suspended(step) => Some(step),
                Progress::Preempted => None,
            };
            progress = tokio::select! {
                // The deadline is polled first, so that a step that is always ready does not delay
                // it.
                biased;
                () = &mut expiry => return execution.expire(step),
                progress = execution.run.advance(step) => progress,
            };
        }
    }
}

/// Completes at the deadline.
async fn expiry(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => pending().await,
    }
}
