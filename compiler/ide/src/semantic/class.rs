//! What is said of a word.

use super::kinds::{SemanticKind, SemanticModifiers};

/// A kind, and what more is known.
pub(super) type Class = (SemanticKind, SemanticModifiers);

/// Nothing more is known.
pub(super) const NONE: SemanticModifiers = SemanticModifiers::NONE;

/// `context`, `secrets`, `config`
pub(super) const BUILT_IN: Class = (SemanticKind::Variable, SemanticModifiers::GIVEN);
/// `text`
pub(super) const BUILT_IN_TYPE: Class = (SemanticKind::Type, SemanticModifiers::DEFAULT_LIBRARY);
