//! `find one`.

use std::sync::Arc;

use flowright_stdlib::query::Predicate;

use super::predicate::Renderer;
use super::{Bound, Breaches, Table, values};
use crate::error::Fault;
use crate::job::Operation;
use crate::sqlite::fault;
use crate::sqlite::reading::Reading;
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
}

impl Operation<Reading> for Bound<FindPlan> {
    type Output = Option<Row>;

    fn run(&self, reading: &Reading) -> Result<Option<Row>, Fault> {
        let plan = &*self.plan.0;
        let parameters = self.values.iter().take(plan.parameters);
        let found = plan.statement.first(&reading.connection, parameters);
        found.map_err(|error| fault::of_step(&error, &plan.breaches))
    }
}
