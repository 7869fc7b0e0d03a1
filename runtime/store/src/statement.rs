//! Running a prepared statement with data.

use rusqlite::types::Type as Storage;
use rusqlite::{CachedStatement, Connection, Error};

use crate::column::Kind;
use crate::{Datum, Row};

/// SQL, and the kinds of the columns that its rows have.
#[derive(Debug)]
pub(crate) struct Statement {
    pub sql: String,
    /// Empty where no row is asked for.
    pub returns: Vec<Kind>,
}

impl Statement {
    /// Runs it, with one value for each of its parameters in order, to its end. Gives its first row;
    /// an empty one if the statement returns no rows but has changed one.
    pub(crate) fn run<'a>(
        &self,
        connection: &Connection,
        values: impl IntoIterator<Item = &'a Datum>,
    ) -> rusqlite::Result<Option<Row>> {
        let mut statement = self.bound(connection, values)?;
        if statement.column_count() == 0 {
            return Ok((statement.raw_execute()? > 0).then(Row::new));
        }
        let mut rows = statement.raw_query();
        let first = match rows.next()? {
            None => return Ok(None),
            Some(row) => {
                let read = |(index, kind): (usize, &Kind)| {
                    kind.read(row.get_ref(index)?).map_err(|error| {
                        Error::FromSqlConversionFailure(index, Storage::Null, Box::new(error))
                    })
                };
                self.returns
                    .iter()
                    .enumerate()
                    .map(read)
                    .collect::<rusqlite::Result<Row>>()?
            }
        };
        // What a statement with RETURNING does has been done only when it has been run to its end.
        while rows.next()?.is_some() {}
        Ok(Some(first))
    }

    /// Runs it and tells how many rows it has changed.
    pub(crate) fn change<'a>(
        &self,
        connection: &Connection,
        values: impl IntoIterator<Item = &'a Datum>,
    ) -> rusqlite::Result<u64> {
        let changed = self.bound(connection, values)?.raw_execute()?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    fn bound<'c, 'a>(
        &self,
        connection: &'c Connection,
        values: impl IntoIterator<Item = &'a Datum>,
    ) -> rusqlite::Result<CachedStatement<'c>> {
        let mut statement = connection.prepare_cached(&self.sql)?;
        for (index, value) in values.into_iter().enumerate() {
            statement.raw_bind_parameter(index.saturating_add(1), value)?;
        }
        Ok(statement)
    }
}
