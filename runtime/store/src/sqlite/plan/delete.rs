//! `delete … where …`.

use flowright_stdlib::query::Predicate;

use super::Table;
use super::one_statement::Change;
use super::predicate::Renderer;
use crate::PlanError;

/// A `delete` step.
pub(super) fn delete(table: &Table<'_>, predicate: &Predicate) -> Result<Change, PlanError> {
    let mut renderer = Renderer::new(table);
    let condition = renderer.condition(predicate)?;
    let sql = format!("DELETE FROM {} WHERE {condition}", table.name());
    Change::of_delete(table, &renderer, sql)
}
