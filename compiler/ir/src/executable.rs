//! A workflow with the handlers that run it.

#![expect(
    unsafe_code,
    reason = "that handlers run a workflow's code is a contract that no type can express"
)]

use std::fmt;
use std::sync::Arc;

use flowright_stdlib::memory::Globals;

use crate::code::StepId;
use crate::handler::Handler;
use crate::image::Workflow;
use crate::liveness::suspensions;
use crate::valid::ValidWorkflow;

/// A workflow with the handlers that run it. The IR of the workflow is not kept.
pub struct Executable {
    workflow: Arc<Workflow>,
    handlers: Handlers,
    /// For each step, the resume point of its failure.
    failure_points: Box<[Option<u32>]>,
}

/// The handlers of a workflow.
pub struct Handlers {
    /// Runs the trigger's condition, if it has one.
    pub condition: Option<Box<dyn Handler>>,
    /// Runs the statements.
    pub main: Box<dyn Handler>,
    /// Run the parts, in the order of the workflow's parts.
    pub parts: Vec<Box<dyn Handler>>,
}

/// An executable linked with the configs and secrets that its code reads.
///
/// Invariant: the globals have the types that the workflow declares.
pub struct Linked {
    executable: Executable,
    globals: Arc<Globals>,
}

/// Globals whose types differ from those that a workflow declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongGlobals {
    /// The workflow.
    pub workflow: Box<str>,
}

impl Executable {
    /// Combines a workflow with its handlers.
    ///
    /// # Safety
    /// Each handler runs the workflow's own code: `main` runs its `main`, each of `parts` runs the
    /// part with the same index, and `condition` runs its condition; `condition` is present if and
    /// only if the workflow has one. Under the contract of [`Handler::resume`], they access only
    /// the memory of the execution, and leave in the frame only what that code specifies.
    #[must_use]
    pub unsafe fn new(workflow: &ValidWorkflow, handlers: Handlers) -> Executable {
        // Without its condition, a workflow would accept every request.
        assert_eq!(
            handlers.condition.is_some(),
            workflow.code.condition.is_some()
        );
        assert_eq!(handlers.parts.len(), workflow.code.parts.len());
        let mut failure_points = vec![None; workflow.workflow.steps.len()];
        for (_, suspend) in workflow.code.all().flat_map(|code| suspensions(code)) {
            if let Some(point) = failure_points.get_mut(suspend.step.0 as usize) {
                *point = suspend.failure;
            }
        }
        Executable {
            workflow: Arc::clone(&workflow.workflow),
            handlers,
            failure_points: failure_points.into(),
        }
    }

    /// The workflow.
    #[must_use]
    pub fn workflow(&self) -> &Arc<Workflow> {
        &self.workflow
    }

    /// The engine that runs it: `interpreter` or `machine code`.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        self.handlers.main.engine()
    }

    /// Links it with the configs and secrets of its program.
    ///
    /// # Errors
    /// If their types differ from those that its code was compiled for.
    pub fn link(self, globals: Arc<Globals>) -> Result<Linked, WrongGlobals> {
        if *globals.types() != *self.workflow.globals {
            return Err(WrongGlobals {
                workflow: self.workflow.name.clone(),
            });
        }
        Ok(Linked {
            executable: self,
            globals,
        })
    }
}

impl Linked {
    /// The workflow.
    #[must_use]
    pub fn workflow(&self) -> &Workflow {
        &self.executable.workflow
    }

    /// The configs and secrets.
    pub(crate) fn globals(&self) -> &Arc<Globals> {
        &self.globals
    }

    /// The handler of the trigger's condition, if it has one.
    pub(crate) fn condition(&self) -> Option<&dyn Handler> {
        self.executable.handlers.condition.as_deref()
    }

    /// The handler of the statements.
    pub(crate) fn main(&self) -> &dyn Handler {
        &*self.executable.handlers.main
    }

    /// The handler of a part.
    pub(crate) fn part(&self, part: usize) -> Option<&dyn Handler> {
        let handler = self.executable.handlers.parts.get(part);
        handler.map(|handler| &**handler)
    }

    /// The resume point of a step's failure; `None` if nothing catches it.
    pub(crate) fn failure_point(&self, step: StepId) -> Option<u32> {
        let point = self.executable.failure_points.get(step.0 as usize);
        point.copied().flatten()
    }
}

impl fmt::Display for WrongGlobals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "workflow `{}` was compiled for other configs and secrets",
            self.workflow
        )
    }
}

impl std::error::Error for WrongGlobals {}
