//! The output of a step on rows.

use crate::{Datum, Row};

/// The output of a step on rows.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOutput {
    /// The row that was written.
    Row {
        /// The requested fields.
        row: Row,
        /// Whether the step created it.
        created: bool,
    },
    /// The row that was found.
    Found(Option<Row>),
    /// The rows that were found, in order.
    Rows(Vec<Row>),
    /// The value computed from a field.
    Value(Datum),
    /// How many rows were changed or counted.
    Count(u64),
}
