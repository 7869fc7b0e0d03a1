//! `find` and `find one`.

use flowright_stdlib::query::{MOST_ROWS, Predicate, RowOrder, Scalar};

use super::predicate::Renderer;
use super::row_step::{RowRead, RowStep};
use super::{Breaches, Table, values};
use crate::sqlite::reading::Reading;
use crate::sqlite::statement::Statement;
use crate::{Datum, PlanError, RowOutput, StepError};

/// A `find` step.
#[derive(Debug)]
pub(super) struct Find {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
    /// The most rows; `None` where one is wanted.
    most: Option<usize>,
}

/// Which of the rows that a condition holds for are wanted.
pub(super) struct Wanted<'a> {
    pub condition: &'a Predicate,
    pub order: &'a [RowOrder],
    pub limit: Option<&'a Scalar>,
    pub offset: Option<&'a Scalar>,
}

impl Find {
    /// The first of the rows.
    pub(super) fn one(
        table: &Table<'_>,
        wanted: &Wanted<'_>,
        returning: &[usize],
    ) -> Result<Find, PlanError> {
        Find::new(table, wanted, returning, " LIMIT 1", None)
    }

    /// All of them, in order.
    pub(super) fn many(
        table: &Table<'_>,
        wanted: &Wanted<'_>,
        returning: &[usize],
    ) -> Result<Find, PlanError> {
        match wanted.limit {
            Some(_) => Find::new(table, wanted, returning, "", Some(usize::MAX)),
            None => {
                // One row more than there may be, which tells that there are too many.
                let limit = format!(" LIMIT {}", MOST_ROWS + 1);
                Find::new(table, wanted, returning, &limit, Some(MOST_ROWS))
            }
        }
    }

    fn new(
        table: &Table<'_>,
        wanted: &Wanted<'_>,
        returning: &[usize],
        limit: &str,
        most: Option<usize>,
    ) -> Result<Find, PlanError> {
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
        // By id at last, so that the answer does not depend on the indexes.
        sql.push_str("\"id\"");
        sql.push_str(limit);
        // To SQLite, a negative limit is none.
        for (word, count) in [(" LIMIT", wanted.limit), (" OFFSET", wanted.offset)] {
            if let Some(count) = count {
                sql.push_str(&format!("{word} max({}, 0)", renderer.scalar(count)?));
            }
        }
        Ok(Find {
            parameters: renderer.parameters(),
            statement: table.statement(sql, returning)?,
            breaches: Breaches::of(table.collection),
            most,
        })
    }

    #[cfg(test)]
    pub(super) fn sql(&self) -> &str {
        &self.statement.sql
    }
}

impl RowStep for Find {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowRead for Find {
    fn run(&self, reading: &Reading, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.parameters);
        let connection = &reading.connection;
        Ok(match self.most {
            None => RowOutput::Found(self.statement.first(connection, parameters)?),
            Some(most) => RowOutput::Rows(self.statement.all(connection, parameters, most)?),
        })
    }
}
