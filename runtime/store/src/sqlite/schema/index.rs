//! The indexes behind `unique` and `index`.
//!
//! Invariant: an index that the store did not make is never dropped.

use std::collections::BTreeMap;

use flowright_stdlib::schema::Collection;
use rusqlite::Transaction;

use crate::Refusal;
use crate::sql::{quoted, quoted_list};

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
            wanted.insert(name(&collection.name, kind, &fields), (kind, fields));
        }
    }
    let present = made(transaction, &collection.name)?;
    for name in &present {
        if !wanted.contains_key(name) {
            transaction.execute_batch(&format!("DROP INDEX {}", quoted(name)))?;
        }
    }
    let mut refusals = Vec::new();
    for (name, (kind, fields)) in wanted.iter().filter(|(name, _)| !present.contains(*name)) {
        if *kind == UNIQUE
            && let Some(refusal) = duplicates(transaction, collection, fields)?
        {
            refusals.push(refusal);
            continue;
        }
        transaction.execute_batch(&format!(
            "CREATE {} {} ON {} ({})",
            if *kind == UNIQUE {
                "UNIQUE INDEX"
            } else {
                "INDEX"
            },
            quoted(name),
            quoted(&collection.name),
            quoted_list(fields.iter().copied())
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
    let ours = [UNIQUE, INDEX].map(|kind| format!("{table} {kind} ("));
    Ok(names
        .into_iter()
        .filter(|name| ours.iter().any(|prefix| name.starts_with(prefix)))
        .collect())
}

fn duplicates(
    transaction: &Transaction<'_>,
    collection: &Collection,
    fields: &[&str],
) -> rusqlite::Result<Option<Refusal>> {
    let table = quoted(&collection.name);
    let set = quoted_list(fields.iter().copied());
    let values: Vec<String> = fields
        .iter()
        .map(|field| format!("{} IS NOT NULL", quoted(field)))
        .collect();
    let shared = format!(
        "SELECT count(*), min(first), second FROM (\
         SELECT min(\"id\") AS first, max(\"id\") AS second FROM {table} WHERE {} \
         GROUP BY {set} HAVING count(*) > 1)",
        values.join(" AND ")
    );
    transaction.query_row(&shared, [], |row| {
        let ids: Option<i64> = row.get(1)?;
        let Some(first) = ids else { return Ok(None) };
        Ok(Some(Refusal::Duplicates {
            collection: collection.name.clone(),
            fields: fields.iter().map(|field| Box::from(*field)).collect(),
            values: row.get(0)?,
            rows: (first, row.get(2)?),
        }))
    })
}
