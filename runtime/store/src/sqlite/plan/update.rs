//! `update … where … set`.

use flowright_stdlib::query::{Assignment, Predicate};

use super::predicate::Renderer;
use super::row_step::{RowStep, RowWrite};
use super::{Breaches, Table, values};
use crate::sqlite::statement::Statement;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, RowOutput, StepError};

/// An `update` step.
#[derive(Debug)]
pub(super) struct Update {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

impl Update {
    pub(super) fn new(
        table: &Table<'_>,
        predicate: &Predicate,
        assignments: &[Assignment],
    ) -> Result<Update, PlanError> {
        let collection = table.collection;
        if assignments.is_empty() {
            return Err(PlanError::SetsNothing {
                collection: collection.name.clone(),
            });
        }
        let fields: Vec<usize> = assignments
            .iter()
            .map(|assignment| assignment.field)
            .collect();
        table.written(&fields)?;
        let mut renderer = Renderer::new(table);
        let condition = renderer.condition(predicate)?;
        let mut set = Vec::new();
        for Assignment { field, value } in assignments {
            set.push(format!(
                "{} = {}",
                table.quoted(*field)?,
                renderer.scalar(value)?
            ));
        }
        let sql = format!(
            "UPDATE {} SET {} WHERE {condition}",
            table.name(),
            set.join(", ")
        );
        Ok(Update {
            parameters: renderer.parameters(),
            statement: table.statement(sql, &[])?,
            breaches: Breaches::of(collection),
        })
    }
}

impl RowStep for Update {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowWrite for Update {
    fn run(&self, writing: &Writing, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.parameters);
        let changed = self.statement.change(&writing.connection, parameters)?;
        Ok(RowOutput::Count(changed))
    }
}
