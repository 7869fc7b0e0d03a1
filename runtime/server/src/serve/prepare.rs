//! Begins the execution of a verified request.

use std::sync::Arc;

use flowright_engine::{Execution, ExecutionError, FailureSummary, Program};
use flowright_ir::image::Trigger;
use flowright_stdlib::failure::Failure;

use super::input::{self, Facts, InputError};
use super::members::decode_members;
use super::site::RouteGuard;

/// The outcome of beginning the execution of a verified request.
pub(super) enum Prepared {
    /// An execution that can start.
    Ready(Execution),
    /// `when` is false, or `body json by` ignores the request.
    NotWanted,
    /// The condition failed; it has been logged.
    Failed(FailureSummary),
    /// The condition was still computing at the deadline.
    Expired(FailureSummary),
    /// The request does not match the workflow.
    Refused(InputError),
}

/// Begins an execution: fills in `context`, evaluates the condition, and only then decodes declared query
/// parameters, headers and the body.
pub(super) async fn prepare(
    program: &Arc<Program>,
    guard: &RouteGuard,
    facts: &Facts<'_>,
) -> Prepared {
    let index = guard.workflow;
    let Some(workflow) = program.workflow(index) else {
        let missing = Failure::internal("there is no such workflow");
        return Prepared::Refused(missing.into());
    };
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let body = facts.content.body.clone();
    let begun = Execution::begin(program, index, facts.request_id, facts.received_at, body);
    let filled = begun.map_err(InputError::from).and_then(|mut execution| {
        input::fill(
            &mut execution,
            workflow,
            webhook,
            &guard.header_names,
            facts,
        )?;
        Ok(execution)
    });
    let mut execution = match filled {
        Ok(execution) => execution,
        Err(error) => return Prepared::Refused(error),
    };
    let shape = match execution.condition().await {
        Ok(0) => return Prepared::NotWanted,
        Ok(number) => number - 1,
        Err(ExecutionError::Failed(failure)) => return Prepared::Failed(failure.summary),
        Err(ExecutionError::Expired(summary)) => return Prepared::Expired(summary),
    };
    let decoded = decode_members(&mut execution, workflow, webhook, facts)
        .and_then(|()| input::decode_body(&mut execution, workflow, webhook, facts, shape));
    match decoded {
        Ok(()) => Prepared::Ready(execution),
        Err(error) => Prepared::Refused(error),
    }
}
