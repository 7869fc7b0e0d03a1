//! Steps as values: the request of a step, and its output.
//!
//! A step runs in three phases. First, its [request](StepRequest) is copied out of the arena. Then
//! it is performed, without access to the arena; only this phase may wait. Finally, its
//! [output](StepOutput) is written back, as its type requires. The values passed between the phases
//! can therefore be recorded, replayed and scripted.
//!
//! - [`plan`]: what is known about a step when the program starts.
//! - [`rows`], [`http`], [`notify`]: the phases for each kind of step; [`multipart`]: a body in
//!   parts.
//! - [`service_headers`]: the headers that a service adds to an `http` step; [`authorization`]:
//!   credentials as a header.
//! - [`encoding`]: requests and outputs as bytes.

mod authorization;
mod encoding;
mod http;
mod http_failure;
mod multipart;
mod notify;
mod output;
mod perform;
mod plan;
mod request;
mod request_text;
mod rows;
mod service_headers;
mod write;

pub use http::{HttpOutput, HttpPlan, HttpRequest, RequestBody};
pub use multipart::{RequestPart, assembled};
pub use notify::{Message, NotifyPlan};
pub use output::StepOutput;
pub use request::StepRequest;
pub use request_text::RequestText;
pub use rows::RowRequest;

pub(crate) use authorization::AUTHORIZATION;
pub(crate) use http_failure::of_answer;
pub(crate) use perform::perform;
pub(crate) use plan::{Problems, StepPlan, plan_steps};
pub(crate) use request::request;
pub(crate) use rows::failure as store_failure;
pub(crate) use write::write;

/// Method and address of a step's request, if it has an address.
pub(crate) fn address(plan: &StepPlan, request: &StepRequest) -> Option<String> {
    match (plan, request) {
        (StepPlan::Http(plan), StepRequest::Http(request)) => {
            Some(http_failure::address(plan, request))
        }
        (StepPlan::Http(_) | StepPlan::Row(_) | StepPlan::Notify(_) | StepPlan::Fork, _) => None,
    }
}
