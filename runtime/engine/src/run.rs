//! A run of the code of a workflow, or of one of its parts, with what its steps need.

use std::sync::Arc;

use flowright_ir::activation::{Activation, FailureOrigin, Progress, Uncaught};
use flowright_ir::code::StepId;
use flowright_stdlib::failure::Failure;

use crate::family::{Borrower, Family, Member};
use crate::program::Program;
use crate::report;
use crate::step::{self, StepPlan};
use crate::turns::Turns;

/// A run of the code of a workflow, or of one of its parts.
pub(crate) struct Run {
    pub(crate) program: Arc<Program>,
    pub(crate) workflow: usize,
    pub(crate) request_id: Arc<str>,
    /// `None` only while it is being dropped.
    activation: Option<Activation>,
    /// The state that it shares with its parts, or with the execution that it is a part of.
    pub(crate) family: Option<Arc<Family>>,
    /// The number of parts that it is nested in.
    pub(crate) nested: usize,
    /// In a part: its place among the living parts.
    pub(crate) member: Option<Member>,
    /// In a part: proof that it uses the memory of the execution.
    pub(crate) borrower: Option<Arc<Borrower>>,
}

impl Run {
    pub(crate) fn new(
        program: &Arc<Program>,
        workflow: usize,
        request_id: Arc<str>,
        activation: Activation,
    ) -> Run {
        Run {
            program: Arc::clone(program),
            workflow,
            request_id,
            activation: Some(activation),
            family: None,
            nested: 0,
            member: None,
            borrower: None,
        }
    }

    /// Its code and memory.
    ///
    /// # Errors
    /// Fails only while the run is being dropped.
    pub(crate) fn activation(&mut self) -> Result<&mut Activation, Failure> {
        self.activation.as_mut().ok_or_else(dropped)
    }

    /// As [`activation`](Self::activation), for reading.
    ///
    /// # Errors
    /// Fails only while the run is being dropped.
    pub(crate) fn read(&self) -> Result<&Activation, Failure> {
        self.activation.as_ref().ok_or_else(dropped)
    }

    /// Runs the first slice, on the caller's thread.
    pub(crate) fn start(&mut self) -> Progress {
        let progress = match self.activation() {
            Ok(activation) => activation.start(),
            Err(failure) => Progress::Failed(broken(failure)),
        };
        self.write_log();
        progress
    }

    /// Performs the current step, or else runs the next slice.
    pub(crate) async fn advance(&mut self, step: Option<StepId>) -> Progress {
        let progress = match step {
            Some(step) => self.step(step.0 as usize).await,
            None => self.in_turn(Run::next_slice).await,
        };
        self.write_log();
        progress
    }

    /// Computes when it is the turn of this execution.
    pub(crate) async fn in_turn(&mut self, compute: fn(&mut Run) -> Progress) -> Progress {
        let family = self.family.clone();
        let _lane = match &family {
            Some(family) => Some(family.lane().await),
            None => None,
        };
        let _turn = Turns::shared().take().await;
        compute(self)
    }

    /// Runs the next slice.
    fn next_slice(&mut self) -> Progress {
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
        if let StepPlan::Fork = plan {
            return self.fork().await;
        }
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
    fn request(&mut self, plan: &StepPlan) -> Result<step::StepRequest, Failure> {
        let arguments = self.activation()?.arguments();
        let arguments = arguments.ok_or_else(|| Failure::internal("there is no step at hand"))?;
        step::request(plan, &arguments)
    }

    /// Logs the flow's log lines since the last call.
    fn write_log(&mut self) {
        let lines = self.activation.as_mut().map(Activation::take_log);
        if let Some(lines) = lines.filter(|lines| !lines.is_empty()) {
            report::lines(&self.program, self.workflow, &self.request_id, lines);
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        // State left behind by an unwinding panic is not reused.
        if let Some(activation) = self.activation.take()
            && !std::thread::panicking()
        {
            self.program.keep(activation.recycle());
        }
    }
}

/// A failure that is a bug.
pub(crate) fn broken(failure: Failure) -> Uncaught {
    Uncaught {
        failure,
        origin: FailureOrigin::Unknown,
    }
}

#[cold]
fn dropped() -> Failure {
    Failure::internal("an execution has no memory")
}
