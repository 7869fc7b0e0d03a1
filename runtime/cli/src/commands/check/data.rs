//! `flowright check --data DIR`: what a start would refuse.

use std::path::Path;

use flowright_host::Host;
use flowright_stdlib::schema::Collection;
use flowright_store::{OpenError, Store};

use crate::output::{Exit, complain};

/// 0 where a start would take the data folder, 1 where it would not.
pub(super) fn check(data: &Path, collections: &[Collection]) -> Exit {
    let clock = Host::system().clock;
    let refused = match Store::plan(data, collections, &[], &*clock) {
        Ok(migration) if migration.refusals.is_empty() => return Exit::Fine,
        Ok(migration) => OpenError::Refused {
            refusals: migration.refusals,
        },
        Err(error) => error,
    };
    complain(&format!("a start would be refused: {refused}"));
    Exit::Found
}
