//! The request of a step.

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::View;

use super::http::{self, HttpRequest};
use super::notify::{self, Message};
use super::plan::StepPlan;
use super::rows::{self, RowRequest};

/// The request of a step. It contains what the flow computed and nothing from the operator:
/// addresses of services, their headers and the settings of channels are added when it is
/// performed, so that a request is always sent with the current secrets.
///
/// Two requests are equal if their encodings are: all
/// [secrets](flowright_stdlib::codec::SecretText) in them count as equal.
#[derive(Clone, Debug, PartialEq)]
pub enum StepRequest {
    /// A step on a collection.
    Row(RowRequest),
    /// `http`
    Http(HttpRequest),
    /// `notify`
    Notify(Message),
}

/// Reads the request out of a step's arguments.
///
/// # Errors
/// `internal` if the arguments do not match the plan.
pub(crate) fn request(plan: &StepPlan, arguments: &View<'_>) -> Result<StepRequest, Failure> {
    Ok(match plan {
        StepPlan::Row(_) => StepRequest::Row(rows::request(arguments)?),
        StepPlan::Http(plan) => StepRequest::Http(http::request(plan, arguments)?),
        StepPlan::Notify(_) => StepRequest::Notify(notify::request(arguments)?),
        StepPlan::Fork => return Err(Failure::internal("a fork has no step request")),
    })
}
