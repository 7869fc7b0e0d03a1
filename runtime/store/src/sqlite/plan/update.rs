//! `update … where … set`.

use std::sync::Arc;

use flowright_stdlib::query::{Assignment, Predicate};

use super::predicate::Renderer;
use super::{Breaches, RowWrite, Table, values};
use crate::sqlite::statement::Statement;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, StepError};

/// An `update` step, ready to be run with parameters. Cheap to clone.
#[derive(Clone, Debug)]
pub struct UpdatePlan(Arc<Update>);

#[derive(Debug)]
struct Update {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

impl UpdatePlan {
    pub(crate) fn new(
        table: &Table<'_>,
        predicate: &Predicate,
        assignments: &[Assignment],
    ) -> Result<UpdatePlan, PlanError> {
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
        Ok(UpdatePlan(Arc::new(Update {
            parameters: renderer.parameters(),
            statement: table.statement(sql, &[])?,
            breaches: Breaches::of(collection),
        })))
    }
}

impl RowWrite for UpdatePlan {
    type Output = u64;

    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.0.parameters, parameters)
    }

    fn run(&self, writing: &Writing, parameters: &[Datum]) -> rusqlite::Result<u64> {
        let parameters = parameters.iter().take(self.0.parameters);
        self.0.statement.change(&writing.connection, parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.0.breaches
    }
}
