//! Performs a step.

use flowright_stdlib::failure::Failure;

use super::http::{HttpOutput, HttpPlan, HttpRequest, is_success};
use super::output::StepOutput;
use super::plan::StepPlan;
use super::request::StepRequest;
use super::{http_failure, rows};
use crate::effects::Effects;
use crate::redact::Redactor;
use flowright_store::Store;

/// Performs a step: rows through the store, everything that leaves the process through the effects.
///
/// # Errors
/// Why the step failed, without the name of the step.
pub(crate) async fn perform(
    store: &Store,
    effects: &dyn Effects,
    plan: &StepPlan,
    request: StepRequest,
    redactor: &Redactor,
) -> Result<StepOutput, Failure> {
    match (plan, request) {
        (StepPlan::Row(plan), StepRequest::Row(request)) => rows::perform(store, plan, request)
            .await
            .map(StepOutput::Row),
        (StepPlan::Http(plan), StepRequest::Http(request)) => {
            let answered = exchange(effects, plan, request, redactor).await;
            answered.map(StepOutput::Http)
        }
        (StepPlan::Notify(plan), StepRequest::Notify(message)) => {
            effects.notify(plan, message).await.map(StepOutput::Sent)
        }
        (
            StepPlan::Row(_) | StepPlan::Http(_) | StepPlan::Notify(_) | StepPlan::Fork,
            StepRequest::Row(_) | StepRequest::Http(_) | StepRequest::Notify(_),
        ) => Err(Failure::internal(
            "a step got the request of another kind of step",
        )),
    }
}

/// Sends a request, and returns a response whose status the step accepts.
///
/// # Errors
/// Why there is no response; `http_status` for a status other than 2xx, unless the step accepts
/// any.
async fn exchange(
    effects: &dyn Effects,
    plan: &HttpPlan,
    request: HttpRequest,
    redactor: &Redactor,
) -> Result<HttpOutput, Failure> {
    let address = http_failure::address(plan, &request);
    let output = effects.http(plan, request).await;
    let output = output.map_err(|failure| http_failure::unanswered(failure, &address, redactor))?;
    if plan.template.accept_any || is_success(output.status) {
        return Ok(output);
    }
    Err(http_failure::of_status(&output, &address, redactor))
}
