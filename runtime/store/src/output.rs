//! What a step on rows gives.

use crate::{Datum, Row};

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
    /// The rows that were found, in order.
    Rows(Vec<Row>),
    /// What was computed of a field.
    Value(Datum),
    /// How many rows were changed or counted.
    Count(u64),
}
