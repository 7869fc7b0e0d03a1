//! A planned step with its values.

use crate::Datum;

/// A plan, and the values to run it with.
pub(crate) struct Bound<P> {
    pub plan: P,
    pub values: Vec<Datum>,
}
