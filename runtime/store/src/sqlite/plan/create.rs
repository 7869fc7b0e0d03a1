//! `create`.

use std::sync::Arc;

use rusqlite::Connection;

use super::insert::Insert;
use super::{Breaches, Table, values};
use crate::column::Column;
use crate::{Clock, Datum, PlanError, Row, StepError};

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

    pub(crate) fn check(&self, values: &[Datum]) -> Result<(), StepError> {
        values::fit(&self.0.columns, values)
    }

    pub(crate) fn run(
        &self,
        connection: &Connection,
        clock: &dyn Clock,
        values: &[Datum],
    ) -> rusqlite::Result<Row> {
        self.0.insert.run(connection, clock, values)
    }

    pub(crate) fn breaches(&self) -> &Breaches {
        &self.0.breaches
    }
}
