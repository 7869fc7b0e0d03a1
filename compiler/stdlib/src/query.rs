//! Conditions and new values over the columns of a collection, as the compiler hands them to a store.

pub use crate::operators::{Arithmetic, Comparison};

/// A single value in a condition or after `set`.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// The field of that index, as the row has it.
    Column(usize),
    /// The value given with the step at that index.
    Parameter(usize),
    /// Arithmetic on two numbers of one type, neither null; a null operand gives null.
    Arithmetic(Arithmetic, Box<Scalar>, Box<Scalar>),
}

/// A condition on a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// Every row.
    All,
    /// Two values compare so. Conditions are two-valued: null equals null and nothing else, and is neither less nor greater.
    Compare(Comparison, Scalar, Scalar),
    /// A bool that is true.
    IsTrue(Scalar),
    /// Both hold.
    And(Box<Predicate>, Box<Predicate>),
    /// One of them holds.
    Or(Box<Predicate>, Box<Predicate>),
    /// It does not hold.
    Not(Box<Predicate>),
}

/// A field and the value it is set to.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The index of the field.
    pub field: usize,
    /// Its new value, of the row as it was before the step.
    pub value: Scalar,
}
