//! `create`.

use std::sync::Arc;

use super::insert::Insert;
use super::{Breaches, RowWrite, Table, values};
use crate::column::Column;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, Row, StepError};

/// A `create` step, ready to be run with values. Cheap to clone.
#[derive(Clone, Debug)]
pub struct CreatePlan(Arc<Create>);

#[derive(Debug)]
struct Create {
    columns: Vec<Column>,
    insert: Insert,
    breaches: Breaches,
}

impl CreatePlan {
    pub(crate) fn new(
        table: &Table<'_>,
        fields: &[usize],
        returning: &[usize],
    ) -> Result<CreatePlan, PlanError> {
        Ok(CreatePlan(Arc::new(Create {
            columns: table.written(fields)?,
            insert: Insert::plan(table, fields, returning)?,
            breaches: Breaches::of(table.collection),
        })))
    }
}

impl RowWrite for CreatePlan {
    type Output = Row;

    fn check(&self, values: &[Datum]) -> Result<(), StepError> {
        values::fit(&self.0.columns, values)
    }

    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<Row> {
        self.0.insert.run(writing, values)
    }

    fn breaches(&self) -> &Breaches {
        &self.0.breaches
    }
}
