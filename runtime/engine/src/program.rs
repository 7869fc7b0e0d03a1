//! A program that runs: its workflows, linked, with the operator's values, the plans of its steps and its workspaces.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use bytes::Bytes;
use flowright_diagnostics::{Anchors, Sources};
use flowright_host::Host;
use flowright_ir::activation::{Activation, Workspace};
use flowright_ir::image::{Image, StepTemplate, Workflow};
use flowright_ir::{Executable, Linked, WrongGlobals};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Limits;
use flowright_store::Store;

use crate::effects::Effects;
use crate::operator::{Operator, Resolved, StartProblem, resolve};
use crate::redact::Redactor;
use crate::step::{self, Problems, StepOutput, StepPlan, StepRequest, plan_steps};
use crate::turns::Turns;

/// Workspaces kept for the next requests; more than these are freed when their execution ends.
const KEPT_WORKSPACES: usize = 256;

/// What a program is made of.
pub struct ProgramParts<'a> {
    /// The compiled program.
    pub image: &'a Image,
    /// Its workflows with their handlers, in the image's order.
    pub executables: Vec<Executable>,
    /// The sources, for reports of failures.
    pub sources: Sources,
    /// The store, opened with the image's collections.
    pub store: Store,
    /// What leaves the process.
    pub effects: Box<dyn Effects>,
    /// The clock and the randomness, the same as the store's.
    pub host: Host,
    /// What an execution may use.
    pub limits: Limits,
}

/// A program that runs.
pub struct Program {
    workflows: Vec<ReadyWorkflow>,
    pub(crate) sources: Sources,
    /// Where its declarations stand in them.
    pub(crate) anchors: Anchors,
    store: Store,
    effects: Box<dyn Effects>,
    host: Host,
    limits: Limits,
    resolved: Resolved,
    redactor: Redactor,
    workspaces: Mutex<Workspaces>,
    turns: Turns,
}

/// A workflow, ready to run.
struct ReadyWorkflow {
    workflow: Arc<Workflow>,
    /// What its next executions run. Those that have begun go on with what they began with.
    linked: ArcSwap<Linked>,
    /// Whether an execution of it has begun.
    called: AtomicBool,
    /// The plans of its steps, in order.
    plans: Box<[StepPlan]>,
}

/// Why handlers do not take the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReplaced {
    /// They run another workflow.
    OtherWorkflow,
    /// They were made for other configs and secrets.
    Globals(WrongGlobals),
}

/// A workspace is large and moves twice a request: it moves by its address.
type Workspaces = Vec<Box<Workspace>>;

impl Program {
    /// Makes a program ready to run.
    ///
    /// # Errors
    /// Every reason why it cannot run with what the operator has set.
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
            turns: Turns::new(),
        })
    }

    /// Its workflows, in order.
    pub fn workflows(&self) -> impl ExactSizeIterator<Item = &Workflow> {
        self.workflows.iter().map(|ready| &*ready.workflow)
    }

    /// The workflow of that index.
    #[must_use]
    pub fn workflow(&self, index: usize) -> Option<&Workflow> {
        Some(&self.workflows.get(index)?.workflow)
    }

    /// Has the next executions of the workflow of that index run by other handlers, which run the same workflow.
    ///
    /// # Errors
    /// Where they do not.
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

    /// Whether an execution of the workflow of that index has begun.
    #[must_use]
    pub fn was_called(&self, workflow: usize) -> bool {
        let ready = self.workflows.get(workflow);
        ready.is_some_and(|ready| ready.called.load(Ordering::Relaxed))
    }

    /// Its store, which another program may take over.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Whether its steps can write rows.
    ///
    /// # Errors
    /// What a step that writes would fail with.
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

    /// The text without what is secret.
    pub(crate) fn redacted(&self, text: &str) -> String {
        self.redactor.redact(text)
    }

    /// The failure of a step whose output could not be written, which says where the output came from.
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

    /// The clock and the randomness that the program was given.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// A run of the code of the workflow of that index, whose input is still to be written. `body` is what texts of the input may
    /// point into.
    ///
    /// # Errors
    /// `too_large` where the input does not fit the memory of an execution, `internal` where there is no such workflow.
    pub(crate) fn activate(&self, workflow: usize, body: Bytes) -> Result<Activation, Failure> {
        let ready = self.workflows.get(workflow);
        let ready = ready.ok_or_else(|| Failure::internal("there is no such workflow"))?;
        // Read first: a line of the cache that nobody writes to is shared by all cores.
        if !ready.called.load(Ordering::Relaxed) {
            ready.called.store(true, Ordering::Relaxed);
        }
        let spare = self.workspaces().pop();
        Activation::new(ready.linked.load_full(), self.limits, spare, body)
    }

    /// The step of that index of a workflow.
    pub(crate) fn step(&self, workflow: usize, step: usize) -> Option<&StepTemplate> {
        self.workflow(workflow)?.steps.get(step)
    }

    /// The turns of its long-running executions.
    pub(crate) fn turns(&self) -> &Turns {
        &self.turns
    }

    /// The plan of that step.
    pub(crate) fn plan(&self, workflow: usize, step: usize) -> Option<&StepPlan> {
        self.workflows.get(workflow)?.plans.get(step)
    }

    /// Does a step.
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

    /// Finishes the writes under way and closes the store.
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
