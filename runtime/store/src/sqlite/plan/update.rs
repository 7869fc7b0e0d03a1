//! `update … where … set`.

use flowright_stdlib::query::{Assignment, Predicate};

use super::Table;
use super::one_statement::Change;
use super::predicate::Renderer;
use crate::PlanError;

/// An `update` step.
pub(super) fn update(
    table: &Table<'_>,
    predicate: &Predicate,
    assignments: &[Assignment],
) -> Result<Change, PlanError> {
    if assignments.is_empty() {
        return Err(PlanError::SetsNothing {
            collection: table.collection.name.clone(),
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
    Change::new(table, &renderer, sql)
}
