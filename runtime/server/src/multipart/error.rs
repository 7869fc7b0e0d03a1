//! Why a body is not `multipart/form-data`.

use std::fmt;

use super::limits::{MOST_HEAD, MOST_PARTS};

/// Why a body has no parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultipartError {
    /// The `Content-Type` has no boundary, or an invalid one.
    NoBoundary,
    /// The body does not begin with the boundary.
    NotBegun,
    /// The body ends before its last boundary.
    NotEnded,
    /// There are too many parts.
    TooManyParts,
    /// The head of a part is wrong.
    Head {
        /// The part, counted from 1.
        part: usize,
        /// What is wrong with it.
        problem: HeadProblem,
    },
}

/// What is wrong with the head of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadProblem {
    /// It is not a list of header fields, each on a line that ends with CRLF.
    Malformed,
    /// It is too long.
    TooLong,
    /// It has no `Content-Disposition: form-data`, or two.
    NoDisposition,
    /// The part has no name.
    NoName,
    /// The `Content-Disposition` cannot be read.
    BadDisposition,
    /// The `Content-Type` cannot be read, or occurs twice.
    BadContentType,
    /// The content is encoded.
    Encoded,
}

impl fmt::Display for MultipartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MultipartError::NoBoundary => {
                f.write_str("the Content-Type of the multipart body has no valid boundary")
            }
            MultipartError::NotBegun => {
                f.write_str("the multipart body does not begin with its boundary")
            }
            MultipartError::NotEnded => {
                f.write_str("the multipart body ends before its last boundary")
            }
            MultipartError::TooManyParts => {
                write!(f, "the multipart body has more than {MOST_PARTS} parts")
            }
            MultipartError::Head { part, problem } => write!(f, "part {part}: {problem}"),
        }
    }
}

impl fmt::Display for HeadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HeadProblem::Malformed => f.write_str("its header fields are malformed"),
            HeadProblem::TooLong => {
                write!(f, "its header fields have more than {MOST_HEAD} bytes")
            }
            HeadProblem::NoDisposition => {
                f.write_str("expected exactly one Content-Disposition, form-data")
            }
            HeadProblem::NoName => f.write_str("its Content-Disposition has no name"),
            HeadProblem::BadDisposition => f.write_str("its Content-Disposition is malformed"),
            HeadProblem::BadContentType => f.write_str("its Content-Type is malformed"),
            HeadProblem::Encoded => f.write_str("its Content-Transfer-Encoding is not supported"),
        }
    }
}

impl std::error::Error for MultipartError {}
