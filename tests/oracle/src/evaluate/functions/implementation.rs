//! How a function is implemented.

use crate::value::Value;

/// Computes a function from its receiver and its arguments.
pub(super) type Implementation = fn(&[Value]) -> Value;

/// Computes a function that may fail.
pub(super) type Checked = fn(&[Value]) -> Result<Value, Refused>;

/// Why a function has no result.
pub(super) struct Refused {
    pub(super) code: &'static str,
    pub(super) message: String,
}
