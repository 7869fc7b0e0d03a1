//! Why data was refused.

use std::fmt;

use super::Shape;
use crate::failure::{Failure, FailureCode};

/// Why data was refused, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The way to the value from the whole, such as `commits[3].author.name`; empty for the whole itself.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
    /// What else is wrong, in the order in which it was found: one more than is [shown](Self::SHOWN) at most.
    pub more: Vec<DecodeError>,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It does not fit its type.
    Mismatch {
        /// What would.
        expected: String,
        /// What is there.
        found: Found,
    },
    /// It must be there and is not.
    Missing {
        /// What would fit.
        expected: String,
    },
    /// It is there twice, and which counts is unclear.
    Twice,
    /// There is nothing.
    Empty,
    /// It is not JSON.
    Syntax {
        /// What the parser says.
        message: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// It is not UTF-8.
    NotUtf8 {
        /// The octets before the first wrong one.
        at: usize,
    },
    /// Its lists and objects are nested deeper than [`MAX_DEPTH`](Problem::MAX_DEPTH).
    TooDeep,
    /// It could not be stored.
    Memory(Failure),
}

/// What is there in place of what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// null
    Null,
    /// A bool.
    Bool,
    /// Any number.
    Number,
    /// This number.
    TheNumber(String),
    /// Any text.
    Text,
    /// This text, or its beginning.
    TheText(String),
    /// A list.
    List,
    /// An object.
    Object,
}

impl Problem {
    /// The depth to which lists and objects may be nested.
    pub const MAX_DEPTH: usize = 128;

    /// Which kind it is, as the audit log writes it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Problem::Mismatch { .. } => "mismatch",
            Problem::Missing { .. } => "missing",
            Problem::Twice => "twice",
            Problem::Empty => "empty",
            Problem::Syntax { .. } => "syntax",
            Problem::NotUtf8 { .. } => "not_utf8",
            Problem::TooDeep => "too_deep",
            Problem::Memory(_) => "memory",
        }
    }

    /// The same where null would fit too.
    #[cold]
    pub(super) fn or_null(mut self) -> Problem {
        if let Problem::Mismatch { expected, .. } = &mut self {
            expected.push_str(" or null");
        }
        self
    }

    /// `shape` would fit, something else is there.
    #[cold]
    pub(super) fn mismatch(shape: &Shape, found: Found) -> Problem {
        Problem::Mismatch {
            expected: shape.expectation(),
            found,
        }
    }
}

impl From<Failure> for Problem {
    #[cold]
    fn from(failure: Failure) -> Problem {
        Problem::Memory(failure)
    }
}

impl From<Problem> for DecodeError {
    #[cold]
    fn from(problem: Problem) -> DecodeError {
        DecodeError {
            path: String::new(),
            problem,
            more: Vec::new(),
        }
    }
}

impl Found {
    /// The number, if it is short enough to be shown.
    #[cold]
    pub(super) fn number(text: &str) -> Found {
        Found::TheNumber(shortened(text))
    }

    /// The text, or its beginning.
    #[cold]
    pub(super) fn text(text: &str) -> Found {
        Found::TheText(shortened(text))
    }
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}

impl DecodeError {
    /// How many wrong members a message names.
    pub const SHOWN: usize = 20;

    fn write_one(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        fmt::Display::fmt(&self.problem, f)
    }

    /// As the failure of a step: `decode`, or why it could not be stored.
    #[must_use]
    pub fn into_failure(self) -> Failure {
        match self.problem {
            Problem::Memory(failure) => failure,
            _ => {
                let mut failure = Failure::new(FailureCode::Decode, self.to_string());
                failure.member = self.path.into();
                failure
            }
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_one(f)?;
        for error in self.more.iter().take(Self::SHOWN - 1) {
            f.write_str("; ")?;
            error.write_one(f)?;
        }
        if self.more.len() >= Self::SHOWN {
            f.write_str("; and more")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Mismatch { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            Problem::Missing { expected } => write!(f, "missing, expected {expected}"),
            Problem::Twice => f.write_str("given twice"),
            Problem::Empty => f.write_str("the body is empty, expected JSON"),
            Problem::Syntax {
                message,
                line,
                column,
            } => write!(f, "not JSON: {message} (line {line}, column {column})"),
            Problem::NotUtf8 { at } => write!(f, "not UTF-8 after {at} octets"),
            Problem::TooDeep => {
                let depth = Problem::MAX_DEPTH;
                write!(f, "lists and objects are nested deeper than {depth}")
            }
            Problem::Memory(failure) => f.write_str(&failure.message),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Null => f.write_str("null"),
            Found::Bool => f.write_str("a bool"),
            Found::Number => f.write_str("a number"),
            Found::TheNumber(number) => write!(f, "the number {number}"),
            Found::Text => f.write_str("a text"),
            Found::TheText(text) => write!(f, "the text {text:?}"),
            Found::List => f.write_str("a list"),
            Found::Object => f.write_str("an object"),
        }
    }
}

impl std::error::Error for DecodeError {}
