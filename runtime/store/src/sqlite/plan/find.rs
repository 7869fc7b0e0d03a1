//! `find` and `find one`.

use flowright_stdlib::query::{MOST_ROWS, Predicate, RowOrder, Scalar};

use super::Table;
use super::one_statement::{Gives, Query};
use super::predicate::Renderer;
use crate::PlanError;

/// The rows to select, by a condition, an order and limits.
pub(super) struct Wanted<'a> {
    pub condition: &'a Predicate,
    pub order: &'a [RowOrder],
    pub limit: Option<&'a Scalar>,
    pub offset: Option<&'a Scalar>,
}

/// A step that finds the first of the rows.
pub(super) fn find_one(
    table: &Table<'_>,
    wanted: &Wanted<'_>,
    returning: &[usize],
) -> Result<Query, PlanError> {
    query(table, wanted, returning, " LIMIT 1", Gives::First)
}

/// A step that finds all of them, in order.
pub(super) fn find(
    table: &Table<'_>,
    wanted: &Wanted<'_>,
    returning: &[usize],
) -> Result<Query, PlanError> {
    if wanted.limit.is_some() {
        let gives = Gives::Rows { most: usize::MAX };
        return query(table, wanted, returning, "", gives);
    }
    // One row more than allowed, to detect that there are too many.
    let limit = format!(" LIMIT {}", MOST_ROWS + 1);
    let gives = Gives::Rows { most: MOST_ROWS };
    query(table, wanted, returning, &limit, gives)
}

fn query(
    table: &Table<'_>,
    wanted: &Wanted<'_>,
    returning: &[usize],
    limit: &str,
    gives: Gives,
) -> Result<Query, PlanError> {
    let mut renderer = Renderer::new(table);
    let condition = renderer.condition(wanted.condition)?;
    let mut sql = format!(
        "SELECT {} FROM {} WHERE {condition} ORDER BY ",
        table.selected(returning)?,
        table.name()
    );
    for RowOrder { field, descending } in wanted.order {
        sql.push_str(&table.quoted(*field)?);
        sql.push_str(if *descending { " DESC, " } else { ", " });
    }
    // Finally ordered by ID, so that the result does not depend on the indexes.
    sql.push_str("\"id\"");
    sql.push_str(limit);
    // SQLite treats a negative limit as no limit.
    for (word, count) in [(" LIMIT", wanted.limit), (" OFFSET", wanted.offset)] {
        if let Some(count) = count {
            sql.push_str(&format!("{word} max({}, 0)", renderer.scalar(count)?));
        }
    }
    Query::of_rows(table, &renderer, sql, returning, gives)
}
