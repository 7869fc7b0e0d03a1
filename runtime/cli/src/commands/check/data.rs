//! `flowright check --data DIR`: reports why a start on that folder would be refused.

use std::path::Path;

use flowright_host::Host;
use flowright_stdlib::schema::Collection;
use flowright_store::{OpenError, Store};

use crate::output::{Exit, complain};

/// Exits with 0 if a start would accept the data folder, 1 if not.
pub(super) fn check(data: &Path, collections: &[Collection]) -> Exit {
    let clock = Host::system().clock;
    let refused = match Store::plan(data, collections, &[], &*clock) {
        Ok(migration) if migration.refusals.is_empty() => return Exit::Fine,
        Ok(migration) => OpenError::Refused {
            refusals: migration.refusals,
        },
        Err(error) => error,
    };
    complain(&format!("`serve` would reject this data folder: {refused}"));
    Exit::Found
}
