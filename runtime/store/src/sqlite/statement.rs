//! Runs a prepared statement with data.

use std::fmt;

use rusqlite::types::Type as Storage;
use rusqlite::{CachedStatement, Connection, Error};

use super::{lists, value};
use crate::column::Kind;
use crate::{Datum, Row};

/// The maximum total size of the rows, in bytes, before they are copied into the execution's
/// memory.
const MOST_BYTES: usize = 64_000_000;

/// Why reading rows stops early.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TooMuch {
    /// There are too many rows.
    Rows { most: usize },
    /// The rows are too large.
    Bytes { most: usize },
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TooMuch::Rows { most } => write!(f, "more than {most} rows"),
            TooMuch::Bytes { most } => write!(f, "rows of more than {most} bytes"),
        }
    }
}

impl std::error::Error for TooMuch {}

impl From<TooMuch> for Error {
    fn from(too_much: TooMuch) -> Error {
        Error::UserFunctionError(Box::new(too_much))
    }
}

/// SQL, and the kinds of the columns of its rows.
#[derive(Debug)]
pub(crate) struct Statement {
    pub sql: String,
    /// Empty if it returns no rows.
    pub returns: Vec<Kind>,
    /// The parameters that it reads as tables of one column.
    pub lists: Vec<usize>,
}

impl Statement {
    /// Its first row, given one value for each of its parameters in order.
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
        self.read(row).map(Some)
    }

    /// All its rows.
    ///
    /// # Errors
    /// Also [`TooMuch`] if there are more than `most`, or they are larger than [`MOST_BYTES`].
    pub(crate) fn all<'a>(
        &self,
        connection: &Connection,
        values: impl IntoIterator<Item = &'a Datum>,
        most: usize,
    ) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.bound(connection, values)?;
        let mut found = statement.raw_query();
        let mut rows = Vec::new();
        let mut bytes = 0_usize;
        while let Some(row) = found.next()? {
            if rows.len() == most {
                return Err(TooMuch::Rows { most }.into());
            }
            let row = self.read(row)?;
            let of_row = size_of::<Row>() + row.iter().map(Datum::bytes).sum::<usize>();
            bytes = bytes.saturating_add(of_row);
            if bytes > MOST_BYTES {
                return Err(TooMuch::Bytes { most: MOST_BYTES }.into());
            }
            rows.push(row);
        }
        Ok(rows)
    }

    fn read(&self, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
        // Collecting the results would not allocate memory for all values at once.
        let mut values = Vec::with_capacity(self.returns.len());
        for (index, kind) in self.returns.iter().enumerate() {
            let value = value::read(*kind, row.get_ref(index)?).map_err(|error| {
                Error::FromSqlConversionFailure(index, Storage::Null, Box::new(error))
            })?;
            values.push(value);
        }
        Ok(values)
    }

    /// Runs it and returns how many rows it has changed.
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
            let number = index.saturating_add(1);
            match value {
                Datum::List(values) if self.lists.contains(&index) => {
                    statement.raw_bind_parameter(number, lists::table(values)?)?;
                }
                value => statement.raw_bind_parameter(number, value)?,
            }
        }
        Ok(statement)
    }
}
