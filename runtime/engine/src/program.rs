//! A running program: its linked workflows, the operator's values, the plans of its steps and its
//! workspaces.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use bytes::Bytes;
use flowright_diagnostics::{Anchors, Sources};
use flowright_host::Host;
use flowright_ir::activation::{Activation, Workspace};
use flowright_ir::image::{Flag, Image, StepTemplate, Workflow};
use flowright_ir::{Executable, Linked, WrongGlobals};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Limits;
use flowright_store::Store;

use crate::effects::Effects;
use crate::operator::{Operator, Resolved, StartProblem, resolve};
use crate::redact::Redactor;
use crate::step::{self, Problems, StepOutput, StepPlan, StepRequest, plan_steps};

/// The number of workspaces kept for the next requests; any others are freed when their execution
/// ends.
const KEPT_WORKSPACES: usize = 256;

/// The parts of a program.
pub struct ProgramParts<'a> {
    /// The compiled program.
    pub image: &'a Image,
    /// Its workflows with their handlers, in the image's order.
    pub executables: Vec<Executable>,
    /// The sources, for reports of failures.
    pub sources: Sources,
    /// The store, opened with the image's collections.
    pub store: Store,
    /// Performs all operations that leave the process.
    pub effects: Box<dyn Effects>,
    /// The clock and the randomness, shared with the store.
    pub host: Host,
    /// The limits of an execution.
    pub limits: Limits,
}

/// A running program.
pub struct Program {
    workflows: Vec<ReadyWorkflow>,
    pub(crate) sources: Sources,
    /// Where its declarations are in the sources.
    pub(crate) anchors: Anchors,
    store: Store,
    effects: Box<dyn Effects>,
    host: Host,
    limits: Limits,
    resolved: Resolved,
    redactor: Redactor,
    workspaces: Mutex<Workspaces>,
}

/// A workflow, ready to run.
struct ReadyWorkflow {
    workflow: Arc<Workflow>,
    /// The code that new executions run. Executions already under way keep the code they started
    /// with.
    linked: ArcSwap<Linked>,
    /// Whether an execution of it has ever begun.
    called: AtomicBool,
    /// The plans of its steps, in order.
    plans: Box<[StepPlan]>,
}

/// Why handlers cannot be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReplaced {
    /// They run another workflow.
    OtherWorkflow,
    /// They were compiled for different configs and secrets.
    Globals(WrongGlobals),
}

/// A workspace is large and moves twice per request, so it is boxed.
type Workspaces = Vec<Box<Workspace>>;

