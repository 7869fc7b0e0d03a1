//! A step that was checked, before it has its name and its place.

use flowright_stdlib::types::Type;

use crate::program::{Expression, StepKind};

/// What a step does, what it is given, and the type of what it gives.
pub(super) struct CheckedStep {
    pub kind: StepKind,
    /// In the order that the kind says.
    pub operands: Vec<Expression>,
    pub ty: Type,
}
