//! Doing a step.

use flowright_stdlib::failure::Failure;

use super::output::StepOutput;
use super::plan::StepPlan;
use super::request::StepRequest;
use super::{http, rows};
use crate::effects::Effects;
use flowright_store::Store;

/// Does a step: rows by the store, all that leaves the process by the effects.
///
/// # Errors
/// Why the step failed, without its name.
pub(crate) async fn perform(
    store: &Store,
    effects: &dyn Effects,
    plan: &StepPlan,
    request: StepRequest,
) -> Result<StepOutput, Failure> {
    match (plan, request) {
        (StepPlan::Row(plan), StepRequest::Row(request)) => rows::perform(store, plan, request)
            .await
            .map(StepOutput::Row),
        (StepPlan::Http(plan), StepRequest::Http(request)) => {
            let output = effects.http(plan, request).await?;
            http::accepted(plan, output).map(StepOutput::Http)
        }
        (StepPlan::Notify(plan), StepRequest::Notify(message)) => {
            effects.notify(plan, message).await.map(StepOutput::Sent)
        }
        (
            StepPlan::Row(_) | StepPlan::Http(_) | StepPlan::Notify(_),
            StepRequest::Row(_) | StepRequest::Http(_) | StepRequest::Notify(_),
        ) => Err(Failure::internal(
            "a step got the request of another kind of step",
        )),
    }
}
