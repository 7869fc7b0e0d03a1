//! Operators, defined once for the typed program, the generated code, and the conditions passed to
//! a store.

use std::cmp::Ordering;

/// `+ - * / %` on two numbers of the same type, or on times and durations, which are computed like
/// ints.
///
/// On ints it is checked: a result outside 64 bits fails with `overflow`. On floats, a result that
/// is not finite fails with `overflow`. On decimals, a result that has too many digits is rounded,
/// half to even, or fails with `overflow` if there are too many digits before the point. Division
/// and remainder by zero fail with `division_by_zero`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`; on ints, it truncates toward zero
    Divide,
    /// `%`
    Remainder,
}

/// `== != < <= > >=`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// Whether the comparison holds for two values with that ordering.
    #[must_use]
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Comparison::Equal => ordering.is_eq(),
            Comparison::NotEqual => ordering.is_ne(),
            Comparison::Less => ordering.is_lt(),
            Comparison::LessOrEqual => ordering.is_le(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterOrEqual => ordering.is_ge(),
        }
    }
}
