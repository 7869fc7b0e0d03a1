//! Why something could not be encoded or decoded.

use std::fmt;

use super::format::{FORMAT, MAX_DEPTH};
use crate::decode::{DecodeError, Problem};
use crate::failure::{Failure, FailureCode};
use crate::types::Type;

/// Why something could not be encoded or decoded. `at` counts the octets before the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodecError {
    /// Values of this type have no encoding.
    Unencodable(Type),
    /// Encoded, it would have more octets than it may have.
    TooLarge {
        /// The most octets.
        limit: usize,
    },
    /// Values are nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A float is infinite or not a number.
    NotFinite,
    /// A text is none of the texts of its type.
    NotLiteral(String),
    /// The octets are of another form.
    Format {
        /// The number of that form.
        found: u8,
    },
    /// The octets end before the value does.
    Truncated {
        /// Where.
        at: usize,
    },
    /// There are octets behind the value.
    Trailing {
        /// How many.
        octets: usize,
    },
    /// An integer is longer than it need be, or larger than its type.
    Integer {
        /// Where.
        at: usize,
    },
    /// A tag or a code is none of those that there are.
    Tag {
        /// Where.
        at: usize,
    },
    /// A text is not UTF-8.
    NotUtf8 {
        /// Where.
        at: usize,
    },
    /// A value of type json is not JSON.
    NotJson {
        /// Where.
        at: usize,
        /// Why not.
        error: Box<DecodeError>,
    },
    /// A reference leads to no earlier value of its type.
    Reference {
        /// Where.
        at: usize,
    },
    /// Reading or writing memory failed: there is not enough of it, or the value points outside of it.
    Memory(Failure),
}

impl CodecError {
    /// What is no JSON, or more than memory may have.
    pub(super) fn json(at: usize, error: DecodeError) -> CodecError {
        match error.problem {
            Problem::Memory(failure) => CodecError::Memory(failure),
            _ => CodecError::NotJson {
                at,
                error: Box::new(error),
            },
        }
    }
}

impl From<Failure> for CodecError {
    fn from(failure: Failure) -> CodecError {
        CodecError::Memory(failure)
    }
}

impl From<CodecError> for Failure {
    fn from(error: CodecError) -> Failure {
        let code = match error {
            CodecError::Memory(failure) => return failure,
            CodecError::TooLarge { .. } | CodecError::TooDeep => FailureCode::TooLarge,
            CodecError::Unencodable(_) | CodecError::NotFinite | CodecError::NotLiteral(_) => {
                FailureCode::Internal
            }
            CodecError::Format { .. }
            | CodecError::Truncated { .. }
            | CodecError::Trailing { .. }
            | CodecError::Integer { .. }
            | CodecError::Tag { .. }
            | CodecError::NotUtf8 { .. }
            | CodecError::NotJson { .. }
            | CodecError::Reference { .. } => FailureCode::Decode,
        };
        Failure::new(code, error.to_string())
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodecError::Unencodable(ty) => write!(f, "a value of type `{ty}` can't be stored"),
            CodecError::TooLarge { limit } => {
                write!(f, "a value takes more than {limit} bytes to store")
            }
            CodecError::TooDeep => write!(f, "values are nested deeper than {MAX_DEPTH}"),
            CodecError::NotFinite => f.write_str("a float is not finite"),
            CodecError::NotLiteral(text) => {
                write!(f, "{text:?} is none of the texts of its type")
            }
            CodecError::Format { found } => write!(
                f,
                "stored data has format {found}, this version reads format {FORMAT}"
            ),
            CodecError::Truncated { at } => write!(f, "stored data ends at byte {at}"),
            CodecError::Trailing { octets } => {
                write!(f, "stored data has {octets} bytes after its value")
            }
            CodecError::Integer { at } => write!(f, "invalid integer at byte {at} of stored data"),
            CodecError::Tag { at } => write!(f, "invalid tag at byte {at} of stored data"),
            CodecError::NotUtf8 { at } => {
                write!(f, "the text at byte {at} of stored data is not UTF-8")
            }
            CodecError::NotJson { at, error } => {
                write!(f, "invalid JSON at byte {at} of stored data: {error}")
            }
            CodecError::Reference { at } => {
                write!(f, "invalid reference at byte {at} of stored data")
            }
            CodecError::Memory(failure) => f.write_str(&failure.message),
        }
    }
}

impl std::error::Error for CodecError {}
