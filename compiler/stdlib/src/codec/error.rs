//! Errors of encoding and decoding.

use std::fmt;

use super::format::{FORMAT, MAX_DEPTH};
use crate::decode::{DecodeError, Problem};
use crate::failure::{Failure, FailureCode};
use crate::types::Type;

/// An error of encoding or decoding. `at` is a byte offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodecError {
    /// Values of this type have no encoding.
    Unencodable(Type),
    /// The encoding would exceed the maximum number of bytes.
    TooLarge {
        /// The maximum number of bytes.
        limit: usize,
    },
    /// Values are nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A float is infinite or not a number.
    NotFinite,
    /// A decimal is not in its one representation.
    NotDecimal {
        /// The offset.
        at: usize,
    },
    /// A text is not one of the texts of its type.
    NotLiteral(String),
    /// The bytes are in another format.
    Format {
        /// The number of the format found.
        found: u8,
    },
    /// The bytes end before the value does.
    Truncated {
        /// The offset.
        at: usize,
    },
    /// There are bytes after the value.
    Trailing {
        /// The number of bytes.
        octets: usize,
    },
    /// An integer is not encoded in its shortest form, or is too large for its type.
    Integer {
        /// The offset.
        at: usize,
    },
    /// An unknown tag or code.
    Tag {
        /// The offset.
        at: usize,
    },
    /// A text is not UTF-8.
    NotUtf8 {
        /// The offset.
        at: usize,
    },
    /// A value of type json is not valid JSON.
    NotJson {
        /// The offset.
        at: usize,
        /// The reason.
        error: Box<DecodeError>,
    },
    /// A reference does not refer to an earlier value of its type.
    Reference {
        /// The offset.
        at: usize,
    },
    /// A map has two entries with the same key.
    KeyTwice {
        /// The offset.
        at: usize,
    },
    /// An access to memory failed: the memory limit is reached, or the value points outside the
    /// memory.
    Memory(Failure),
}

impl CodecError {
    /// An error for invalid JSON, or for exceeding the memory limit.
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
            CodecError::NotDecimal { .. }
            | CodecError::Format { .. }
            | CodecError::Truncated { .. }
            | CodecError::Trailing { .. }
            | CodecError::Integer { .. }
            | CodecError::Tag { .. }
            | CodecError::NotUtf8 { .. }
            | CodecError::NotJson { .. }
            | CodecError::Reference { .. }
            | CodecError::KeyTwice { .. } => FailureCode::Decode,
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
            CodecError::NotDecimal { at } => {
                write!(f, "invalid decimal at byte {at} of stored data")
            }
            CodecError::NotLiteral(text) => {
                write!(f, "{text:?} is not one of the texts of its type")
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
            CodecError::KeyTwice { at } => {
                write!(
                    f,
                    "a key occurs twice in the map at byte {at} of stored data"
                )
            }
            CodecError::Memory(failure) => f.write_str(&failure.message),
        }
    }
}

impl std::error::Error for CodecError {}
