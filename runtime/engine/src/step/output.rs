//! What the world answered to a step.

use flowright_store::RowOutput;

use super::http::HttpOutput;

/// What the world answered to a step that it did. It holds no addresses.
#[derive(Clone, Debug, PartialEq)]
pub enum StepOutput {
    /// Of a step on rows.
    Row(RowOutput),
    /// The answer to an HTTP request.
    Http(HttpOutput),
    /// The provider's id of a message, where it gives one.
    Sent(Option<Box<str>>),
}
