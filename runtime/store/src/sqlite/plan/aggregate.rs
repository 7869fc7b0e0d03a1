//! `sum`, `avg`, `min`, `max` and `count` of fields, of all rows or of each group; `distinct`.

use flowright_stdlib::query::{Aggregate, GroupValue, MOST_ROWS, Predicate};

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
    let (value, kind) = computed(table, function, field)?;
    let sql = format!("SELECT {value} FROM {} WHERE {condition}", table.name());
    Query::of_values(table, &renderer, sql, vec![kind], Gives::Value)
}

/// A step that counts the different values of a field.
pub(super) fn count_distinct(
    table: &Table<'_>,
    field: usize,
    condition: &Predicate,
) -> Result<Query, PlanError> {
    let mut renderer = Renderer::new(table);
    let condition = renderer.condition(condition)?;
    let count = different(table, field)?;
    let sql = format!("SELECT {count} FROM {} WHERE {condition}", table.name());
    Query::of_values(table, &renderer, sql, vec![Kind::Int], Gives::Count)
}

/// A step that finds the different values of a field.
pub(super) fn distinct(
    table: &Table<'_>,
    field: usize,
    condition: &Predicate,
) -> Result<Query, PlanError> {
    let mut renderer = Renderer::new(table);
    let condition = renderer.condition(condition)?;
    let column = table.quoted(field)?;
    // One more than allowed, to detect that there are too many.
    let sql = format!(
        "SELECT DISTINCT {column} FROM {} WHERE {condition} ORDER BY {column} LIMIT {}",
        table.name(),
        MOST_ROWS + 1
    );
    let gives = Gives::Values { most: MOST_ROWS };
    let kind = table.column(field)?.kind;
    Query::of_values(table, &renderer, sql, vec![kind], gives)
}

/// A step that computes a value for each group of rows. Its columns are the key (number 0) and the
/// value (number 1); it returns those whose numbers are in `returning`.
pub(super) fn groups(
    table: &Table<'_>,
    value: GroupValue,
    key: usize,
    condition: &Predicate,
    returning: &[usize],
) -> Result<Query, PlanError> {
    let mut renderer = Renderer::new(table);
    let condition = renderer.condition(condition)?;
    let column = table.quoted(key)?;
    let mut selected = Vec::new();
    let mut kinds = Vec::new();
    for part in returning {
        let (sql, kind) = match (part, value) {
            (0, _) => (column.clone(), table.column(key)?.kind),
            (1, GroupValue::Count) => ("count(*)".to_owned(), Kind::Int),
            (1, GroupValue::Distinct(field)) => (different(table, field)?, Kind::Int),
            (1, GroupValue::Aggregate(function, field)) => computed(table, function, field)?,
            (other, _) => return Err(table.unknown_field(*other)),
        };
        selected.push(sql);
        kinds.push(kind);
    }
    if selected.is_empty() {
        selected.push("1".to_owned());
    }
    let sql = format!(
        "SELECT {} FROM {} WHERE {condition} GROUP BY {column} ORDER BY {column} LIMIT {}",
        selected.join(", "),
        table.name(),
        MOST_ROWS + 1
    );
    let gives = Gives::Computed { most: MOST_ROWS };
    Query::of_values(table, &renderer, sql, kinds, gives)
}

/// An aggregate as SQL, with the kind of its result.
fn computed(
    table: &Table<'_>,
    function: Aggregate,
    field: usize,
) -> Result<(String, Kind), PlanError> {
    let column = table.quoted(field)?;
    let kind = table.column(field)?.kind;
    Ok(match (function, kind) {
        (Aggregate::Sum, Kind::Float) => (format!("coalesce(sum({column}), 0.0)"), kind),
        (Aggregate::Sum, Kind::Decimal) => (format!("coalesce({SUM}({column}), '0')"), kind),
        (Aggregate::Avg, Kind::Decimal) => (format!("{MEAN}({column})"), kind),
        // Both are integers, so the quotient is an integer too.
        (Aggregate::Avg, Kind::Duration) => (format!("sum({column}) / count({column})"), kind),
        (Aggregate::Sum, _) => (format!("coalesce(sum({column}), 0)"), kind),
        (Aggregate::Avg, _) => (format!("avg({column})"), Kind::Float),
        (Aggregate::Min, _) => (format!("min({column})"), kind),
        (Aggregate::Max, _) => (format!("max({column})"), kind),
    })
}

/// The number of different values of a field. SQLite does not count null.
fn different(table: &Table<'_>, field: usize) -> Result<String, PlanError> {
    let column = table.quoted(field)?;
    let mut count = format!("count(DISTINCT {column})");
    if table.column(field)?.nullable {
        count.push_str(&format!(" + coalesce(max({column} IS NULL), 0)"));
    }
    Ok(count)
}
