//! An action.

use flowright_diagnostics::{Edit, FileId, FileRange};

/// Something to do, with the edits that do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// In words.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// The edits that do it, all together.
    pub edits: Vec<Edit<FileRange>>,
    /// Whether it is most likely what is wanted.
    pub preferred: bool,
    /// The diagnostic that it mends, as an index into [`Analysis::diagnostics`](crate::Analysis::diagnostics).
    pub mends: Option<usize>,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// It mends what is wrong.
    QuickFix,
    /// It writes the same in another way, or begins to write more.
    Refactor,
    /// It mends all of a file that can be mended without asking.
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

    /// An action that mends a diagnostic where there is one, and a refactoring otherwise.
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

    /// What is preferred is one of the ways to mend something.
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
