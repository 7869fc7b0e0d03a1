//! What a name is bound to.

use super::builder::Value;

/// What a name is bound to.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    /// An immutable value.
    Value(Value),
    /// The locals of a variable. Readers must copy them, because assignments write to them.
    Variable(Value),
}
