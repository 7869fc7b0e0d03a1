//! A checked step that has no name and span yet.

use flowright_stdlib::types::Type;

use crate::program::{Expression, StepKind};

/// The kind of a step, its operands, and the type of its result.
pub(super) struct CheckedStep {
    pub kind: StepKind,
    /// In the order that the kind defines.
    pub operands: Vec<Expression>,
    pub ty: Type,
}
