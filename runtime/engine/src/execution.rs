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
use crate::step;
use crate::turns::Turns;

/// One execution of a workflow.
pub struct Execution {
    program: Arc<Program>,
    workflow: usize,
    request_id: Box<str>,
    /// When it is cancelled; `None` if that is never.
    deadline: Option<Instant>,
    /// `None` only while it is being dropped.
    activation: Option<Activation>,
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
            program: Arc::clone(program),
            workflow,
            request_id: request_id.into(),
            deadline,
            activation: Some(activation),
        })
    }

    /// The workflow it runs.
    ///
    /// # Errors
    /// Only while the execution is being dropped; the same holds for all its methods.
    pub fn workflow(&self) -> Result<&Workflow, Failure> {
        let activation = self.activation.as_ref().ok_or_else(dropped)?;
        Ok(activation.linked().workflow())
    }

    /// The place of a member of its input, by its index in the workflow's input.
    ///
    /// # Errors
    /// `internal` if there is none, or the code has already started.
    pub fn member(&mut self, index: usize) -> Result<Place<'_>, Failure> {
        let member = self.activation()?.member(index);
        member.ok_or_else(|| Failure::internal("a member of the input is not there"))
    }

    /// A place for a value that the code does not read.
    ///
    /// # Errors
    /// `too_large` at the cap of its memory.
    pub fn allocate<'a>(&'a mut self, ty: &'a Type) -> Result<Place<'a>, Failure> {
        self.activation()?.allocate(ty)
    }

    /// The response, once it has ended.
    ///
    /// # Errors
    /// As [`workflow`](Self::workflow).
    pub fn response(&mut self) -> Result<&mut Response, Failure> {
        Ok(self.activation()?.response())
    }

    /// Whether the trigger's `when` holds; true if there is none.
    ///
    /// # Errors
    /// The failure of its expression, which has been logged.
    pub fn when(&mut self) -> Result<bool, ExecutionFailure> {
        let condition = match self.activation() {
            Ok(activation) => activation.condition(),
            Err(failure) => Err(broken(failure)),
        };
        condition.map_err(|uncaught| self.failed(uncaught))
    }

    /// Runs the first slice of the statements, on the caller's thread.
    #[must_use]
    pub fn start(mut self) -> Started {
        let progress = match self.activation() {
            Ok(activation) => activation.start(),
            Err(failure) => Progress::Failed(broken(failure)),
        };
        self.write_log();
        match progress {
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
        let expired = self.failed(Uncaught {
            failure: Failure::new(FailureCode::Cancelled, "the deadline has passed"),
            origin: step.map_or(FailureOrigin::Unknown, FailureOrigin::Step),
        });
        self.ended(Err(ExecutionError::Expired(expired.summary)))
    }

    fn ended(self, result: Result<(), ExecutionError>) -> Ended {
        let activation = self.activation.as_ref();
        let caught = activation.and_then(Activation::caught);
        let caught = caught.map(|(failure, origin)| {
            report::summary(&self.program, self.workflow, origin, failure)
        });
        Ended {
            execution: self,
            result,
            caught,
        }
    }

    /// Logs the flow's log lines since the last call.
    fn write_log(&mut self) {
        let lines = self.activation.as_mut().map(Activation::take_log);
        if let Some(lines) = lines.filter(|lines| !lines.is_empty()) {
            report::lines(&self.program, self.workflow, &self.request_id, lines);
        }
    }

    /// Logs an uncaught failure.
    fn failed(&mut self, uncaught: Uncaught) -> ExecutionFailure {
        let Uncaught { failure, origin } = uncaught;
        report::log(
            &self.program,
            self.workflow,
            &self.request_id,
            origin,
            &failure,
        );
        let summary = report::summary(&self.program, self.workflow, origin, &failure);
        ExecutionFailure { failure, summary }
    }

    fn activation(&mut self) -> Result<&mut Activation, Failure> {
        self.activation.as_mut().ok_or_else(dropped)
    }
}

impl Waiting {
    /// Performs the steps and runs the code to its end, or until its deadline. At the deadline, the
    /// current step is dropped, whatever it has achieved so far, and no further step begins.
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
                // The deadline comes first, so that a step that is always ready does not delay it.
                biased;
                () = &mut expiry => return execution.expire(step),
                progress = execution.advance(step) => progress,
            };
            execution.write_log();
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

impl Execution {
    /// Performs the current step, or else runs the next slice.
    async fn advance(&mut self, step: Option<StepId>) -> Progress {
        match step {
            Some(step) => self.step(step.0 as usize).await,
            None => self.next_slice().await,
        }
    }

    /// Runs the next slice when it is this execution's turn.
    async fn next_slice(&mut self) -> Progress {
        let _turn = Turns::shared().take().await;
        match self.activation() {
            Ok(activation) => activation.resume(),
            Err(failure) => Progress::Failed(broken(failure)),
        }
    }

    /// Performs the current step, and resumes with its result or its failure.
    async fn step(&mut self, step: usize) -> Progress {
        let program = Arc::clone(&self.program);
        let (Some(plan), Some(template)) = (
            program.plan(self.workflow, step),
            program.step(self.workflow, step),
        ) else {
            return Progress::Failed(broken(Failure::internal("there is no such step")));
        };
        let request = self.request(plan);
        let address = request.as_ref().ok();
        let address = address.and_then(|request| step::address(plan, request));
        let result = match request {
            Ok(request) => program.perform(plan, request).await,
            Err(failure) => Err(failure),
        };
        let activation = match self.activation() {
            Ok(activation) => activation,
            Err(failure) => return Progress::Failed(broken(failure)),
        };
        // `now()` is the time at which the last step ended.
        activation.set_now(program.host().clock.now());
        match result {
            Ok(output) => activation.resume_with(|place| {
                step::write(&output, template, place)
                    .map_err(|failure| program.unreadable(failure, &output, address.as_deref()))
            }),
            Err(failure) => activation.resume_failed(failure),
        }
    }

    /// The request of the current step.
    fn request(&mut self, plan: &step::StepPlan) -> Result<step::StepRequest, Failure> {
        let arguments = self.activation()?.arguments();
        let arguments = arguments.ok_or_else(|| Failure::internal("there is no step at hand"))?;
        step::request(plan, &arguments)
    }
}

impl Drop for Execution {
    fn drop(&mut self) {
        // State left behind by an unwinding panic is not reused.
        if let Some(activation) = self.activation.take()
            && !std::thread::panicking()
        {
            self.program.keep(activation.recycle());
        }
    }
}

fn broken(failure: Failure) -> Uncaught {
    Uncaught {
        failure,
        origin: FailureOrigin::Unknown,
    }
}

#[cold]
fn dropped() -> Failure {
    Failure::internal("an execution has no memory")
}
