//! Steps that consist of one statement, whose parameters are those of a condition and of `set`.
//!
//! In: the SQL and its renderer. Out: the plan of a step that reads, or of one that changes rows.

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
    /// The number in its only row.
    Count,
    /// The value in its only row.
    Value,
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
        Ok(OneStatement {
            parameters: written.parameters(),
            statement: table.statement(sql, returning)?,
            breaches: Breaches::of(table.collection),
        })
    }

    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, parameters)
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

    /// A query of one row with one value, of that kind.
    pub(super) fn of_value(
        table: &Table<'_>,
        written: &Renderer<'_>,
        sql: String,
        kind: Kind,
        gives: Gives,
    ) -> Result<Query, PlanError> {
        let mut of = OneStatement::new(table, written, sql, &[])?;
        of.statement.returns = vec![kind];
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
            Gives::Count => match value(statement.first(connection, parameters)?) {
                Some(Datum::Int(count)) => RowOutput::Count(u64::try_from(count).unwrap_or(0)),
                _ => RowOutput::Count(0),
            },
            Gives::Value => match value(statement.first(connection, parameters)?) {
                Some(Datum::Float(value)) if !value.is_finite() => {
                    return Err(arithmetic::overflow());
                }
                value => RowOutput::Value(value.unwrap_or(Datum::Null)),
            },
        })
    }
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