impl Program {
    /// Prepares a program to run.
    ///
    /// # Errors
    /// Every reason why it cannot run with the operator's settings.
    pub fn new(parts: ProgramParts<'_>, operator: &Operator) -> Result<Program, Vec<StartProblem>> {
        let mut problems = Vec::new();
        let resolved = resolve(parts.image, operator, &mut problems);
        let mut workflows = Vec::new();
        let planner = parts.store.planner(&parts.image.collections);
        let planner = planner.map_err(|error| problems.push(StartProblem::Store(error)));
        if let (Ok(planner), []) = (&planner, problems.as_slice()) {
            let mut of_steps = Problems::default();
            for executable in parts.executables {
                let steps = &executable.workflow().steps;
                let plans = plan_steps(parts.image, steps, planner, &resolved, &mut of_steps);
                let workflow = Arc::clone(executable.workflow());
                match executable.link(Arc::clone(&resolved.globals)) {
                    Ok(linked) => workflows.push(ReadyWorkflow {
                        workflow,
                        linked: ArcSwap::from_pointee(linked),
                        called: AtomicBool::new(false),
                        plans: plans.into(),
                    }),
                    Err(error) => problems.push(StartProblem::Globals(error)),
                }
            }
            problems.extend(of_steps.into_vec());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let redactor = Redactor::new(resolved.secrets.iter().map(|secret| secret.as_str()));
        Ok(Program {
            workflows,
            sources: parts.sources,
            anchors: parts.image.anchors.clone(),
            store: parts.store,
            effects: parts.effects,
            host: parts.host,
            limits: parts.limits,
            resolved,
            redactor,
            workspaces: Mutex::new(Vec::new()),
        })
    }

    /// Its workflows, in order.
    pub fn workflows(&self) -> impl ExactSizeIterator<Item = &Workflow> {
        self.workflows.iter().map(|ready| &*ready.workflow)
    }

    /// The workflow with that index.
    #[must_use]
    pub fn workflow(&self, index: usize) -> Option<&Workflow> {
        Some(&self.workflows.get(index)?.workflow)
    }

    /// Replaces the handlers of the workflow with that index for all new executions; the new
    /// handlers must run the same workflow.
    ///
    /// # Errors
    /// If the new handlers do not run the same workflow.
    pub fn replace(&self, workflow: usize, executable: Executable) -> Result<(), NotReplaced> {
        let ready = self.workflows.get(workflow);
        let ready = ready.filter(|ready| Arc::ptr_eq(&ready.workflow, executable.workflow()));
        let ready = ready.ok_or(NotReplaced::OtherWorkflow)?;
        let linked = executable.link(Arc::clone(&self.resolved.globals));
        ready
            .linked
            .store(Arc::new(linked.map_err(NotReplaced::Globals)?));
        Ok(())
    }

    /// Whether an execution of the workflow with that index has ever begun.
    #[must_use]
    pub fn was_called(&self, workflow: usize) -> bool {
        let ready = self.workflows.get(workflow);
        ready.is_some_and(|ready| ready.called.load(Ordering::Relaxed))
    }

    /// Its store, which another program can take over.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Whether its steps can write rows.
    ///
    /// # Errors
    /// The failure with which a step that writes would fail.
    pub async fn probe(&self) -> Result<(), Failure> {
        self.store.probe().await.map_err(step::store_failure)
    }

    /// The value of a secret, by index.
    #[must_use]
    pub fn secret(&self, index: usize) -> &str {
        self.resolved
            .secrets
            .get(index)
            .map_or("", |value| value.as_str())
    }

    /// Whether something is on, with the operator's values of configs.
    #[must_use]
    pub fn flag(&self, flag: Flag) -> bool {
        self.resolved.flag(flag)
    }

    /// The text with secrets redacted.
    pub(crate) fn redacted(&self, text: &str) -> String {
        self.redactor.redact(text)
    }

    /// Adds the origin of the output to the failure of a step whose output could not be written.
    pub(crate) fn unreadable(
        &self,
        failure: Failure,
        output: &StepOutput,
        address: Option<&str>,
    ) -> Failure {
        if let StepOutput::Http(output) = output
            && let Some(address) = address
        {
            step::of_answer(failure, output, address, &self.redactor)
        } else {
            failure
        }
    }

    /// The clock and the randomness of the program.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// An activation of the code of the workflow with that index, whose input is still to be
    /// written. Texts of the input may point into `body`.
    ///
    /// # Errors
    /// `too_large` if the input does not fit the memory of an execution, `internal` if there is no
    /// such workflow.
    pub(crate) fn activate(&self, workflow: usize, body: Bytes) -> Result<Activation, Failure> {
        let ready = self.workflows.get(workflow);
        let ready = ready.ok_or_else(|| Failure::internal("there is no such workflow"))?;
        // Read before writing: all cores can share a cache line that is never written.
        if !ready.called.load(Ordering::Relaxed) {
            ready.called.store(true, Ordering::Relaxed);
        }
        Activation::new(ready.linked.load_full(), self.limits, self.spare(), body)
    }

    /// A workspace that is no longer in use, if there is one.
    pub(crate) fn spare(&self) -> Option<Box<Workspace>> {
        self.workspaces().pop()
    }

    /// The step with that index in a workflow.
    pub(crate) fn step(&self, workflow: usize, step: usize) -> Option<&StepTemplate> {
        self.workflow(workflow)?.steps.get(step)
    }

    /// The plan of that step.
    pub(crate) fn plan(&self, workflow: usize, step: usize) -> Option<&StepPlan> {
        self.workflows.get(workflow)?.plans.get(step)
    }

    /// Performs a step.
    pub(crate) async fn perform(
        &self,
        plan: &StepPlan,
        request: StepRequest,
    ) -> Result<StepOutput, Failure> {
        step::perform(&self.store, &*self.effects, plan, request, &self.redactor).await
    }

    pub(crate) fn keep(&self, workspace: Box<Workspace>) {
        let mut workspaces = self.workspaces();
        if workspaces.len() < KEPT_WORKSPACES {
            workspaces.push(workspace);
        }
    }

    fn workspaces(&self) -> MutexGuard<'_, Workspaces> {
        self.workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Finishes the pending writes and closes the store.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

impl fmt::Display for NotReplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotReplaced::OtherWorkflow => f.write_str("the handlers run another workflow"),
            NotReplaced::Globals(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotReplaced {}
