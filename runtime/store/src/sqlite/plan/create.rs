//! `create`.

use super::insert::Insert;
use super::row_step::{RowStep, RowWrite, WritesRow};
use super::{Breaches, Table, values};
use crate::column::Column;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, RowOutput, StepError, WrittenRow};

/// A `create` step.
#[derive(Debug)]
pub(super) struct Create {
    columns: Vec<Column>,
    insert: Insert,
    breaches: Breaches,
}

impl Create {
    pub(super) fn new(
        table: &Table<'_>,
        fields: &[usize],
        returning: &[usize],
    ) -> Result<Create, PlanError> {
        Ok(Create {
            columns: table.written(fields)?,
            insert: Insert::plan(table, fields, returning)?,
            breaches: Breaches::of(table),
        })
    }
}

impl RowStep for Create {
    fn check(&self, values: &[Datum]) -> Result<(), StepError> {
        values::fit(&self.columns, values)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowWrite for Create {
    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<RowOutput> {
        self.write(writing, values).map(RowOutput::Written)
    }
}

impl WritesRow for Create {
    fn write(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<WrittenRow> {
        Ok(WrittenRow {
            row: self.insert.run(writing, values)?,
            created: true,
            changed: true,
        })
    }
}
