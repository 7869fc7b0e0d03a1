//! What is done to a table, with the statements that do it.

use flowright_stdlib::schema::Collection;
use rusqlite::Connection;

use super::known::{self, KnownField};
use crate::SchemaChange;

/// Steps in their order. Some statements are no change to tell of, such as an index that is made again.
#[derive(Default)]
pub(super) struct Steps {
    pub changes: Vec<SchemaChange>,
    statements: Vec<String>,
    notes: Vec<Note>,
}

/// What is noted of a collection afterwards.
enum Note {
    Write(Box<str>, Vec<KnownField>),
    Forget(Box<str>),
}

impl Steps {
    /// A change that is made by a statement.
    pub(super) fn push(&mut self, change: SchemaChange, statement: String) {
        self.changes.push(change);
        self.statements.push(statement);
    }

    /// Something that is told and not done.
    pub(super) fn tell(&mut self, change: SchemaChange) {
        self.changes.push(change);
    }

    /// A statement that leaves everything as it was.
    pub(super) fn run(&mut self, statement: String) {
        self.statements.push(statement);
    }

    /// Notes the columns of a collection.
    pub(super) fn note(&mut self, collection: &Collection, fields: Vec<KnownField>) {
        let name = collection.name.clone();
        self.notes.push(Note::Write(name, fields));
    }

    /// Forgets a collection.
    pub(super) fn forget(&mut self, collection: &str) {
        self.notes.push(Note::Forget(collection.into()));
    }

    /// Does it all.
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
