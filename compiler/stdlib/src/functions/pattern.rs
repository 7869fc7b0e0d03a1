//! The types in the signature of a function, as data.

use std::fmt;

use super::Notation;
use crate::types::{Field, Type};

/// A type with unknowns: the element type of a list, and the result type of a lambda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `float`
    Float,
    /// `decimal`
    Decimal,
    /// `text`; literals are widened to it.
    Text,
    /// `bytes`
    Bytes,
    /// `time`
    Time,
    /// `date`
    Date,
    /// `duration`
    Duration,
    /// `json`
    Json,
    /// Any type that has a JSON form.
    Any,
    /// No receiver: the function is called by its name alone.
    Nothing,
    /// `secret`
    Secret,
    /// A text that is written in the program and checked by the compiler.
    Written(Notation),
    /// `[text]`
    Texts,
    /// `[T]`, any `T`.
    List,
    /// `[T]` of numbers, or of durations.
    Numbers,
    /// `[T]` of values that are ordered.
    Ordered,
    /// `[T]` of simple values, which are comparable.
    Scalars,
    /// The `T` of the receiver's `[T]`; `T` is bool, int, float, text, literals or time.
    Element,
    /// The `T` of the receiver's `[T]`, for any `T`.
    Item,
    /// The result type of a lambda.
    Given,
    /// Any type: the type of the first argument.
    Other,
    /// `[V]`, any `V`.
    Others,
    /// The `V` of the first argument's `[V]`.
    OtherItem,
    /// The type of the mean of numbers or durations: decimals and durations have a mean of their
    /// own type; otherwise float.
    Mean(&'static Pattern),
    /// A type or null.
    Optional(&'static Pattern),
    /// `map<T>`, any `T`.
    Map,
    /// The `T` of the receiver's `map<T>`.
    Value,
    /// `[{ key: text, value: T }]`, for the receiver's `map<T>`.
    Entries,
    /// `map<U>`, where `U` is the result type of the last lambda.
    MapOfGiven,
    /// A list of a type.
    ListOf(&'static Pattern),
    /// `[{ key: K, values: [T] }]`, where `K` is the result type of a lambda.
    Groups,
    /// A lambda.
    Lambda(&'static LambdaPattern),
}

/// The types of a lambda.
#[derive(Debug, PartialEq, Eq)]
pub struct LambdaPattern {
    /// The types of its parameters.
    pub takes: &'static [Pattern],
    /// The allowed types of its result.
    pub gives: Gives,
}

impl LambdaPattern {
    /// A lambda with one parameter, an element of the receiver.
    pub(super) const fn of_item(gives: Gives) -> LambdaPattern {
        LambdaPattern {
            takes: &[Pattern::Item],
            gives,
        }
    }
}

/// The allowed types of a lambda's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Anything.
    Any,
    /// A bool.
    Bool,
    /// A number or a duration.
    Number,
    /// A type that is ordered, or null, which is less than everything else.
    Ordered,
    /// A simple value, or null.
    Scalar,
    /// A list.
    List,
    /// A text.
    Text,
    /// The type of the first argument.
    Other,
}

/// The types of the unknowns in a call.
#[derive(Clone, Copy, Debug)]
pub struct Unknowns<'t> {
    /// The type of the receiver.
    pub receiver: &'t Type,
    /// The type of the first argument.
    pub other: &'t Type,
    /// The result type of the lambda.
    pub given: &'t Type,
}

impl<'t> Unknowns<'t> {
    /// The unknowns of a function without lambdas.
    #[must_use]
    pub fn of(receiver: &'t Type) -> Unknowns<'t> {
        Unknowns {
            receiver,
            other: &Type::Error,
            given: &Type::Error,
        }
    }
}

/// The form used in a signature, where `T` is the receiver's element type.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Pattern::Bool => "bool",
            Pattern::Int => "int",
            Pattern::Float => "float",
            Pattern::Decimal => "decimal",
            Pattern::Text | Pattern::Written(_) => "text",
            Pattern::Bytes => "bytes",
            Pattern::Time => "time",
            Pattern::Date => "date",
            Pattern::Duration => "duration",
            Pattern::Json => "json",
            Pattern::Any => "any value",
            Pattern::Nothing => "nothing",
            Pattern::Secret => "secret",
            Pattern::Texts => "[text]",
            Pattern::List | Pattern::Numbers | Pattern::Ordered | Pattern::Scalars => "[T]",
            Pattern::Element | Pattern::Item | Pattern::Value => "T",
            Pattern::Map => "map<T>",
            Pattern::Entries => "[{ key: text, value: T }]",
            Pattern::MapOfGiven => "map<U>",
            Pattern::Given => "U",
            Pattern::Other | Pattern::OtherItem => "V",
            Pattern::Others => "[V]",
            Pattern::Mean(_) => "float, decimal or duration",
            Pattern::Groups => "[{ key: U, values: [T] }]",
            Pattern::Optional(inner) => return write!(f, "{inner}?"),
            Pattern::ListOf(element) => return write!(f, "[{element}]"),
            Pattern::Lambda(lambda) => return lambda.fmt(f),
        })
    }
}

impl fmt::Display for LambdaPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gives = match self.gives {
            Gives::Bool => "bool",
            Gives::Text => "text",
            Gives::Any | Gives::Number | Gives::Ordered | Gives::Scalar => "U",
            Gives::List => "[U]",
            Gives::Other => "V",
        };
        match self.takes {
            [one] => write!(f, "{one} => {gives}"),
            several => {
                let several: Vec<String> = several.iter().map(ToString::to_string).collect();
                write!(f, "({}) => {gives}", several.join(", "))
            }
        }
    }
}

