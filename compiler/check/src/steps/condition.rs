//! Conditions and assigned values during checking, which still contain their values.
//!
//! In the typed program, a condition refers to its values by their index among the operands of the
//! step. This module moves them there, in source order.

use flowright_stdlib::operators::{Arithmetic, Comparison};
use flowright_stdlib::query::{Predicate, Scalar, TextTest};

use crate::program::Expression;

/// A condition on a row.
pub(super) enum Condition {
    /// A comparison of two terms.
    Compare(Comparison, Term, Term),
    /// A bool that must be true.
    IsTrue(Term),
    /// A search in a text.
    Text(TextTest, Term, Term),
    /// A list that must hold a value.
    Holds(Term, Term),
    /// A value that must be an element of a list.
    In(Term, Expression),
    /// Both must hold.
    And(Box<Condition>, Box<Condition>),
    /// At least one must hold.
    Or(Box<Condition>, Box<Condition>),
    /// The condition must not hold.
    Not(Box<Condition>),
}

/// A value in a condition or after `set`.
#[derive(Clone)]
pub(super) enum Term {
    /// `.field`, by index.
    Column(usize),
    /// An expression without a `.field`: bool, int, float, text, literals, time, null, or an
    /// optional of one of these.
    Value(Expression),
    /// Arithmetic that contains a `.field`.
    Arithmetic(Arithmetic, Box<Term>, Box<Term>),
    /// `.field.lower()`
    Lower(Box<Term>),
}

impl Condition {
    /// Converts the condition, appending its values to the operands.
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
            Condition::Holds(list, value) => {
                let list = list.with_operands(operands);
                Predicate::Holds(list, value.with_operands(operands))
            }
            Condition::In(value, list) => {
                let value = value.with_operands(operands);
                operands.push(list);
                Predicate::In(value, operands.len() - 1)
            }
            Condition::Text(test, text, part) => {
                let text = text.with_operands(operands);
                Predicate::Text(test, text, part.with_operands(operands))
            }
        }
    }
}

impl Term {
    /// Converts the term, appending its values to the operands.
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
            Term::Lower(text) => Scalar::Lower(Box::new(text.with_operands(operands))),
        }
    }
}
