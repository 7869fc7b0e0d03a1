//! One execution, from its input to its answer.

use std::sync::Arc;

use flowright_ir::code::{SiteId, StepId};
use flowright_ir::handler::{Handler, Outcome, frame};
use flowright_ir::image::{StepTemplate, Workflow};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use crate::program::Program;
use crate::report;
use crate::step;

/// The memory of an execution, used again by later ones of the same program.
pub(crate) struct Workspace {
    pub(crate) context: Context,
    pub(crate) frame: Vec<u64>,
}

/// One execution of a workflow.
pub struct Execution {
    program: Arc<Program>,
    workflow: usize,
    request_id: Box<str>,
    /// `None` only while it is being dropped.
    workspace: Option<Box<Workspace>>,
}

/// An execution after the first slice of its code.
pub enum Started {
    /// It has come to its end.
    Ended(Ended),
    /// It waits for a step, or for its next slice of time.
    Waiting(Waiting),
}

/// An execution at its end.
pub struct Ended {
    /// The execution; the answer is in its context.
    pub execution: Execution,
    /// Whether it has responded, or failed uncaught.
    pub result: Result<(), ExecutionFailure>,
}

/// An execution that is under way.
pub struct Waiting {
    execution: Execution,
    outcome: Outcome,
}

/// A failure that nothing caught. It has been logged with its code, span and snippet.
#[derive(Clone, Debug)]
pub struct ExecutionFailure {
    /// What failed.
    pub failure: Failure,
}

impl Execution {
    pub(crate) fn new(
        program: Arc<Program>,
        workflow: usize,
        request_id: &str,
        workspace: Box<Workspace>,
    ) -> Execution {
        Execution {
            program,
            workflow,
            request_id: request_id.into(),
            workspace: Some(workspace),
        }
    }

    /// The program it runs.
    #[must_use]
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The workflow it runs.
    #[must_use]
    pub fn workflow(&self) -> Option<&Workflow> {
        self.program.image.workflows.get(self.workflow)
    }

    /// Its memory: the input is written there before it starts, the answer is read there when it has ended.
    ///
    /// # Errors
    /// Never while it is not being dropped.
    pub fn context(&mut self) -> Result<&mut Context, Failure> {
        Ok(&mut self.workspace()?.context)
    }

    /// Whether the trigger's `when` holds; true where there is none.
    ///
    /// # Errors
    /// What its expression fails with; it has been logged.
    pub fn when(&mut self) -> Result<bool, ExecutionFailure> {
        let program = Arc::clone(&self.program);
        let Some(handler) = program
            .handlers
            .get(self.workflow)
            .and_then(|one| one.when.as_deref())
        else {
            return Ok(true);
        };
        self.fresh_frame(handler)?;
        loop {
            match self.slice(handler) {
                Ok(Outcome::Done) => {
                    return Ok(self
                        .workspace()
                        .is_ok_and(|workspace| workspace.context.returned != 0));
                }
                Ok(Outcome::OutOfFuel) => {}
                Ok(Outcome::Failed(site)) => return Err(self.failed(Some(site), None)),
                Ok(Outcome::Suspend(_)) => {
                    return Err(self.broken(Failure::internal("a condition wants a step")));
                }
                Err(failure) => return Err(self.broken(failure)),
            }
        }
    }

    /// Runs the first slice of the statements, on the caller's thread.
    #[must_use]
    pub fn start(mut self) -> Started {
        let program = Arc::clone(&self.program);
        let Some(handlers) = program.handlers.get(self.workflow) else {
            let result = Err(self.broken(Failure::internal("there is no such workflow")));
            return Started::Ended(Ended {
                execution: self,
                result,
            });
        };
        if let Err(failure) = self.fresh_frame(&*handlers.main) {
            return Started::Ended(Ended {
                execution: self,
                result: Err(failure),
            });
        }
        match self.slice(&*handlers.main) {
            Ok(outcome @ (Outcome::Suspend(_) | Outcome::OutOfFuel)) => Started::Waiting(Waiting {
                execution: self,
                outcome,
            }),
            other => {
                let result = self.end(other);
                Started::Ended(Ended {
                    execution: self,
                    result,
                })
            }
        }
    }

    /// The frame is an earlier execution's: a handler begins with one of its own size, all zero.
    fn fresh_frame(&mut self, handler: &dyn Handler) -> Result<(), ExecutionFailure> {
        match self.workspace() {
            Ok(workspace) => {
                workspace.context.fuel = 0;
                workspace.frame.clear();
                workspace.frame.resize(handler.frame_words() as usize, 0);
                Ok(())
            }
            Err(failure) => Err(self.broken(failure)),
        }
    }

