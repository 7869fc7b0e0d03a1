//! Brings the tables up to the collections of a program.
//!
//! Invariant: all changes are made in one transaction, and only where no row loses a value or breaks
//! its type; otherwise nothing is changed and every reason is told.
//!
//! Invariant: what a row gets where nothing is written is decided by the program that writes it; the
//! `DEFAULT` of a column is only for the rows that were there before the column was.

mod change;
mod declaration;
mod error;
mod format;
mod index;
mod known;
mod literal;

use std::collections::HashSet;

use flowright_stdlib::schema::Collection;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::Refusal;
use change::Change;
use error::SchemaError;
use known::Known;

/// Makes, extends or refuses. `now` is what rows get that were there before a `now()` default.
pub(crate) fn bring_up(
    connection: &mut Connection,
    collections: &[Collection],
    now: i64,
) -> Result<(), SchemaError> {
    let mut refusals = declaration::refusals(collections);
    if !refusals.is_empty() {
        return Err(SchemaError::Refused(refusals));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    format::bring_up(&transaction)?;
    let known = Known::read(&transaction)?;
    for collection in collections {
        let found = bring_up_one(&transaction, &known, collection, now)?;
        refusals.extend(found);
    }
    if !refusals.is_empty() {
        return Err(SchemaError::Refused(refusals));
    }
    let declared: HashSet<&str> = collections.iter().map(|one| &*one.name).collect();
    for name in known.names() {
        if !declared.contains(name) {
            tracing::warn!(
                collection = name,
                "the collection is no longer declared; its table and rows are kept"
            );
        }
    }
    transaction.commit()?;
    Ok(())
}

fn bring_up_one(
    transaction: &Transaction<'_>,
    known: &Known,
    collection: &Collection,
    now: i64,
) -> rusqlite::Result<Vec<Refusal>> {
    let change = match known.collection(&collection.name) {
        None => Change::create(transaction, collection)?,
        Some(before) => Change::between(transaction, before, collection, now)?,
    };
    if !change.refusals.is_empty() {
        return Ok(change.refusals);
    }
    change.apply(transaction)?;
    let refusals = index::bring_up(transaction, collection)?;
    known::write(transaction, collection)?;
    Ok(refusals)
}
