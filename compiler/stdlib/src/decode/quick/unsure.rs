//! The error with which the quick parser gives up.

use crate::decode::Problem;

/// Something is wrong, or too unusual to be worth handling here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::decode) struct Unsure;

impl From<Problem> for Unsure {
    fn from(_: Problem) -> Unsure {
        Unsure
    }
}
