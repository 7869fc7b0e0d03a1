//! The types of the language, and the memory layout of their values.
//!
//! Invariant: two types are equal if and only if their values have the same layout and the same
//! meaning. The order of record fields matters. The written order of literals does not, and neither
//! do the origins of records, except that a `file` is equal only to a `file`.

mod file;
mod layout;
mod origin;
mod structure;
mod union;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

pub use layout::{
    KEY_WORDS, RecordLayout, VARIANT_WORDS, entry_words, memory_words, register_words, union_words,
};
pub use origin::Origin;
pub use structure::Structure;
pub use union::TagProblem;

/// A type. `Clone` is cheap.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// The type of code with errors; suppresses consequential errors.
    Error,
    /// The type of an expression that never gives a value, such as a block that responds.
    Never,
    /// The type of `null`, and of statements without a value.
    Null,
    /// `true` or `false`.
    Bool,
    /// A signed 64-bit integer.
    Int,
    /// A finite 64-bit float.
    Float,
    /// An exact [`Decimal`](crate::decimal::Decimal).
    Decimal,
    /// Unicode text.
    Text,
    /// One of a set of texts, or, if the set is open, any text.
    Literals(Arc<LiteralTexts>),
    /// Bytes.
    Bytes,
    /// An instant in UTC, in microseconds since 1970.
    Time,
    /// A day without a zone, in days since 1970.
    Date,
    /// A span of time, in microseconds; a negative duration goes back in time.
    Duration,
    /// Unknown data, kept as JSON text.
    Json,
    /// Text that may be used only where secrets are allowed.
    Secret,
    /// HTTP headers: pairs of texts, looked up by name ignoring case.
    Headers,
    /// A value or null.
    Optional(Arc<Type>),
    /// Any number of values of one type.
    List(Arc<Type>),
    /// Values of one type, each under its own key, in order.
    Map(Arc<Type>),
    /// Named fields.
    Record(Arc<RecordType>),
    /// One of several records.
    Union(Arc<UnionType>),
}

/// The texts of a union of texts, in the order in which they were written.
#[derive(Clone, Debug)]
pub struct LiteralTexts {
    texts: Vec<Box<str>>,
    /// Whether any other text is also a member.
    open: bool,
}

/// A record's fields, and the origin of the type.
#[derive(Clone, Debug)]
pub struct RecordType {
    /// Its origin.
    pub origin: Origin,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// A union of records: each value is one of them.
///
/// Two unions are equal if their variants are: the names of variants do not matter, their order
/// does.
#[derive(Clone, Debug)]
pub struct UnionType {
    /// Its origin.
    pub origin: Origin,
    /// The field whose text distinguishes the variants. `None` if something other than the value
    /// distinguishes them: such a union is neither read from JSON by itself nor made from records.
    pub tag: Option<Box<str>>,
    /// The variants, in order.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The name of its type.
    pub name: Box<str>,
    /// The texts of its tag; `None` if it takes every text that no other variant has. Without
    /// meaning in a union without a tag.
    pub texts: Option<Arc<LiteralTexts>>,
    /// Its fields.
    pub record: Arc<RecordType>,
    /// Its fields as a type.
    pub ty: Type,
}

/// One field of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name.
    pub name: Box<str>,
    /// Its type.
    pub ty: Type,
}

impl Type {
    /// `T?`; an optional of an optional is the same optional.
    #[must_use]
    pub fn optional(self) -> Type {
        match self {
            Type::Optional(_) | Type::Null | Type::Error | Type::Never => self,
            other => Type::Optional(Arc::new(other)),
        }
    }

    /// `[T]`.
    #[must_use]
    pub fn list(self) -> Type {
        Type::List(Arc::new(self))
    }

    /// `map<T>`.
    #[must_use]
    pub fn map(self) -> Type {
        Type::Map(Arc::new(self))
    }

    /// `{ key: text, value: T }`, an entry of a `map<T>`.
    #[must_use]
    pub fn entry(self) -> Type {
        let field = |name: &str, ty: Type| Field {
            name: name.into(),
            ty,
        };
        Type::record(vec![field("key", Type::Text), field("value", self)])
    }

    /// A record without a named origin.
    #[must_use]
    pub fn record(fields: Vec<Field>) -> Type {
        Type::record_of(Origin::Anonymous, fields)
    }

    /// A record with that origin.
    #[must_use]
    pub fn record_of(origin: Origin, fields: Vec<Field>) -> Type {
        Type::Record(Arc::new(RecordType { origin, fields }))
    }

