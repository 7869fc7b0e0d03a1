//! What steps do to the rows of a collection, as the compiler hands it to a store. Fields are told by their index in the collection.

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

/// What rows are ordered by.
#[derive(Clone, Debug, PartialEq)]
pub struct RowOrder {
    /// The index of the field; null is less than every other value.
    pub field: usize,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// What is computed of the values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// Their sum, of the type of the field; 0 of none.
    Sum,
    /// Their mean, a float; null of none.
    Avg,
    /// The smallest; null of none.
    Min,
    /// The largest; null of none.
    Max,
}

/// The most rows that a `find` without a `limit` gives.
pub const MOST_ROWS: usize = 10_000;

/// What a step does to the rows of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct RowOperation {
    /// The index of the collection.
    pub collection: usize,
    /// What is done.
    pub kind: RowOperationKind,
}

/// The kinds of operations on rows, with the values that are given with each, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOperationKind {
    /// Adds a row. Values: one for each of `fields`.
    Create {
        /// The fields written.
        fields: Vec<usize>,
    },
    /// Adds a row, or changes the one that has the same key. Values: one for each of `fields`, then for each of `on_create`.
    Upsert {
        /// The index of the `unique` that is the key; `fields` has all of its fields.
        unique: usize,
        /// The fields written.
        fields: Vec<usize>,
        /// The fields written only where the row was not there before.
        on_create: Vec<usize>,
    },
    /// Finds the first of the rows that the condition holds for. Values: the parameters.
    FindOne {
        /// The condition.
        condition: Predicate,
        /// Which is the first; of those that it takes for alike the one with the lowest id.
        order: Vec<RowOrder>,
    },
    /// Finds the rows that the condition holds for. Values: the parameters.
    Find {
        /// The condition.
        condition: Predicate,
        /// In which order; those that it takes for alike by their id.
        order: Vec<RowOrder>,
        /// The most rows, an int; none where it is negative. Without it, more than [`MOST_ROWS`] fail.
        limit: Option<Scalar>,
        /// How many rows are passed over first, an int.
        offset: Option<Scalar>,
    },
    /// Computes a value of a field of the rows that the condition holds for, those aside where it is null. Values: the parameters.
    Aggregate {
        /// Which value.
        function: Aggregate,
        /// The index of the field.
        field: usize,
        /// The condition.
        condition: Predicate,
    },
    /// Counts the rows that the condition holds for. Values: the parameters.
    Count {
        /// The condition.
        condition: Predicate,
    },
    /// Changes every row that the condition holds for. Values: the parameters.
    Update {
        /// The condition.
        condition: Predicate,
        /// The new values.
        set: Vec<Assignment>,
    },
    /// Takes away every row that the condition holds for. Values: the parameters.
    Delete {
        /// The condition.
        condition: Predicate,
    },
}

impl RowOperationKind {
    /// The fields that the first values are for; all values after them are parameters.
    #[must_use]
    pub fn written(&self) -> Vec<usize> {
        match self {
            RowOperationKind::Create { fields } => fields.clone(),
            RowOperationKind::Upsert {
                unique: _,
                fields,
                on_create,
            } => fields.iter().chain(on_create).copied().collect(),
            RowOperationKind::FindOne { .. }
            | RowOperationKind::Find { .. }
            | RowOperationKind::Aggregate { .. }
            | RowOperationKind::Count { .. }
            | RowOperationKind::Update { .. }
            | RowOperationKind::Delete { .. } => Vec::new(),
        }
    }
}
