//! Plans the steps of a program, once, when it starts.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flowright_stdlib::query::RowOperation;
use flowright_stdlib::schema::Collection;

use crate::sqlite::{KnownDefault, Reading, Table};
use crate::{PlanError, RowPlan};

/// Plans steps on collections. It shares the connection for short queries, and uses it to check
/// that SQLite accepts a statement.
pub struct Planner<'c> {
    collections: &'c [Collection],
    /// For each collection, the columns that only another program has declared.
    undeclared: Vec<Vec<(String, KnownDefault)>>,
    reading: Arc<Mutex<Reading>>,
}

impl<'c> Planner<'c> {
    pub(crate) fn new(
        collections: &'c [Collection],
        reading: Arc<Mutex<Reading>>,
    ) -> Result<Planner<'c>, String> {
        let undeclared = locked(&reading).undeclared(collections)?;
        Ok(Planner {
            collections,
            undeclared,
            reading,
        })
    }

    /// Plans an operation on rows, which returns the fields in `returning` if it returns a row.
    pub fn plan(
        &self,
        operation: &RowOperation,
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        let index = operation.collection;
        let known = self.collections.get(index);
        let collection = known.ok_or(PlanError::UnknownCollection { collection: index })?;
        let undeclared = self.undeclared.get(index);
        let reading = locked(&self.reading);
        let table = Table {
            collection,
            collections: self.collections,
            reading: &reading,
            undeclared: undeclared.map_or(&[], Vec::as_slice),
        };
        RowPlan::new(&table, operation, returning)
    }
}

impl Drop for Planner<'_> {
    /// Frees the memory of the pages that were read.
    fn drop(&mut self) {
        locked(&self.reading).shrink();
    }
}

fn locked(reading: &Mutex<Reading>) -> MutexGuard<'_, Reading> {
    reading.lock().unwrap_or_else(PoisonError::into_inner)
}
