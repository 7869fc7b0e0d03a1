//! The indexes behind `unique` and `index`.
//!
//! Invariant: an index that the store did not make is never dropped.

use std::collections::BTreeMap;

use flowright_stdlib::schema::Collection;
use rusqlite::Transaction;

use crate::Refusal;
use crate::sql::{quoted, quoted_list};
use crate::sqlite::of_nulls::OfNulls;

/// Makes what is new, drops what is no longer declared. A `unique` that rows break is refused.
pub(super) fn bring_up(
    transaction: &Transaction<'_>,
    collection: &Collection,
) -> rusqlite::Result<Vec<Refusal>> {
    let mut wanted = BTreeMap::new();
    for (kind, sets) in [(UNIQUE, &collection.unique), (INDEX, &collection.index)] {
        for set in sets {
            let fields: Vec<&str> = set
                .iter()
                .filter_map(|field| collection.fields.get(*field))
                .map(|field| &*field.name)
                .collect();
            let of_nulls = (kind == UNIQUE)
                .then(|| OfNulls::of(collection, set))
                .flatten();
            if let Some(of_nulls) = of_nulls {
                wanted.insert(
                    of_nulls.name(),
                    (UNIQUE, fields.clone(), of_nulls.definition()),
                );
            }
            let definition = format!("({})", quoted_list(fields.iter().copied()));
            wanted.insert(
                name(&collection.name, kind, &fields),
                (kind, fields, definition),
            );
        }
    }
    let present = made(transaction, &collection.name)?;
    for name in &present {
        if !wanted.contains_key(name) {
            transaction.execute_batch(&format!("DROP INDEX {}", quoted(name)))?;
        }
    }
    let mut refusals = Vec::new();
    let new = wanted.iter().filter(|(name, _)| !present.contains(*name));
    for (name, (kind, fields, definition)) in new {
        if *kind == UNIQUE
            && let Some(refusal) = duplicates(transaction, collection, fields)?
        {
            if !refusals.contains(&refusal) {
                refusals.push(refusal);
            }
            continue;
        }
        transaction.execute_batch(&format!(
            "CREATE {} {} ON {} {definition}",
            if *kind == UNIQUE {
                "UNIQUE INDEX"
            } else {
                "INDEX"
            },
            quoted(name),
            quoted(&collection.name),
        ))?;
    }
    Ok(refusals)
}

/// Drops every index that the store has made on a table.
pub(super) fn drop_all(transaction: &Transaction<'_>, table: &str) -> rusqlite::Result<()> {
    made(transaction, table)?
        .iter()
        .try_for_each(|name| transaction.execute_batch(&format!("DROP INDEX {}", quoted(name))))
}

const UNIQUE: &str = "unique";
const INDEX: &str = "index";

/// Such as `customers unique ("email")`: what it is for, and never a name that someone else gives.
fn name(table: &str, kind: &str, fields: &[&str]) -> String {
    format!("{table} {kind} ({})", quoted_list(fields.iter().copied()))
}

fn made(transaction: &Transaction<'_>, table: &str) -> rusqlite::Result<Vec<String>> {
    // The pragma looks the table up; `sqlite_schema` is read as a whole.
    let names: Vec<String> = transaction
        .prepare_cached("SELECT name FROM pragma_index_list(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let ours = [UNIQUE, OfNulls::KIND, INDEX].map(|kind| format!("{table} {kind} ("));
    Ok(names
        .into_iter()
        .filter(|name| ours.iter().any(|prefix| name.starts_with(prefix)))
        .collect())
}

/// Rows that share the values of those fields. Null equals null.
fn duplicates(
    transaction: &Transaction<'_>,
    collection: &Collection,
    fields: &[&str],
) -> rusqlite::Result<Option<Refusal>> {
    let table = quoted(&collection.name);
    let set = quoted_list(fields.iter().copied());
    let shared = format!(
        "SELECT \"id\", count(*) OVER () FROM (\
         SELECT \"id\", count(*) OVER (PARTITION BY {set}) AS \"sharing rows\" FROM {table}) \
         WHERE \"sharing rows\" > 1 ORDER BY \"id\" LIMIT {}",
        Refusal::ROWS_NAMED
    );
    let mut count = 0;
    let ids = transaction
        .prepare(&shared)?
        .query_map([], |row| {
            count = row.get(1)?;
            row.get(0)
        })?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    Ok((!ids.is_empty()).then(|| Refusal::Duplicates {
        collection: collection.name.clone(),
        fields: fields.iter().map(|field| Box::from(*field)).collect(),
        count,
        ids,
    }))
}