    /// Runs a handler until it returns.
    fn slice(&mut self, handler: &dyn Handler) -> Result<Outcome, Failure> {
        let (now, fuel) = (self.program.host.clock.now(), self.program.limits.fuel);
        let workspace = self.workspace()?;
        workspace.context.now = now;
        // What the last slice has used beyond its fuel is taken from this one.
        workspace.context.fuel = workspace.context.fuel.saturating_add(fuel).min(fuel);
        Ok(handler.resume(&mut workspace.frame, &mut workspace.context))
    }

    fn end(&mut self, outcome: Result<Outcome, Failure>) -> Result<(), ExecutionFailure> {
        match outcome {
            Ok(Outcome::Done) => Ok(()),
            Ok(Outcome::Failed(site)) => Err(self.failed(Some(site), None)),
            Ok(Outcome::Suspend(_) | Outcome::OutOfFuel) => {
                Err(self.broken(Failure::internal("an execution was ended before its end")))
            }
            Err(failure) => Err(self.broken(failure)),
        }
    }

    /// Logs the failure in the context, which nothing caught.
    fn failed(&mut self, site: Option<SiteId>, step: Option<&StepTemplate>) -> ExecutionFailure {
        let failure = self
            .workspace()
            .ok()
            .and_then(|workspace| workspace.context.failure.take())
            .unwrap_or_else(|| Failure::internal("a failure without a reason"));
        report::log(
            &self.program,
            self.workflow,
            &self.request_id,
            site,
            step,
            &failure,
        );
        ExecutionFailure { failure }
    }

    fn broken(&mut self, failure: Failure) -> ExecutionFailure {
        report::log(
            &self.program,
            self.workflow,
            &self.request_id,
            None,
            None,
            &failure,
        );
        ExecutionFailure { failure }
    }

    fn workspace(&mut self) -> Result<&mut Workspace, Failure> {
        self.workspace
            .as_deref_mut()
            .ok_or_else(|| Failure::internal("an execution has no memory"))
    }
}

impl Waiting {
    /// Does the steps and runs the code to its end.
    pub async fn finish(self) -> Ended {
        let Waiting {
            mut execution,
            mut outcome,
        } = self;
        let program = Arc::clone(&execution.program);
        let result = loop {
            match outcome {
                Outcome::Suspend(step) => {
                    if let Err(failure) = execution.step(&program, step).await {
                        break Err(failure);
                    }
                }
                Outcome::OutOfFuel => tokio::task::yield_now().await,
                ended @ (Outcome::Done | Outcome::Failed(_)) => break execution.end(Ok(ended)),
            }
            let Some(handlers) = program.handlers.get(execution.workflow) else {
                break execution.end(Err(Failure::internal("there is no such workflow")));
            };
            match execution.slice(&*handlers.main) {
                Ok(next) => outcome = next,
                Err(failure) => break execution.end(Err(failure)),
            }
        };
        Ended { execution, result }
    }
}

impl Execution {
    /// Does a step and leaves its result in the frame, or its failure where the step's `catch` finds it.
    async fn step(&mut self, program: &Program, id: StepId) -> Result<(), ExecutionFailure> {
        let index = id.0 as usize;
        let template = program
            .image
            .workflows
            .get(self.workflow)
            .and_then(|one| one.steps.get(index));
        let plan = program
            .plans
            .get(self.workflow)
            .and_then(|plans| plans.get(index));
        let (Some(template), Some(plan)) = (template, plan) else {
            return Err(self.broken(Failure::internal("there is no such step")));
        };
        let workspace = match self.workspace() {
            Ok(workspace) => workspace,
            Err(failure) => return Err(self.broken(failure)),
        };
        let arguments = workspace.frame.get(frame::ARGUMENTS).copied().unwrap_or(0);
        let done = step::perform(program, template, plan, arguments, &mut workspace.context).await;
        match done {
            Ok(words) => {
                for (to, from) in workspace.frame.iter_mut().skip(frame::RESULT).zip(words) {
                    *to = from;
                }
                Ok(())
            }
            Err(failure) => {
                workspace.context.failure = Some(failure);
                let (Some(point), Some(resume)) =
                    (template.on_failure, workspace.frame.get_mut(frame::RESUME))
                else {
                    return Err(self.failed(None, Some(template)));
                };
                *resume = u64::from(point) + 1;
                Ok(())
            }
        }
    }
}

impl Drop for Execution {
    fn drop(&mut self) {
        if let Some(mut workspace) = self.workspace.take() {
            workspace.context.reset();
            self.program.keep(workspace);
        }
    }
}
