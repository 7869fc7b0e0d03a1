//! `find one`.

use flowright_stdlib::query::Predicate;

use super::predicate::Renderer;
use super::row_step::{RowRead, RowStep};
use super::{Breaches, Table, values};
use crate::sqlite::reading::Reading;
use crate::sqlite::statement::Statement;
use crate::{Datum, PlanError, RowOutput, StepError};

/// A `find one` step.
#[derive(Debug)]
pub(super) struct Find {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

impl Find {
    pub(super) fn new(
        table: &Table<'_>,
        predicate: &Predicate,
        returning: &[usize],
    ) -> Result<Find, PlanError> {
        let mut renderer = Renderer::new(table);
        let condition = renderer.condition(predicate)?;
        // The oldest of the rows, so that the answer does not depend on the indexes.
        let sql = format!(
            "SELECT {} FROM {} WHERE {condition} ORDER BY \"id\" LIMIT 1",
            table.selected(returning)?,
            table.name()
        );
        Ok(Find {
            parameters: renderer.parameters(),
            statement: table.statement(sql, returning)?,
            breaches: Breaches::of(table.collection),
        })
    }

    #[cfg(test)]
    pub(super) fn sql(&self) -> &str {
        &self.statement.sql
    }
}

impl RowStep for Find {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowRead for Find {
    fn run(&self, reading: &Reading, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.parameters);
        let found = self.statement.first(&reading.connection, parameters)?;
        Ok(RowOutput::Found(found))
    }
}
