//! Migrates the tables to another program's collections while steps are under way.

use flowright_stdlib::schema::Collection;

use super::schema::{self, SchemaError};
use super::{Writing, fault};
use crate::error::{Fault, Reach};
use crate::job::Operation;
use crate::{Migration, OpenError};

/// Migrates the tables to other collections, if executions of the previous program can continue
/// with the new tables.
pub(crate) struct BringUp(pub Vec<Collection>);

impl Operation<Writing> for BringUp {
    type Output = Result<Migration, OpenError>;

    fn run(&self, writing: &Writing) -> Result<Self::Output, Fault> {
        let now = writing.clock.now();
        match schema::bring_up_beside(&writing.connection, &self.0, now) {
            Ok(migration) => Ok(Ok(migration)),
            Err(SchemaError::Sqlite(error)) => {
                let fault = fault::of_transaction(&error);
                // Some of the statements may have run.
                let reach = match fault.reach {
                    Reach::Operation => Reach::Transaction,
                    reach @ (Reach::Transaction | Reach::Disk { .. }) => reach,
                };
                Err(Fault { reach, ..fault })
            }
            Err(error) => Ok(Err(error.of_file(&writing.path))),
        }
    }
}
