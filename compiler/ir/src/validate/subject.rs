//! The subject of validation.

use crate::code::Code;
use crate::image::{StepTemplate, Workflow};

/// One code body, and what it refers to.
pub(super) struct Subject<'a> {
    pub(super) workflow: &'a Workflow,
    /// The steps that it may suspend for: none for a condition.
    pub(super) steps: &'a [StepTemplate],
    pub(super) code: &'a Code,
}
