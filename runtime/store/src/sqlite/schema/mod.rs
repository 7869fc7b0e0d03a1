//! Migrates the tables to the collections of a program.
//!
//! The migration is planned first, by reading only, so that it can be shown while a server is
//! running.
//!
//! Invariant: all changes are made in one transaction, and only if no row loses a value or violates
//! its type, except for values that the operator has named to be dropped; otherwise nothing is
//! changed and every reason is reported.
//!
//! Invariant: the value of a field that a step does not write is determined by the program that
//! writes the row or, if that program does not declare the field, by the last program that did. The
//! `DEFAULT` of a column applies only to rows older than the column.

mod change;
mod convert;
mod declaration;
mod drops;
mod error;
mod existing;
mod format;
mod index;
mod known;
mod literal;
mod references;
mod step;

use flowright_stdlib::schema::Collection;
use rusqlite::{Connection, TransactionBehavior};

use crate::{Migration, SchemaChange};
use change::TableChange;
use drops::Drops;
use existing::{Existing, count, has_rows};
use step::Steps;

pub(crate) use error::SchemaError;
pub(crate) use known::{Known, KnownDefault};

/// Creates or extends the tables, or refuses. `now` is the value that existing rows get for a
/// `now()` default.
pub(crate) fn bring_up(
    connection: &mut Connection,
    collections: &[Collection],
    drops: &[String],
    now: i64,
) -> Result<Migration, SchemaError> {
    // SQLite ignores this within a transaction. Tables are dropped and rebuilt while rows of other
    // tables still refer to their rows; it has been checked before that each reference remains
    // valid.
    connection.pragma_update(None, "foreign_keys", false)?;
    let migration = without_foreign_keys(connection, collections, drops, now);
    connection.pragma_update(None, "foreign_keys", true)?;
    migration
}

fn without_foreign_keys(
    connection: &mut Connection,
    collections: &[Collection],
    drops: &[String],
    now: i64,
) -> Result<Migration, SchemaError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let is_new = format::is_new(&transaction)?;
    let (steps, migration) = planned(&transaction, is_new, collections, drops, now)?;
    if !migration.refusals.is_empty() {
        return Err(SchemaError::Refused(migration.refusals));
    }
    if is_new {
        format::mark(&transaction)?;
    }
    steps.apply(&transaction)?;
    transaction.commit()?;
    Ok(migration)
}

/// The same as [`bring_up`], within a transaction that has begun, if executions of the previous
/// program can continue with every change.
pub(crate) fn bring_up_beside(
    connection: &Connection,
    collections: &[Collection],
    now: i64,
) -> Result<Migration, SchemaError> {
    let (steps, migration) = planned(connection, false, collections, &[], now)?;
    if !migration.refusals.is_empty() {
        return Err(SchemaError::Refused(migration.refusals));
    }
    let breaking: Vec<SchemaChange> = migration.breaking().cloned().collect();
    if !breaking.is_empty() || steps.rebuilds() {
        return Err(SchemaError::Breaking(breaking));
    }
    steps.apply(connection)?;
    Ok(migration)
}

/// What [`bring_up`] would do, determined by reading only.
pub(crate) fn plan(
    connection: &mut Connection,
    collections: &[Collection],
    drops: &[String],
    now: i64,
) -> Result<Migration, SchemaError> {
    let transaction = connection.transaction()?;
    let is_new = format::is_new(&transaction)?;
    let (_, migration) = planned(&transaction, is_new, collections, drops, now)?;
    Ok(migration)
}

fn planned(
    connection: &Connection,
    is_new: bool,
    collections: &[Collection],
    drops: &[String],
    now: i64,
) -> Result<(Steps, Migration), SchemaError> {
    let mut refusals = declaration::refusals(collections);
    let mut steps = Steps::default();
    if refusals.is_empty() {
        let known = if is_new {
            Known::nothing()
        } else {
            Known::read(connection)?
        };
        let drops = Drops(drops);
        refusals.extend(drops.refusals(&known, collections));
        let existing = Existing::read(connection)?;
        undeclared(
            connection,
            &existing,
            &known,
            collections,
            &drops,
            &mut steps,
        )?;
        for collection in collections {
            let change = TableChange {
                connection,
                existing: &existing,
                drops: &drops,
                collection,
                now,
                steps: &mut steps,
                refusals: &mut refusals,
            };
            match known.collection(&collection.name) {
                None => change.create()?,
                Some(before) => change.between(before)?,
            }
        }
    }
    let migration = Migration {
        changes: std::mem::take(&mut steps.changes),
        refusals,
    };
    Ok((steps, migration))
}

/// Tables of undeclared collections are kept, unless they are to be dropped. If all rows belong to
/// such collections, they most likely belong to another program.
fn undeclared(
    connection: &Connection,
    existing: &Existing,
    known: &Known,
    collections: &[Collection],
    drops: &Drops<'_>,
    steps: &mut Steps,
) -> Result<(), SchemaError> {
    let declared: std::collections::HashSet<&str> = collections
        .iter()
        .map(|collection| &*collection.name)
        .collect();
    let tables = known.names();
    let tables = tables.iter().filter(|name| existing.has_table(name));
    let (mine, others): (Vec<&str>, Vec<&str>) = tables.partition(|name| declared.contains(*name));
    let mut strange = Vec::new();
    for name in others {
        if drops.has_table(name) {
            let rows = count(connection, name, "true")?;
            let collection = name.into();
            let change = SchemaChange::DropTable { collection, rows };
            steps.push(change, format!("DROP TABLE {}", crate::sql::quoted(name)));
            steps.forget(name);
        } else if has_rows(connection, name)? {
            let rows = count(connection, name, "true")?;
            let collection = name.into();
            steps.tell(SchemaChange::KeepTable { collection, rows });
            strange.push(name.to_owned());
        }
    }
    if mine.is_empty() && !strange.is_empty() {
        return Err(SchemaError::Unrelated(strange));
    }
    Ok(())
}
