//! The output of a step.

use flowright_store::RowOutput;

use super::http::HttpOutput;

/// The output of a step that succeeded. It contains no addresses.
#[derive(Clone, Debug, PartialEq)]
pub enum StepOutput {
    /// The output of a step on rows.
    Row(RowOutput),
    /// The response to an HTTP request.
    Http(HttpOutput),
    /// The ID that the provider gave a message, if it returned one.
    Sent(Option<Box<str>>),
}
