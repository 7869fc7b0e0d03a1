//! The meaning of binary operators.

use flowright_stdlib::operators::{Arithmetic, Comparison};
use flowright_syntax::ast::BinaryOperator;

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    /// `and`
    And,
    /// `or`
    Or,
    /// `??`
    Coalesce,
    /// `in`, `not in`
    In { negated: bool },
    /// A comparison, such as `==`.
    Compare(Comparison),
    /// Arithmetic, such as `+`.
    Arithmetic(Arithmetic),
}

impl From<BinaryOperator> for Operator {
    fn from(written: BinaryOperator) -> Operator {
        match written {
            BinaryOperator::And => Operator::And,
            BinaryOperator::Or => Operator::Or,
            BinaryOperator::Coalesce => Operator::Coalesce,
            BinaryOperator::In => Operator::In { negated: false },
            BinaryOperator::NotIn => Operator::In { negated: true },
            BinaryOperator::Equal => Operator::Compare(Comparison::Equal),
            BinaryOperator::NotEqual => Operator::Compare(Comparison::NotEqual),
            BinaryOperator::Less => Operator::Compare(Comparison::Less),
            BinaryOperator::LessOrEqual => Operator::Compare(Comparison::LessOrEqual),
            BinaryOperator::Greater => Operator::Compare(Comparison::Greater),
            BinaryOperator::GreaterOrEqual => Operator::Compare(Comparison::GreaterOrEqual),
            BinaryOperator::Add => Operator::Arithmetic(Arithmetic::Add),
            BinaryOperator::Subtract => Operator::Arithmetic(Arithmetic::Subtract),
            BinaryOperator::Multiply => Operator::Arithmetic(Arithmetic::Multiply),
            BinaryOperator::Divide => Operator::Arithmetic(Arithmetic::Divide),
            BinaryOperator::Remainder => Operator::Arithmetic(Arithmetic::Remainder),
        }
    }
}