impl Pattern {
    /// Whether a value of that type fits, if no receiver is known yet.
    #[must_use]
    pub fn accepts(self, ty: &Type) -> bool {
        let element = |is: fn(&Type) -> bool| matches!(ty, Type::List(element) if is(element));
        match self {
            Pattern::Bool => *ty == Type::Bool,
            Pattern::Int => *ty == Type::Int,
            Pattern::Float => *ty == Type::Float,
            Pattern::Decimal => *ty == Type::Decimal,
            Pattern::Text => ty.is_text(),
            Pattern::Bytes => *ty == Type::Bytes,
            Pattern::Time => *ty == Type::Time,
            Pattern::Date => *ty == Type::Date,
            Pattern::Duration => *ty == Type::Duration,
            Pattern::Json => *ty == Type::Json,
            Pattern::Secret => *ty == Type::Secret,
            Pattern::Nothing => false,
            Pattern::Any => {
                !ty.holds(&|ty| matches!(ty, Type::Headers | Type::Never | Type::Error))
            }
            Pattern::Texts => element(Type::is_text),
            Pattern::List | Pattern::Others => element(|_| true),
            Pattern::Numbers => element(Type::is_summed),
            Pattern::Ordered => element(Type::is_ordered),
            Pattern::Scalars => element(Type::is_scalar),
            Pattern::Map => matches!(ty, Type::Map(_)),
            Pattern::Value | Pattern::Entries | Pattern::MapOfGiven => false,
            Pattern::Element
            | Pattern::Item
            | Pattern::Given
            | Pattern::Other
            | Pattern::OtherItem
            | Pattern::Mean(_)
            | Pattern::Written(_)
            | Pattern::Optional(_)
            | Pattern::ListOf(_)
            | Pattern::Groups
            | Pattern::Lambda(_) => false,
        }
    }

    /// Whether a value of such a type may be as large as memory allows.
    #[must_use]
    pub fn is_large(self) -> bool {
        match self {
            Pattern::Text
            | Pattern::Bytes
            | Pattern::Json
            | Pattern::Any
            | Pattern::Secret
            | Pattern::Texts
            | Pattern::List
            | Pattern::Numbers
            | Pattern::Ordered
            | Pattern::Scalars
            | Pattern::Element
            | Pattern::Item
            | Pattern::Given
            | Pattern::Other
            | Pattern::Others
            | Pattern::OtherItem
            | Pattern::Map
            | Pattern::Value
            | Pattern::Entries
            | Pattern::MapOfGiven
            | Pattern::ListOf(_)
            | Pattern::Groups => true,
            Pattern::Bool
            | Pattern::Int
            | Pattern::Float
            | Pattern::Decimal
            | Pattern::Time
            | Pattern::Date
            | Pattern::Duration
            | Pattern::Mean(_)
            | Pattern::Nothing
            | Pattern::Written(_)
            | Pattern::Lambda(_) => false,
            Pattern::Optional(value) => value.is_large(),
        }
    }

    /// The actual type for a receiver of that type, in a function without lambdas.
    #[must_use]
    pub fn resolve(self, receiver: &Type) -> Type {
        self.resolve_with(Unknowns::of(receiver))
    }

    /// The actual type. For a lambda, it is the type of its result.
    #[must_use]
    pub fn resolve_with(self, unknowns: Unknowns<'_>) -> Type {
        let element = |ty: &Type| match ty {
            Type::List(element) => (**element).clone(),
            _ => Type::Error,
        };
        let value = |ty: &Type| match ty {
            Type::Map(value) => (**value).clone(),
            _ => Type::Error,
        };
        match self {
            Pattern::Bool => Type::Bool,
            Pattern::Int => Type::Int,
            Pattern::Float => Type::Float,
            Pattern::Decimal => Type::Decimal,
            Pattern::Text | Pattern::Written(_) => Type::Text,
            Pattern::Bytes => Type::Bytes,
            Pattern::Time => Type::Time,
            Pattern::Date => Type::Date,
            Pattern::Duration => Type::Duration,
            Pattern::Json => Type::Json,
            Pattern::Nothing => Type::Null,
            Pattern::Secret => Type::Secret,
            Pattern::Texts => Type::Text.list(),
            Pattern::Any
            | Pattern::List
            | Pattern::Numbers
            | Pattern::Ordered
            | Pattern::Map
            | Pattern::Scalars => unknowns.receiver.clone(),
            Pattern::Element | Pattern::Item => element(unknowns.receiver),
            Pattern::Value => value(unknowns.receiver),
            Pattern::Entries => value(unknowns.receiver).entry().list(),
            Pattern::MapOfGiven => unknowns.given.clone().map(),
            Pattern::Given | Pattern::Lambda(_) => unknowns.given.clone(),
            Pattern::Other | Pattern::Others => unknowns.other.clone(),
            Pattern::OtherItem => element(unknowns.other),
            Pattern::Mean(number) => match number.resolve_with(unknowns) {
                exact @ (Type::Decimal | Type::Duration) => exact,
                _ => Type::Float,
            },
            Pattern::Optional(inner) => inner.resolve_with(unknowns).optional(),
            Pattern::ListOf(inner) => inner.resolve_with(unknowns).list(),
            Pattern::Groups => {
                let field = |name: &str, ty: Type| Field {
                    name: name.into(),
                    ty,
                };
                let fields = vec![
                    field("key", unknowns.given.clone()),
                    field("values", unknowns.receiver.clone()),
                ];
                Type::record(fields).list()
            }
        }
    }
}
