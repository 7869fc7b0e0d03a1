//! `find one`.

use std::sync::Arc;

use flowright_stdlib::query::Predicate;
use rusqlite::Connection;

use super::predicate::Renderer;
use super::{Breaches, Table, values};
use crate::sqlite::statement::Statement;
use crate::{Datum, PlanError, Row, StepError};

/// A `find one` step, ready to be run with parameters. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FindPlan(Arc<Find>);

#[derive(Debug)]
struct Find {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

impl FindPlan {
    pub(crate) fn new(
        table: &Table<'_>,
        predicate: &Predicate,
        returning: &[usize],
    ) -> Result<FindPlan, PlanError> {
        let mut renderer = Renderer::new(table);
        let condition = renderer.condition(predicate)?;
        // The oldest of the rows, so that the answer does not depend on the indexes.
        let sql = format!(
            "SELECT {} FROM {} WHERE {condition} ORDER BY \"id\" LIMIT 1",
            table.selected(returning)?,
            table.name()
        );
        Ok(FindPlan(Arc::new(Find {
            parameters: renderer.parameters(),
            statement: table.statement(sql, returning)?,
            breaches: Breaches::of(table.collection),
        })))
    }

    #[cfg(test)]
    pub(super) fn sql(&self) -> &str {
        &self.0.statement.sql
    }

    pub(crate) fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.0.parameters, parameters)
    }

    pub(crate) fn run(
        &self,
        connection: &Connection,
        parameters: &[Datum],
    ) -> Result<Option<Row>, StepError> {
        self.0
            .statement
            .first(connection, parameters.iter().take(self.0.parameters))
            .map_err(|error| StepError::of(&error, &self.0.breaches))
    }
}
