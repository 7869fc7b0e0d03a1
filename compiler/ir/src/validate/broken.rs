//! Violations of the rules for code.

use std::fmt;

use crate::code::BlockId;

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The workflow.
    pub workflow: Box<str>,
    /// The block, if the rule concerns one.
    pub block: Option<BlockId>,
    /// The rule.
    pub rule: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "workflow `{}`", self.workflow)?;
        if let Some(block) = self.block {
            write!(f, ", {block}")?;
        }
        write!(f, ": {}", self.rule)
    }
}

impl std::error::Error for Broken {}

/// A broken rule, before its workflow is known.
pub(super) type Problem = (Option<BlockId>, String);
