//! The changes to a table, with the statements that make them.

use flowright_stdlib::schema::Collection;
use rusqlite::Connection;

use super::known::{self, KnownField};
use crate::SchemaChange;

/// Steps in order. Some statements are not a change to report, such as recreating an index.
#[derive(Default)]
pub(super) struct Steps {
    pub changes: Vec<SchemaChange>,
    statements: Vec<String>,
    /// Whether a table is rebuilt, which requires that foreign keys are switched off.
    rebuilds: bool,
    notes: Vec<Note>,
}

/// An entry to record about a collection afterwards.
enum Note {
    Write(Box<str>, Vec<KnownField>),
    Forget(Box<str>),
}

impl Steps {
    /// A change made by a statement.
    pub(super) fn push(&mut self, change: SchemaChange, statement: String) {
        self.changes.push(change);
        self.statements.push(statement);
    }

    /// Something to report that needs no statement.
    pub(super) fn tell(&mut self, change: SchemaChange) {
        self.changes.push(change);
    }

    /// A statement that has no visible effect.
    pub(super) fn run(&mut self, statement: String) {
        self.statements.push(statement);
    }

    /// The first statement that rebuilds a table.
    pub(super) fn rebuild(&mut self, statement: String) {
        self.rebuilds = true;
        self.statements.push(statement);
    }

    /// Whether foreign keys must be switched off.
    pub(super) fn rebuilds(&self) -> bool {
        self.rebuilds
    }

    /// Records the columns of a collection.
    pub(super) fn note(&mut self, collection: &Collection, fields: Vec<KnownField>) {
        let name = collection.name.clone();
        self.notes.push(Note::Write(name, fields));
    }

    /// Deletes the record of a collection.
    pub(super) fn forget(&mut self, collection: &str) {
        self.notes.push(Note::Forget(collection.into()));
    }

    /// Executes everything.
    pub(super) fn apply(&self, connection: &Connection) -> rusqlite::Result<()> {
        for statement in &self.statements {
            connection.execute_batch(statement)?;
        }
        self.notes.iter().try_for_each(|note| match note {
            Note::Write(name, fields) => known::write(connection, name, fields),
            Note::Forget(name) => known::forget(connection, name),
        })
    }
}
