//! What the world answered to a step.

use flowright_store::Row;

use super::http::HttpOutput;

/// What the world answered to a step that it did. It holds no addresses.
#[derive(Clone, Debug, PartialEq)]
pub enum StepOutput {
    /// The row that was written, and whether it is new.
    Row {
        /// The fields that the flow reads.
        row: Row,
        /// Whether it was not there before.
        created: bool,
    },
    /// The row that was found.
    Found(Option<Row>),
    /// How many rows were changed.
    Count(u64),
    /// The answer to an HTTP request.
    Http(HttpOutput),
    /// The provider's id of a message, where it gives one.
    Sent(Option<Box<str>>),
}
