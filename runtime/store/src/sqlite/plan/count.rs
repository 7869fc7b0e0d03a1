//! `count`.

use flowright_stdlib::query::Predicate;

use super::Table;
use super::one_statement::{Gives, Query};
use super::predicate::Renderer;
use crate::PlanError;
use crate::column::Kind;

/// A `count` step.
pub(super) fn count(table: &Table<'_>, condition: &Predicate) -> Result<Query, PlanError> {
    let mut renderer = Renderer::new(table);
    let condition = renderer.condition(condition)?;
    let sql = format!("SELECT count(*) FROM {} WHERE {condition}", table.name());
    Query::of_values(table, &renderer, sql, vec![Kind::Int], Gives::Count)
}
