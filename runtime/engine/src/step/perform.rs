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
        (StepPlan::Create(plan), StepRequest::Row(request)) => {
            rows::create(store, plan, request).await
        }
        (StepPlan::Upsert(plan), StepRequest::Row(request)) => {
            rows::upsert(store, plan, request).await
        }
        (StepPlan::FindOne(plan), StepRequest::Row(request)) => {
            rows::find_one(store, plan, request).await
        }
        (StepPlan::Update(plan), StepRequest::Row(request)) => {
            rows::update(store, plan, request).await
        }
        (StepPlan::Http(plan), StepRequest::Http(request)) => {
            let output = effects.http(plan, request).await?;
            http::accepted(plan, output).map(StepOutput::Http)
        }
        (StepPlan::Notify(plan), StepRequest::Notify(message)) => {
            effects.notify(plan, message).await.map(StepOutput::Sent)
        }
        (
            StepPlan::Create(_)
            | StepPlan::Upsert(_)
            | StepPlan::FindOne(_)
            | StepPlan::Update(_)
            | StepPlan::Http(_)
            | StepPlan::Notify(_),
            StepRequest::Row(_) | StepRequest::Http(_) | StepRequest::Notify(_),
        ) => Err(Failure::internal(
            "a step got the request of another kind of step",
        )),
    }
}
