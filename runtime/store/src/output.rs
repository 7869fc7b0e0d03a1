//! What a step on rows gives.

use crate::Row;

/// What a step on rows gives.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOutput {
    /// The row that was written.
    Row {
        /// The fields that were asked for.
        row: Row,
        /// Whether it was not there before.
        created: bool,
    },
    /// The row that was found.
    Found(Option<Row>),
    /// How many rows were changed.
    Count(u64),
}
