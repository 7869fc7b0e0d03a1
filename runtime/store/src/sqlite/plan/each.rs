//! The rows of a list: `create … from list`, `upsert … from list`.

use rusqlite::Connection;

use flowright_stdlib::query::MOST_ROWS;

use super::Breaches;
use super::row_step::{RowStep, RowWrite, WritesRow};
use crate::sqlite::list_error::ListError;
use crate::sqlite::writing::Writing;
use crate::{Datum, RowOutput, StepError};

/// A step that writes one row, repeated for each element of a list, in order. All rows are written,
/// or none.
#[derive(Debug)]
pub(super) struct Each<S>(pub S);

impl<S: WritesRow> RowStep for Each<S> {
    fn check(&self, values: &[Datum]) -> Result<(), StepError> {
        let [Datum::List(rows)] = values else {
            return Err(not_a_list());
        };
        if rows.len() > MOST_ROWS {
            return Err(StepError::ListTooLong { most: MOST_ROWS });
        }
        rows.iter().try_for_each(|row| match row {
            Datum::List(values) => self.0.check(values),
            _ => Err(not_a_list()),
        })
    }

    fn breaches(&self) -> &Breaches {
        self.0.breaches()
    }
}

impl<S: WritesRow> RowWrite for Each<S> {
    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<RowOutput> {
        let connection = &writing.connection;
        execute(connection, "SAVEPOINT each")?;
        let mut written = Vec::new();
        for (index, row) in elements(values).enumerate() {
            match self.0.write(writing, row) {
                Ok(row) => written.push(row),
                Err(cause) => {
                    undo(connection)?;
                    return Err(ListError::Element { index, cause }.into());
                }
            }
        }
        execute(connection, "RELEASE each").map_err(ListError::NotUndone)?;
        Ok(RowOutput::AllWritten(written))
    }
}

fn elements(values: &[Datum]) -> impl Iterator<Item = &[Datum]> {
    let rows = match values {
        [Datum::List(rows)] => rows.as_slice(),
        _ => &[],
    };
    rows.iter().map(|row| match row {
        Datum::List(values) => values.as_slice(),
        _ => &[],
    })
}

/// Undoes what has been written for the list. If SQLite has ended the whole transaction because of
/// the error, there is nothing to undo.
fn undo(connection: &Connection) -> rusqlite::Result<()> {
    if connection.is_autocommit() {
        return Ok(());
    }
    for statement in ["ROLLBACK TO each", "RELEASE each"] {
        execute(connection, statement).map_err(ListError::NotUndone)?;
    }
    Ok(())
}

fn execute(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([]).map(drop)
}

fn not_a_list() -> StepError {
    StepError::Misuse {
        reason: "the value is not a list of rows".into(),
    }
}
