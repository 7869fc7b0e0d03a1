//! `delete … where …`.

use flowright_stdlib::query::Predicate;

use super::predicate::Renderer;
use super::row_step::{RowStep, RowWrite};
use super::{Breaches, Table, values};
use crate::sqlite::statement::Statement;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, RowOutput, StepError};

/// A `delete` step.
#[derive(Debug)]
pub(super) struct Delete {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

impl Delete {
    pub(super) fn new(table: &Table<'_>, predicate: &Predicate) -> Result<Delete, PlanError> {
        let mut renderer = Renderer::new(table);
        let condition = renderer.condition(predicate)?;
        let sql = format!("DELETE FROM {} WHERE {condition}", table.name());
        Ok(Delete {
            parameters: renderer.parameters(),
            statement: table.statement(sql, &[])?,
            breaches: Breaches::of(table.collection),
        })
    }
}

impl RowStep for Delete {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowWrite for Delete {
    fn run(&self, writing: &Writing, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.parameters);
        let gone = self.statement.change(&writing.connection, parameters)?;
        Ok(RowOutput::Count(gone))
    }
}
