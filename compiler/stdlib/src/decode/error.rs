//! The reasons for rejecting data.

use std::fmt;

use super::Shape;
use crate::failure::{Failure, FailureCode};

/// Why data was rejected, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The path to the value from the root, such as `commits[3].author.name`; empty for the root
    /// itself.
    pub path: String,
    /// The problem with it.
    pub problem: Problem,
    /// Further problems, in the order they were found: at most one more than is
    /// [shown](Self::SHOWN).
    pub more: Vec<DecodeError>,
}

/// A problem with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It does not fit its type.
    Mismatch {
        /// What would fit.
        expected: String,
        /// What was found.
        found: Found,
    },
    /// It is required, but missing.
    Missing {
        /// What would fit.
        expected: String,
    },
    /// It occurs twice, so it is ambiguous.
    Twice,
    /// The body is empty.
    Empty,
    /// It is not JSON.
    Syntax {
        /// The message of the parser.
        message: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// It is not UTF-8.
    NotUtf8 {
        /// The offset of the first invalid byte.
        at: usize,
    },
    /// Its lists and objects are nested deeper than [`MAX_DEPTH`](Problem::MAX_DEPTH).
    TooDeep,
    /// It could not be stored.
    Memory(Failure),
}

/// What was found instead of the expected value.
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
    /// A file.
    File,
}

impl Problem {
    /// The maximum nesting depth of lists and objects.
    pub const MAX_DEPTH: usize = 128;

    /// The kind of problem, as written to the audit log.
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

    /// The same problem, with an expectation that also includes null.
    #[cold]
    pub(super) fn or_null(mut self) -> Problem {
        if let Problem::Mismatch { expected, .. } = &mut self {
            expected.push_str(" or null");
        }
        self
    }

    /// A value that does not fit `shape`.
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
    /// The number, shortened if it is too long to show.
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
    /// The maximum number of invalid members that a message names.
    pub const SHOWN: usize = 20;

    /// The same error, in the part of a request with that name: `page` in `query` is `query.page`.
    #[must_use]
    pub fn within(mut self, part: &str) -> DecodeError {
        self.path = format!("{part}.{}", self.path);
        for error in &mut self.more {
            error.path = format!("{part}.{}", error.path);
        }
        self
    }

    fn write_one(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        fmt::Display::fmt(&self.problem, f)
    }

    /// Converts the error to the failure of a step: `decode`, or the reason why the value could not
    /// be stored.
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
            Found::File => f.write_str("a file"),
        }
    }
}

impl std::error::Error for DecodeError {}
