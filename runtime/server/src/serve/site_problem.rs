//! Why a program cannot be served.

use std::fmt;

use crate::edge::lists::BadEntry;
use crate::edge::scheme::SetupError;

/// Why a program cannot be served.
#[derive(Debug)]
pub enum SiteProblem {
    /// Two workflows have the same route.
    Routes(Box<str>, Box<str>),
    /// An invalid method.
    Method(Box<str>),
    /// An invalid range of addresses.
    Addresses {
        /// The workflow.
        workflow: Box<str>,
        /// The entry.
        reason: BadEntry,
    },
    /// A scheme that cannot be set up.
    Verify {
        /// The workflow.
        workflow: Box<str>,
        /// Why.
        reason: SetupError,
    },
}

impl fmt::Display for SiteProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteProblem::Routes(first, second) => {
                write!(f, "workflows `{first}` and `{second}` have the same route")
            }
            SiteProblem::Method(method) => write!(f, "`{method}` is not an HTTP method"),
            SiteProblem::Addresses { workflow, reason } => {
                write!(f, "workflow `{workflow}`: {reason}")
            }
            SiteProblem::Verify { workflow, reason } => {
                write!(f, "workflow `{workflow}`: {reason}")
            }
        }
    }
}

impl std::error::Error for SiteProblem {}
