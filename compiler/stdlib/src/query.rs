//! Operations on the rows of a collection, as the compiler passes them to a store. Fields are
//! identified by their index in the collection.

pub use crate::operators::{Arithmetic, Comparison};

/// A single value in a condition or after `set`.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// The field at that index, with the row's value.
    Column(usize),
    /// The step's value at that index.
    Parameter(usize),
    /// Arithmetic on two numbers of the same type; a null operand gives null.
    Arithmetic(Arithmetic, Box<Scalar>, Box<Scalar>),
    /// A text in lower case, as the library function `lower` converts it; null stays null.
    Lower(Box<Scalar>),
}

/// How a text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextTest {
    /// `.contains(part)`
    Contains,
    /// `.starts_with(part)`
    StartsWith,
    /// `.ends_with(part)`
    EndsWith,
}

/// A condition on a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// Every row.
    All,
    /// A comparison of two values. Conditions are two-valued: null equals null and nothing else,
    /// and is neither less nor greater.
    Compare(Comparison, Scalar, Scalar),
    /// A bool that is true.
    IsTrue(Scalar),
    /// The second text is a part of the first one, as defined by the library function of that name.
    /// Null contains nothing, and nothing contains it.
    Text(TextTest, Scalar, Scalar),
    /// The list holds the value. Null holds nothing, and no list holds null.
    Holds(Scalar, Scalar),
    /// The value is an element of a list, which is the step's value at that index and has at most
    /// [`MOST_ROWS`] elements. Null is one of the elements of a list that contains null.
    In(Scalar, usize),
    /// Both conditions hold.
    And(Box<Predicate>, Box<Predicate>),
    /// At least one of the conditions holds.
    Or(Box<Predicate>, Box<Predicate>),
    /// The condition does not hold.
    Not(Box<Predicate>),
}

/// A field and its new value.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The index of the field.
    pub field: usize,
    /// Its new value, computed from the row as it was before the step.
    pub value: Scalar,
}

/// A sort key for rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RowOrder {
    /// The index of the field. Null sorts before every other value.
    pub field: usize,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// An aggregate of the values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// Their sum, with the type of the field; 0 if there are none.
    Sum,
    /// Their mean, a decimal if they are decimals and otherwise a float; null if there are none.
    Avg,
    /// The smallest; null if there are none.
    Min,
    /// The largest; null if there are none.
    Max,
}

/// The value that is computed for each group of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupValue {
    /// The number of its rows.
    Count,
    /// The number of different values of a field, of which null is one.
    Distinct(usize),
    /// An aggregate of the values of a field.
    Aggregate(Aggregate, usize),
}

/// The maximum number of rows that a `find` without a `limit` returns, of groups and of different
/// values, of rows that a step writes from a list, and of values that a condition takes in a list.
pub const MOST_ROWS: usize = 10_000;

/// An operation of a step on the rows of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct RowOperation {
    /// The index of the collection.
    pub collection: usize,
    /// The operation.
    pub kind: RowOperationKind,
}

/// The kinds of operations on rows, with the values that each takes, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOperationKind {
    /// Adds a row. Values: one for each of `fields`.
    Create {
        /// The fields written.
        fields: Vec<usize>,
    },
    /// Adds a row for each element of a list, or none. Values: one, the list; its elements are
    /// records with a value for each of `fields`.
    CreateEach {
        /// The fields written.
        fields: Vec<usize>,
    },
    /// Adds a row, or updates the row with the same key. Values: one for each of `fields`, then one
    /// for each of `on_create`, then the parameters of the condition.
    Upsert {
        /// The index of the `unique` declaration that is the key; `fields` contains all of its
        /// fields.
        unique: usize,
        /// The fields written.
        fields: Vec<usize>,
        /// The fields written only if the row did not exist before.
        on_create: Vec<usize>,
        /// The condition on a row that exists; if it does not hold, the row is left alone.
        condition: Predicate,
    },
    /// Performs an upsert for each element of a list, in order; the list may be empty. Values: one,
    /// the list; its elements are records with a value for each of `fields`, then one for each of
    /// `on_create`.
    UpsertEach {
        /// As for `Upsert`.
        unique: usize,
        /// The fields written.
        fields: Vec<usize>,
        /// The fields written only if the row did not exist before.
        on_create: Vec<usize>,
    },
    /// Finds the first row that satisfies the condition. Values: the parameters.
    FindOne {
        /// The condition.
        condition: Predicate,
        /// The sort order that determines the first row; ties are broken by the lowest id.
        order: Vec<RowOrder>,
    },
    /// Finds the rows that satisfy the condition. Values: the parameters.
    Find {
        /// The condition.
        condition: Predicate,
        /// The sort order; ties are broken by id.
        order: Vec<RowOrder>,
        /// The maximum number of rows, an int; a negative one gives no rows. Without a limit,
        /// finding more than [`MOST_ROWS`] fails.
        limit: Option<Scalar>,
        /// The number of rows to skip, an int.
        offset: Option<Scalar>,
    },
    /// Computes an aggregate of a field over the rows that satisfy the condition and where the
    /// field is not null. Values: the parameters.
    Aggregate {
        /// The aggregate.
        function: Aggregate,
        /// The index of the field.
        field: usize,
        /// The condition.
        condition: Predicate,
    },
    /// Counts the rows that satisfy the condition. Values: the parameters.
    Count {
        /// The condition.
        condition: Predicate,
    },
    /// Counts the different values of a field in the rows that satisfy the condition; null counts
    /// as a value. Values: the parameters.
    CountDistinct {
        /// The index of the field.
        field: usize,
        /// The condition.
        condition: Predicate,
    },
    /// Finds the different values of a field in the rows that satisfy the condition, in order; null
    /// counts as a value, and is the smallest. Values: the parameters.
    Distinct {
        /// The index of the field.
        field: usize,
        /// The condition.
        condition: Predicate,
    },
    /// Computes a value for each group of the rows that satisfy the condition. A group consists of
    /// the rows with the same value in a field, which is the key of the group; the groups are in
    /// the order of their keys, null first. Values: the parameters.
    Groups {
        /// The value computed.
        value: GroupValue,
        /// The index of the field that is the key.
        key: usize,
        /// The condition.
        condition: Predicate,
    },
    /// Updates every row that satisfies the condition. Values: the parameters.
    Update {
        /// The condition.
        condition: Predicate,
        /// The new values.
        set: Vec<Assignment>,
    },
    /// Deletes every row that satisfies the condition. Values: the parameters.
    Delete {
        /// The condition.
        condition: Predicate,
    },
}

impl RowOperationKind {
    /// The fields to which the first values belong; all later values are parameters.
    #[must_use]
    pub fn written(&self) -> Vec<usize> {
        match self {
            RowOperationKind::Create { fields } => fields.clone(),
            RowOperationKind::Upsert {
                unique: _,
                fields,
                on_create,
                condition: _,
            } => fields.iter().chain(on_create).copied().collect(),
            RowOperationKind::CreateEach { .. }
            | RowOperationKind::UpsertEach { .. }
            | RowOperationKind::FindOne { .. }
            | RowOperationKind::Find { .. }
            | RowOperationKind::Aggregate { .. }
            | RowOperationKind::Count { .. }
            | RowOperationKind::CountDistinct { .. }
            | RowOperationKind::Distinct { .. }
            | RowOperationKind::Groups { .. }
            | RowOperationKind::Update { .. }
            | RowOperationKind::Delete { .. } => Vec::new(),
        }
    }
}
