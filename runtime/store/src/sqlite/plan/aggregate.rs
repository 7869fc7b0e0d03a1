//! `sum`, `avg`, `min` and `max` of a field.

use flowright_stdlib::query::{Aggregate, Predicate};

use super::predicate::Renderer;
use super::row_step::{RowRead, RowStep};
use super::{Breaches, Table, values};
use crate::column::Kind;
use crate::sqlite::arithmetic;
use crate::sqlite::reading::Reading;
use crate::sqlite::statement::Statement;
use crate::{Datum, PlanError, RowOutput, StepError};

/// A step that computes a value of a field.
#[derive(Debug)]
pub(super) struct Computed {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

impl Computed {
    pub(super) fn new(
        table: &Table<'_>,
        function: Aggregate,
        field: usize,
        condition: &Predicate,
    ) -> Result<Computed, PlanError> {
        let mut renderer = Renderer::new(table);
        let condition = renderer.condition(condition)?;
        let column = table.quoted(field)?;
        let kind = table.column(field)?.kind;
        let (value, kind) = match (function, kind) {
            (Aggregate::Sum, Kind::Float) => (format!("coalesce(sum({column}), 0.0)"), kind),
            (Aggregate::Sum, _) => (format!("coalesce(sum({column}), 0)"), kind),
            (Aggregate::Avg, _) => (format!("avg({column})"), Kind::Float),
            (Aggregate::Min, _) => (format!("min({column})"), kind),
            (Aggregate::Max, _) => (format!("max({column})"), kind),
        };
        let sql = format!("SELECT {value} FROM {} WHERE {condition}", table.name());
        Ok(Computed {
            parameters: renderer.parameters(),
            statement: Statement {
                returns: vec![kind],
                ..table.statement(sql, &[])?
            },
            breaches: Breaches::of(table.collection),
        })
    }
}

impl RowStep for Computed {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowRead for Computed {
    fn run(&self, reading: &Reading, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.parameters);
        let row = self.statement.first(&reading.connection, parameters)?;
        match row.and_then(|row| row.into_iter().next()) {
            Some(Datum::Float(value)) if !value.is_finite() => Err(arithmetic::overflow()),
            value => Ok(RowOutput::Value(value.unwrap_or(Datum::Null))),
        }
    }
}
