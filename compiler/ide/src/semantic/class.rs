//! The classification of a word.

use super::kinds::{SemanticKind, SemanticModifiers};

/// A kind with its modifiers.
pub(super) type Class = (SemanticKind, SemanticModifiers);

/// No modifiers.
pub(super) const NONE: SemanticModifiers = SemanticModifiers::NONE;

/// `context`, `secrets`, `config`
pub(super) const BUILT_IN: Class = (SemanticKind::Variable, SemanticModifiers::GIVEN);
/// `text`
pub(super) const BUILT_IN_TYPE: Class = (SemanticKind::Type, SemanticModifiers::DEFAULT_LIBRARY);
