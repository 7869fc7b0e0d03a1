//! What a step asks of the world.

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::View;

use super::http::{self, HttpRequest};
use super::notify::{self, Message};
use super::plan::StepPlan;
use super::rows::{self, RowRequest};

/// What a step asks of the world. It holds what the flow computed and nothing of the operator's: addresses of services, their headers
/// and the settings of channels are added when it is performed, so that a request of today is sent with the secrets of today.
///
/// Equality is by what is encoded: all [secrets](flowright_stdlib::codec::SecretText) in it are equal.
#[derive(Clone, Debug, PartialEq)]
pub enum StepRequest {
    /// Of a collection.
    Row(RowRequest),
    /// `http`
    Http(HttpRequest),
    /// `notify`
    Notify(Message),
}

/// Reads the request out of the arguments of a step.
///
/// # Errors
/// `internal` where the arguments are not those of the plan.
pub(crate) fn request(plan: &StepPlan, arguments: &View<'_>) -> Result<StepRequest, Failure> {
    Ok(match plan {
        StepPlan::Row(_) => StepRequest::Row(rows::request(arguments)?),
        StepPlan::Http(plan) => StepRequest::Http(http::request(plan, arguments)?),
        StepPlan::Notify(_) => StepRequest::Notify(notify::request(arguments)?),
    })
}
