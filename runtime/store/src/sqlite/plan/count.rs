//! `count`.

use flowright_stdlib::query::Predicate;

use super::predicate::Renderer;
use super::row_step::{RowRead, RowStep};
use super::{Breaches, Table, values};
use crate::column::Kind;
use crate::sqlite::reading::Reading;
use crate::sqlite::statement::Statement;
use crate::{Datum, PlanError, RowOutput, StepError};

/// A `count` step.
#[derive(Debug)]
pub(super) struct Count {
    parameters: usize,
    statement: Statement,
    breaches: Breaches,
}

impl Count {
    pub(super) fn new(table: &Table<'_>, condition: &Predicate) -> Result<Count, PlanError> {
        let mut renderer = Renderer::new(table);
        let condition = renderer.condition(condition)?;
        let sql = format!("SELECT count(*) FROM {} WHERE {condition}", table.name());
        Ok(Count {
            parameters: renderer.parameters(),
            statement: Statement {
                returns: vec![Kind::Int],
                ..table.statement(sql, &[])?
            },
            breaches: Breaches::of(table.collection),
        })
    }
}

impl RowStep for Count {
    fn check(&self, parameters: &[Datum]) -> Result<(), StepError> {
        values::parameters(self.parameters, parameters)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowRead for Count {
    fn run(&self, reading: &Reading, parameters: &[Datum]) -> rusqlite::Result<RowOutput> {
        let parameters = parameters.iter().take(self.parameters);
        let counted = self.statement.first(&reading.connection, parameters)?;
        let count = match counted.as_ref().and_then(|row| row.first()) {
            Some(Datum::Int(count)) => u64::try_from(*count).unwrap_or(0),
            _ => 0,
        };
        Ok(RowOutput::Count(count))
    }
}