    /// A closed union of texts; duplicates count once.
    #[must_use]
    pub fn literals<'a>(texts: impl IntoIterator<Item = &'a str>) -> Type {
        Type::Literals(Arc::new(LiteralTexts::new(texts, false)))
    }

    /// These texts, and any other; duplicates count once.
    #[must_use]
    pub fn open_literals<'a>(texts: impl IntoIterator<Item = &'a str>) -> Type {
        Type::Literals(Arc::new(LiteralTexts::new(texts, true)))
    }

    /// The inner type of an optional; for any other type, the type itself.
    #[must_use]
    pub fn without_null(&self) -> &Type {
        match self {
            Type::Optional(inner) => inner,
            other => other,
        }
    }

    /// Whether it includes null.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        matches!(self, Type::Optional(_) | Type::Null)
    }

    /// Whether its values are texts in memory: text, literals.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Type::Text | Type::Literals(_))
    }

    /// Whether its values are numbers: int, float, decimal.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Type::Int | Type::Float | Type::Decimal)
    }

    /// Whether its values can be added up: numbers and durations.
    #[must_use]
    pub fn is_summed(&self) -> bool {
        self.is_number() || *self == Type::Duration
    }

    /// Whether its values are ordered: numbers, texts, times, dates, durations.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.is_number()
            || self.is_text()
            || matches!(self, Type::Time | Type::Date | Type::Duration)
    }

    /// Whether its values are simple: bools and ordered values.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        *self == Type::Bool || self.is_ordered()
    }

    /// Whether its values are read from a single text and stored in a single column: simple values
    /// and bytes.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.is_scalar() || *self == Type::Bytes
    }

    /// Whether a field of a collection can have it: a single value, `json`, a list of simple values,
    /// or an optional of one of them.
    #[must_use]
    pub fn is_column(&self) -> bool {
        match self.without_null() {
            Type::Json => true,
            Type::List(element) => element.is_scalar(),
            other => other.is_single(),
        }
    }

    /// Whether a field of that type is kept as JSON, which is neither compared nor ordered.
    #[must_use]
    pub fn is_json_column(&self) -> bool {
        matches!(self.without_null(), Type::Json | Type::List(_))
    }

    /// Whether it is `Error`.
    #[must_use]
    pub fn is_error(&self) -> bool {
        matches!(self, Type::Error)
    }
}

impl LiteralTexts {
    fn new<'a>(texts: impl IntoIterator<Item = &'a str>, open: bool) -> LiteralTexts {
        let mut unique: Vec<Box<str>> = Vec::new();
        for text in texts {
            if !unique.iter().any(|known| &**known == text) {
                unique.push(text.into());
            }
        }
        LiteralTexts {
            texts: unique,
            open,
        }
    }

    /// The texts, in the order in which they were written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    /// Whether any other text is also a member.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether `text` is a member.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        self.open || self.iter().any(|known| known == text)
    }

    /// Whether all of these texts are among others.
    #[must_use]
    pub fn are_in(&self, others: &LiteralTexts) -> bool {
        others.open || !self.open && self.iter().all(|text| others.contains(text))
    }

    /// Whether some text may be a member of both.
    #[must_use]
    pub fn overlaps(&self, others: &LiteralTexts) -> bool {
        self.open || self.iter().any(|text| others.contains(text)) || others.open
    }

    /// These texts and others.
    #[must_use]
    pub fn with(&self, others: &LiteralTexts) -> LiteralTexts {
        LiteralTexts::new(self.iter().chain(others.iter()), self.open || others.open)
    }

    /// Whether its text form has several parts, so that `?` after it needs parentheses.
    #[must_use]
    pub fn is_several(&self) -> bool {
        self.open || self.texts.len() > 1
    }

    fn sorted(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.iter().collect();
        texts.sort_unstable();
        texts
    }
}

impl PartialEq for LiteralTexts {
    fn eq(&self, other: &LiteralTexts) -> bool {
        self.open == other.open && self.sorted() == other.sorted()
    }
}

impl Eq for LiteralTexts {}

impl Hash for LiteralTexts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.open.hash(state);
        self.sorted().hash(state);
    }
}

impl RecordType {
    /// The index of the field with that name, and the field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        self.fields
            .iter()
            .enumerate()
            .find(|(_, field)| &*field.name == name)
    }

    /// The names of the fields, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| &*field.name)
    }
}

impl PartialEq for RecordType {
    fn eq(&self, other: &RecordType) -> bool {
        self.is_file() == other.is_file() && self.fields == other.fields
    }
}

impl Eq for RecordType {}

impl Hash for RecordType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fields.hash(state);
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Error => f.write_str("?"),
            Type::Never => f.write_str("nothing"),
            Type::Null => f.write_str("null"),
            Type::Bool => f.write_str("bool"),
            Type::Int => f.write_str("int"),
            Type::Float => f.write_str("float"),
            Type::Decimal => f.write_str("decimal"),
            Type::Text => f.write_str("text"),
            Type::Literals(texts) => {
                for (index, text) in texts.iter().enumerate() {
                    if index > 0 {
                        f.write_str(" | ")?;
                    }
                    write!(f, "{text:?}")?;
                }
                if texts.is_open() {
                    f.write_str(" | text")?;
                }
                Ok(())
            }
            Type::Bytes => f.write_str("bytes"),
            Type::Time => f.write_str("time"),
            Type::Date => f.write_str("date"),
            Type::Duration => f.write_str("duration"),
            Type::Json => f.write_str("json"),
            Type::Secret => f.write_str("secret"),
            Type::Headers => f.write_str("headers"),
            Type::Optional(inner) => match &**inner {
                Type::Literals(texts) if texts.is_several() => write!(f, "({inner})?"),
                Type::Union(union) if union.origin.title().is_none() => write!(f, "({inner})?"),
                _ => write!(f, "{inner}?"),
            },
            Type::List(element) => write!(f, "[{element}]"),
            Type::Map(value) => write!(f, "map<{value}>"),
            Type::Record(record) => record.fmt(f),
            Type::Union(union) => union.fmt(f),
        }
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(title) = self.origin.title() {
            return f.write_str(&title);
        }
        f.write_str("{ ")?;
        for (index, field) in self.fields.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{}: {}", field.name, field.ty)?;
        }
        f.write_str(" }")
    }
}
