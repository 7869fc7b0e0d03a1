//! `sum`, `avg`, `min` and `max` of a field.

use flowright_stdlib::query::{Aggregate, Predicate};

use super::Table;
use super::one_statement::{Gives, Query};
use super::predicate::Renderer;
use crate::PlanError;
use crate::column::Kind;
use crate::sqlite::decimal::{MEAN, SUM};

/// A step that computes a value of a field.
pub(super) fn aggregate(
    table: &Table<'_>,
    function: Aggregate,
    field: usize,
    condition: &Predicate,
) -> Result<Query, PlanError> {
    let mut renderer = Renderer::new(table);
    let condition = renderer.condition(condition)?;
    let column = table.quoted(field)?;
    let kind = table.column(field)?.kind;
    let (value, kind) = match (function, kind) {
        (Aggregate::Sum, Kind::Float) => (format!("coalesce(sum({column}), 0.0)"), kind),
        (Aggregate::Sum, Kind::Decimal) => (format!("coalesce({SUM}({column}), '0')"), kind),
        (Aggregate::Avg, Kind::Decimal) => (format!("{MEAN}({column})"), kind),
        // Both are integers, so the quotient is one too.
        (Aggregate::Avg, Kind::Duration) => (format!("sum({column}) / count({column})"), kind),
        (Aggregate::Sum, _) => (format!("coalesce(sum({column}), 0)"), kind),
        (Aggregate::Avg, _) => (format!("avg({column})"), Kind::Float),
        (Aggregate::Min, _) => (format!("min({column})"), kind),
        (Aggregate::Max, _) => (format!("max({column})"), kind),
    };
    let sql = format!("SELECT {value} FROM {} WHERE {condition}", table.name());
    Query::of_value(table, &renderer, sql, kind, Gives::Value)
}
