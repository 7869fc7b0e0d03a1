//! A program that runs: an image with its handlers, its values, its plans and its workspaces.

use std::sync::{Arc, Mutex, PoisonError};

use flowright_diagnostics::Sources;
use flowright_effects::HttpClient;
use flowright_host::Host;
use flowright_ir::handler::WorkflowHandlers;
use flowright_ir::image::{Image, Workflow};
use flowright_stdlib::memory::{Context, Limits};
use flowright_store::Store;

use crate::execution::{Execution, Workspace};
use crate::operator::{Operator, Resolved, StartProblem, resolve};
use crate::redact::Redactor;
use crate::step::{StepPlan, plan_steps};

/// Workspaces kept for the next requests; more than these are freed when their execution ends.
const KEPT_WORKSPACES: usize = 256;

/// What a program is made of.
pub struct ProgramParts {
    /// The compiled program.
    pub image: Image,
    /// The handlers of its workflows, in the image's order.
    pub handlers: Vec<WorkflowHandlers>,
    /// The sources, for reports of failures.
    pub sources: Sources,
    /// The store, opened with the image's collections.
    pub store: Store,
    /// What leaves the process.
    pub client: HttpClient,
    /// The clock and the randomness, the same as the store's.
    pub host: Host,
    /// What an execution may use.
    pub limits: Limits,
}

/// A program that runs.
pub struct Program {
    pub(crate) image: Image,
    pub(crate) handlers: Vec<WorkflowHandlers>,
    pub(crate) sources: Sources,
    pub(crate) store: Store,
    pub(crate) client: HttpClient,
    pub(crate) host: Host,
    pub(crate) limits: Limits,
    pub(crate) plans: Vec<Vec<StepPlan>>,
    resolved: Resolved,
    redactor: Redactor,
    workspaces: Mutex<Workspaces>,
}

/// A workspace is large and moves twice a request: it moves by its address.
type Workspaces = Vec<Box<Workspace>>;

impl Program {
    /// Makes a program ready to run.
    ///
    /// # Errors
    /// Every reason why it cannot run with what the operator has set.
    pub fn new(parts: ProgramParts, operator: &Operator) -> Result<Program, Vec<StartProblem>> {
        let mut problems = Vec::new();
        let resolved = resolve(&parts.image, operator, &mut problems);
        let plans = if problems.is_empty() {
            plan_steps(&parts.image, &parts.store, &resolved, &mut problems)
        } else {
            Vec::new()
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let redactor = Redactor::new(resolved.secrets.iter().map(|secret| secret.as_str()));
        Ok(Program {
            image: parts.image,
            handlers: parts.handlers,
            sources: parts.sources,
            store: parts.store,
            client: parts.client,
            host: parts.host,
            limits: parts.limits,
            plans,
            resolved,
            redactor,
            workspaces: Mutex::new(Vec::new()),
        })
    }

    /// Its workflows.
    #[must_use]
    pub fn workflows(&self) -> &[Workflow] {
        &self.image.workflows
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

    /// The clock and the randomness that the program was given.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Begins an execution of the workflow of that index, with an empty context.
    #[must_use]
    pub fn begin(self: &Arc<Program>, workflow: usize, request_id: &str) -> Execution {
        let kept = self.workspaces().pop();
        let workspace = kept.unwrap_or_else(|| {
            Box::new(Workspace {
                context: Context::new(
                    self.limits,
                    Arc::clone(&self.resolved.globals),
                    Arc::clone(&self.image.constants),
                ),
                frame: Vec::new(),
            })
        });
        Execution::new(Arc::clone(self), workflow, request_id, workspace)
    }

    pub(crate) fn keep(&self, workspace: Box<Workspace>) {
        let mut workspaces = self.workspaces();
        if workspaces.len() < KEPT_WORKSPACES {
            workspaces.push(workspace);
        }
    }

    fn workspaces(&self) -> std::sync::MutexGuard<'_, Workspaces> {
        self.workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Finishes the writes under way and closes the store.
    pub async fn close(&self) {
        self.store.close().await;
    }
}
