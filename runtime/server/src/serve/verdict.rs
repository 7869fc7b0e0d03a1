//! An answer and how it came about.

use super::answer::Answer;
use crate::audit::{Outcome, Why};

/// An answer and how it came about.
pub(super) struct Verdict {
    pub(super) answer: Answer,
    pub(super) outcome: Outcome<'static>,
    /// Boxed, as most requests have none.
    pub(super) why: Option<Box<Why>>,
}
