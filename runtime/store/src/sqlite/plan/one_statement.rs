//! Steps that consist of one statement, whose parameters belong to a condition and to `set`.
//!
//! In: the SQL and its renderer. Out: the plan of a step that reads rows or changes rows.

use rusqlite::Connection;

use super::predicate::Renderer;
use super::row_step::{RowRead, RowStep, RowWrite};
use super::{Breaches, Table, values};
use crate::column::Kind;
use crate::sqlite::arithmetic;
use crate::sqlite::statement::Statement;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, Row, RowOutput, StepError};

/// A statement with its parameters.
#[derive(Debug)]
struct OneStatement {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

/// A step that reads.
#[derive(Debug)]
pub(super) struct Query {
    of: OneStatement,
    gives: Gives,
}

/// The output of a step that reads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Gives {
    /// The first row, or none.
    First,
    /// All rows, up to that many.
    Rows { most: usize },
    /// All rows, up to that many, with computed values.
    Computed { most: usize },
    /// The number in its only row.
    Count,
    /// The value in its only row.
    Value,
    /// The value in each row, up to that many rows.
    Values { most: usize },
}

/// A step that changes rows, and counts them.
#[derive(Debug)]
pub(super) struct Change(OneStatement);

impl OneStatement {
    fn new(
        table: &Table<'_>,
        written: &Renderer<'_>,
        sql: String,
        returning: &[usize],
    ) -> Result<OneStatement, PlanError> {
        let mut statement = table.statement(sql, returning)?;
        statement.lists = written.lists().to_vec();
        Ok(OneStatement {
            parameters: written.parameters(),
            statement,
            breaches: Breaches::of(table),
        })
    }

    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, &self.statement.lists, parameters)
    }
}

impl Query {
    /// A query of rows with those fields.
    pub(super) fn of_rows(
        table: &Table<'_>,
        written: &Renderer<'_>,
        sql: String,
        returning: &[usize],
        gives: Gives,
    ) -> Result<Query, PlanError> {
        let of = OneStatement::new(table, written, sql, returning)?;
        Ok(Query { of, gives })
    }

    /// A query of rows with values of those kinds.
    pub(super) fn of_values(
        table: &Table<'_>,
        written: &Renderer<'_>,
        sql: String,
        kinds: Vec<Kind>,
        gives: Gives,
    ) -> Result<Query, PlanError> {
        let mut of = OneStatement::new(table, written, sql, &[])?;
        of.statement.returns = kinds;
        Ok(Query { of, gives })
    }

    #[cfg(test)]
    pub(super) fn sql(&self) -> &str {
        &self.of.statement.sql
    }
}

impl Change {
    pub(super) fn new(
        table: &Table<'_>,
        written: &Renderer<'_>,
        sql: String,
    ) -> Result<Change, PlanError> {
        OneStatement::new(table, written, sql, &[]).map(Change)
    }

    /// A statement that deletes rows.
    pub(super) fn of_delete(
        table: &Table<'_>,
        written: &Renderer<'_>,
        sql: String,
    ) -> Result<Change, PlanError> {
        let mut of = OneStatement::new(table, written, sql, &[])?;
        of.breaches = Breaches::of_delete(table);
        Ok(Change(of))
    }
}

impl RowStep for Query {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        self.of.check(parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.of.breaches
    }
}

impl RowRead for Query {
    fn run(&self, connection: &Connection, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.of.parameters);
        let statement = &self.of.statement;
        let value = |row: Option<Row>| row.and_then(|row| row.into_iter().next());
        Ok(match self.gives {
            Gives::First => RowOutput::Found(statement.first(connection, parameters)?),
            Gives::Rows { most } => RowOutput::Rows(statement.all(connection, parameters, most)?),
            Gives::Computed { most } => {
                let rows = statement.all(connection, parameters, most)?;
                if rows.iter().flatten().any(is_infinite) {
                    return Err(arithmetic::overflow());
                }
                RowOutput::Rows(rows)
            }
            Gives::Values { most } => {
                let rows = statement.all(connection, parameters, most)?;
                RowOutput::Values(rows.into_iter().flatten().collect())
            }
            Gives::Count => match value(statement.first(connection, parameters)?) {
                Some(Datum::Int(count)) => RowOutput::Count(u64::try_from(count).unwrap_or(0)),
                _ => RowOutput::Count(0),
            },
            Gives::Value => match value(statement.first(connection, parameters)?) {
                Some(value) if is_infinite(&value) => return Err(arithmetic::overflow()),
                value => RowOutput::Value(value.unwrap_or(Datum::Null)),
            },
        })
    }
}

/// Whether a sum of floats overflowed; no column holds such a float.
fn is_infinite(datum: &Datum) -> bool {
    matches!(datum, Datum::Float(float) if !float.is_finite())
}

impl RowStep for Change {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        self.0.check(parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.0.breaches
    }
}

impl RowWrite for Change {
    fn run(&self, writing: &Writing, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.0.parameters);
        let changed = self.0.statement.change(&writing.connection, parameters)?;
        Ok(RowOutput::Count(changed))
    }
}
