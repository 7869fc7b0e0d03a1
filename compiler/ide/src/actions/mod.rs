//! What can be done at a place with a program: mending what is wrong, and writing the same in another way.
//!
//! An action is one function in a file of its own, and a line in [`ACTIONS`].

mod arms;
mod branch;
mod declare;
mod declare_thing;
mod extract;
mod fields;
mod fixes;
mod nulls;
mod place;
mod placeholder;
mod verify;

use flowright_diagnostics::{Edit, FileId, Span};

use crate::Analysis;
use place::Place;

/// Something to do, with the edits that do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// In words.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// The edits that do it, all together.
    pub edits: Vec<Edit>,
    /// Whether it is most likely what is wanted.
    pub preferred: bool,
    /// The diagnostic that it mends, as an index into [`Analysis::diagnostics`].
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

/// Every action, in the order in which they are shown.
const ACTIONS: &[fn(&Place<'_>) -> Vec<Action>] = &[
    fixes::fixes,
    arms::missing_arms,
    fields::missing_fields,
    declare::declare_value,
    declare_thing::declare_thing,
    verify::verify,
    nulls::handle_null,
    branch::to_branch,
    branch::to_if,
    extract::to_let,
    fixes::all,
];

impl Analysis {
    /// What can be done at a range of a file. A range of the text may be empty: a cursor.
    #[must_use]
    pub fn actions(&self, file: FileId, start: u32, end: u32) -> Vec<Action> {
        let range = Span::new(file, start, end);
        let Some(place) = Place::new(self, range) else {
            return Vec::new();
        };
        let mut actions: Vec<Action> = Vec::new();
        for action in ACTIONS.iter().flat_map(|of| of(&place)) {
            if !actions.iter().any(|known| known.edits == action.edits) {
                actions.push(action);
            }
        }
        actions
    }
}

impl Action {
    fn new(kind: ActionKind, title: impl Into<String>, edits: Vec<Edit>) -> Action {
        Action {
            title: title.into(),
            kind,
            edits,
            preferred: false,
            mends: None,
        }
    }

    /// An action that mends a diagnostic where there is one, and a refactoring otherwise.
    fn mending(mends: Option<usize>, title: impl Into<String>, edits: Vec<Edit>) -> Action {
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
    fn preferred(mut self) -> Action {
        self.preferred = self.mends.is_some();
        self
    }
}

fn insert(file: FileId, at: u32, text: impl Into<String>) -> Edit {
    replace(Span::new(file, at, at), text)
}

fn replace(span: Span, text: impl Into<String>) -> Edit {
    let text = text.into();
    Edit { span, text }
}
