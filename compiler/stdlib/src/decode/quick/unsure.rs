//! How the quick parser gives up.

use crate::decode::Problem;

/// Something is wrong, or too unusual to be worth a path of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::decode) struct Unsure;

impl From<Problem> for Unsure {
    fn from(_: Problem) -> Unsure {
        Unsure
    }
}
