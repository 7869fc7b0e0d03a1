//! What a name is bound to.

use super::builder::Value;

/// What a name is bound to.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    /// A value, which never changes.
    Value(Value),
    /// The locals of a variable. Whoever reads it copies them, as an assignment writes to them.
    Variable(Value),
}
