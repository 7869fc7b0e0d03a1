//! Collections as the compiler passes them to a store.

use crate::decimal::Decimal;
use crate::types::Type;

/// A compile-time constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A finite float.
    Float(f64),
    /// A decimal.
    Decimal(Decimal),
    /// A time, in microseconds since 1970.
    Time(i64),
    /// A date, in days since 1970.
    Date(i64),
    /// A duration, in microseconds.
    Duration(i64),
    /// A text.
    Text(Box<str>),
}

/// A declared collection.
///
/// Invariant: `fields` starts with `id: int`, which the store assigns; every index in `unique` and
/// `index` is valid in `fields`.
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    /// Its name.
    pub name: Box<str>,
    /// Its fields, `id` first.
    pub fields: Vec<CollectionField>,
    /// Sets of fields that no two rows may share.
    pub unique: Vec<Vec<usize>>,
    /// Sets of fields by which rows can be looked up.
    pub index: Vec<Vec<usize>>,
}

/// One field of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionField {
    /// Its name.
    pub name: Box<str>,
    /// A [column type](Type::is_column).
    pub ty: Type,
    /// The value of the field in a row that does not write it.
    pub default: Option<Default>,
    /// The collection that the field refers to: its values are the IDs of rows of that collection.
    pub reference: Option<Reference>,
    /// The former name of its column.
    pub was: Option<Box<str>>,
}

/// A field whose values are IDs of rows of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name of that collection.
    pub collection: Box<str>,
    /// What happens to a row when the row that it refers to is deleted.
    pub on_delete: OnDelete,
}

/// What happens to a row when the row that it refers to is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDelete {
    /// The deletion fails.
    Restrict,
    /// The row is deleted too.
    Cascade,
    /// The field becomes null.
    Null,
}

/// The default of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Default {
    /// A constant.
    Value(Constant),
    /// A list of constants.
    List(Vec<Constant>),
    /// `now()`: the time at which the row is written.
    Now,
    /// `uuid()`: each step that creates a row writes a value that its execution has generated.
    Uuid,
    /// `random()`, in the same way.
    Random,
}

impl Default {
    /// Whether the steps of the program write the value, so that the store needs no default.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        match self {
            Default::Uuid | Default::Random => true,
            Default::Value(_) | Default::List(_) | Default::Now => false,
        }
    }
}

impl Collection {
    /// The index of the field with that name, and the field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(usize, &CollectionField)> {
        self.fields
            .iter()
            .enumerate()
            .find(|(_, field)| &*field.name == name)
    }
}
