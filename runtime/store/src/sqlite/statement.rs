//! Running a prepared statement with data.

use rusqlite::types::Type as Storage;
use rusqlite::{CachedStatement, Connection, Error};

use super::value;
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
    /// Its first row, with one value for each of its parameters in order.
    pub(crate) fn first<'a>(
        &self,
        connection: &Connection,
        values: impl IntoIterator<Item = &'a Datum>,
    ) -> rusqlite::Result<Option<Row>> {
        let mut statement = self.bound(connection, values)?;
        let mut rows = statement.raw_query();
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let read = |(index, kind): (usize, &Kind)| {
            value::read(*kind, row.get_ref(index)?).map_err(|error| {
                Error::FromSqlConversionFailure(index, Storage::Null, Box::new(error))
            })
        };
        let fields = self.returns.iter().enumerate().map(read);
        fields.collect::<rusqlite::Result<Row>>().map(Some)
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
