//! Planning the steps of a program, which is done once, when it starts.

use flowright_stdlib::query::RowOperation;
use flowright_stdlib::schema::Collection;

use crate::sqlite::{Reading, Table};
use crate::{PlanError, RowPlan};

/// Plans steps on collections. It has a connection of its own, which tells whether SQLite takes a statement, and which goes with it.
pub struct Planner<'c> {
    collections: &'c [Collection],
    reading: Reading,
}

impl<'c> Planner<'c> {
    pub(crate) fn new(collections: &'c [Collection], reading: Reading) -> Planner<'c> {
        Planner {
            collections,
            reading,
        }
    }

    /// Plans an operation on rows, which gives back the fields in `returning` where it gives a row.
    pub fn plan(
        &self,
        operation: &RowOperation,
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        let collection = operation.collection;
        let known = self.collections.get(collection);
        let collection = known.ok_or(PlanError::UnknownCollection { collection })?;
        let table = Table {
            collection,
            reading: &self.reading,
        };
        RowPlan::new(&table, operation, returning)
    }
}
