//! Code actions: fixing what is wrong, and rewriting code.
//!
//! Each action is a function in its own file, and a line in [`ACTIONS`].

mod action;
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

use flowright_diagnostics::{FileId, FileRange};

pub use action::{Action, ActionKind};

use crate::Analysis;
use place::Place;

/// Every action, in display order.
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
    /// The actions available at a range of a file. The range may be empty: a cursor.
    #[must_use]
    pub fn actions(&self, file: FileId, start: u32, end: u32) -> Vec<Action> {
        let range = FileRange::new(file, start, end);
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
