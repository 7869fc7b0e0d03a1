//! What a function of the library is, as data.

use std::fmt;

use super::Call;
use crate::failure::Failure;
use crate::types::Type;

/// A function of the library.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it is called on.
    pub on: Receiver,
    /// Whether it is written without parentheses, as `length` is.
    pub property: bool,
    /// What it is given.
    pub parameters: &'static [Parameter],
    /// What it gives.
    pub returns: Pattern,
    /// What it does, in a sentence or two.
    pub docs: &'static str,
    /// Expressions and their values.
    pub examples: &'static [Example],
    /// What runs.
    pub code: fn(&mut Call<'_>) -> Result<(), Failure>,
}

/// What a function is called on.
pub type Receiver = Pattern;

/// A type with at most one unknown: the element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `float`
    Float,
    /// `text`; literals are widened to it.
    Text,
    /// `time`
    Time,
    /// `[text]`
    Texts,
    /// `[T]`, any `T`.
    List,
    /// The `T` of the receiver's `[T]`; `T` is bool, int, float, text, literals or time.
    Element,
}

/// A parameter of a function.
#[derive(Debug)]
pub struct Parameter {
    /// Its name, for hover.
    pub name: &'static str,
    /// What it takes.
    pub ty: Pattern,
    /// What it is for.
    pub docs: &'static str,
}

/// An expression and its value, both as written in the language.
#[derive(Debug)]
pub struct Example {
    /// The expression.
    pub code: &'static str,
    /// Its value.
    pub value: &'static str,
}

/// As it reads in a signature, where `T` is the unknown.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Pattern::Bool => "bool",
            Pattern::Int => "int",
            Pattern::Float => "float",
            Pattern::Text => "text",
            Pattern::Time => "time",
            Pattern::Texts => "[text]",
            Pattern::List => "[T]",
            Pattern::Element => "T",
        })
    }
}

impl Pattern {
    /// Whether a value of that type fits, where no receiver is known yet.
    #[must_use]
    pub fn accepts(self, ty: &Type) -> bool {
        match self {
            Pattern::Bool => *ty == Type::Bool,
            Pattern::Int => *ty == Type::Int,
            Pattern::Float => *ty == Type::Float,
            Pattern::Text => ty.is_text(),
            Pattern::Time => *ty == Type::Time,
            Pattern::Texts => matches!(ty, Type::List(element) if element.is_text()),
            Pattern::List => matches!(ty, Type::List(_)),
            Pattern::Element => false,
        }
    }

    /// The type it stands for on a receiver of that type.
    #[must_use]
    pub fn resolve(self, receiver: &Type) -> Type {
        match self {
            Pattern::Bool => Type::Bool,
            Pattern::Int => Type::Int,
            Pattern::Float => Type::Float,
            Pattern::Text => Type::Text,
            Pattern::Time => Type::Time,
            Pattern::Texts => Type::Text.list(),
            Pattern::List => receiver.clone(),
            Pattern::Element => match receiver {
                Type::List(element) => (**element).clone(),
                _ => Type::Error,
            },
        }
    }
}
