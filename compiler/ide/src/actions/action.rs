//! A code action.

use flowright_diagnostics::{Edit, FileId, FileRange};

/// A code action, with its edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The title.
    pub title: String,
    /// Its purpose.
    pub kind: ActionKind,
    /// The edits, to be applied together.
    pub edits: Vec<Edit<FileRange>>,
    /// Whether it is most likely the action that the user needs.
    pub preferred: bool,
    /// The diagnostic that it fixes, as an index into
    /// [`Analysis::diagnostics`](crate::Analysis::diagnostics).
    pub mends: Option<usize>,
}

/// The purpose of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// Fixes a diagnostic.
    QuickFix,
    /// Rewrites code without changing its meaning, or starts new code.
    Refactor,
    /// Applies all safe fixes of a file.
    FixAll,
}

impl Action {
    pub(super) fn new(
        kind: ActionKind,
        title: impl Into<String>,
        edits: Vec<Edit<FileRange>>,
    ) -> Action {
        Action {
            title: title.into(),
            kind,
            edits,
            preferred: false,
            mends: None,
        }
    }

    /// An action that fixes a diagnostic if there is one, and a refactoring otherwise.
    pub(super) fn mending(
        mends: Option<usize>,
        title: impl Into<String>,
        edits: Vec<Edit<FileRange>>,
    ) -> Action {
        let kind = match mends {
            Some(_) => ActionKind::QuickFix,
            None => ActionKind::Refactor,
        };
        Action {
            mends,
            ..Action::new(kind, title, edits)
        }
    }

    /// Marks the action as preferred. Only fixes can be preferred.
    pub(super) fn preferred(mut self) -> Action {
        self.preferred = self.mends.is_some();
        self
    }
}

pub(super) fn insert(file: FileId, at: u32, text: impl Into<String>) -> Edit<FileRange> {
    replace(FileRange::new(file, at, at), text)
}

pub(super) fn replace(span: FileRange, text: impl Into<String>) -> Edit<FileRange> {
    let text = text.into();
    Edit { span, text }
}
