//! Conditions on rows and new values: the tree for the store, and the parameters that go with it.

use flowright_check::program::{Predicate, Scalar};
use flowright_stdlib::query;
use flowright_stdlib::types::Type;

use super::builder::Value;
use super::workflow::Lowering;

/// The values that a step is given, in order.
pub(super) type Parameters = Vec<(Type, Value)>;

impl Lowering<'_> {
    pub(super) fn predicate(
        &mut self,
        predicate: &Predicate,
        parameters: &mut Parameters,
    ) -> query::Predicate {
        match predicate {
            Predicate::Compare(comparison, left, right) => query::Predicate::Compare(
                *comparison,
                self.parameter(left, parameters),
                self.parameter(right, parameters),
            ),
            Predicate::IsTrue(value) => query::Predicate::IsTrue(self.parameter(value, parameters)),
            Predicate::And(left, right) => query::Predicate::And(
                Box::new(self.predicate(left, parameters)),
                Box::new(self.predicate(right, parameters)),
            ),
            Predicate::Or(left, right) => query::Predicate::Or(
                Box::new(self.predicate(left, parameters)),
                Box::new(self.predicate(right, parameters)),
            ),
            Predicate::Not(inner) => {
                query::Predicate::Not(Box::new(self.predicate(inner, parameters)))
            }
        }
    }

    pub(super) fn parameter(
        &mut self,
        scalar: &Scalar,
        parameters: &mut Parameters,
    ) -> query::Scalar {
        match scalar {
            Scalar::Column(column) => query::Scalar::Column(*column),
            Scalar::Value(value) => {
                let locals = self.expression(value);
                parameters.push((value.ty.clone(), locals));
                query::Scalar::Parameter(parameters.len() - 1)
            }
            Scalar::Arithmetic(operator, left, right) => query::Scalar::Arithmetic(
                *operator,
                Box::new(self.parameter(left, parameters)),
                Box::new(self.parameter(right, parameters)),
            ),
        }
    }
}
