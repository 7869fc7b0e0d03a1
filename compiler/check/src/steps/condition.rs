//! Conditions and new values as they are checked, with their values in place.
//!
//! In the typed program a condition knows its values by their numbers among the operands of the step: they are taken out here, in the
//! order in which they are written.

use flowright_stdlib::operators::{Arithmetic, Comparison};
use flowright_stdlib::query::{Predicate, Scalar};

use crate::program::Expression;

/// A condition on a row.
pub(super) enum Condition {
    /// Two terms compare so.
    Compare(Comparison, Term, Term),
    /// A bool is true.
    IsTrue(Term),
    /// Both hold.
    And(Box<Condition>, Box<Condition>),
    /// One holds.
    Or(Box<Condition>, Box<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// A value in a condition or after `set`.
#[derive(Clone)]
pub(super) enum Term {
    /// `.field`, by index.
    Column(usize),
    /// Any expression without a `.field`: bool, int, float, text, literals, time, null, or an optional of one.
    Value(Expression),
    /// Arithmetic that holds a `.field`.
    Arithmetic(Arithmetic, Box<Term>, Box<Term>),
}

impl Condition {
    /// The condition, its values moved behind the operands so far.
    pub fn with_operands(self, operands: &mut Vec<Expression>) -> Predicate {
        let mut inner = |condition: Box<Condition>| Box::new(condition.with_operands(operands));
        match self {
            Condition::And(left, right) => Predicate::And(inner(left), inner(right)),
            Condition::Or(left, right) => Predicate::Or(inner(left), inner(right)),
            Condition::Not(negated) => Predicate::Not(inner(negated)),
            Condition::Compare(comparison, left, right) => {
                let left = left.with_operands(operands);
                Predicate::Compare(comparison, left, right.with_operands(operands))
            }
            Condition::IsTrue(term) => Predicate::IsTrue(term.with_operands(operands)),
        }
    }
}

impl Term {
    /// The term, its values moved behind the operands so far.
    pub fn with_operands(self, operands: &mut Vec<Expression>) -> Scalar {
        match self {
            Term::Column(column) => Scalar::Column(column),
            Term::Value(value) => {
                operands.push(value);
                Scalar::Parameter(operands.len() - 1)
            }
            Term::Arithmetic(operator, left, right) => {
                let left = Box::new(left.with_operands(operands));
                Scalar::Arithmetic(operator, left, Box::new(right.with_operands(operands)))
            }
        }
    }
}
