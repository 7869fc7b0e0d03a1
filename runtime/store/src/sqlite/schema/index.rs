//! The indexes behind `unique` and `index`.
//!
//! Invariant: an index that the store did not make is never dropped.

use std::collections::BTreeMap;

use flowright_stdlib::schema::Collection;
use rusqlite::Connection;

use super::step::Steps;
use crate::sql::{quoted, quoted_list};
use crate::{Refusal, SchemaChange};

/// The indexes of a table: those that there are, and those that are declared.
pub(super) struct Indexes<'a> {
    collection: &'a Collection,
    present: Vec<&'a str>,
    wanted: BTreeMap<String, Wanted<'a>>,
}

/// What the rows that are there have in a field.
pub(super) enum Held {
    /// What stands in the column of that name.
    Column(String),
    /// The same value in all of them, as the column is new.
    Same { null: bool },
}

struct Wanted<'a> {
    unique: bool,
    fields: Vec<&'a str>,
}

impl<'a> Indexes<'a> {
    /// The indexes of a collection whose table has those.
    pub(super) fn new(collection: &'a Collection, present: &'a [String]) -> Indexes<'a> {
        let mut wanted = BTreeMap::new();
        for (kind, sets) in [(UNIQUE, &collection.unique), (INDEX, &collection.index)] {
            for set in sets {
                let fields: Vec<&str> = set
                    .iter()
                    .filter_map(|field| collection.fields.get(*field))
                    .map(|field| &*field.name)
                    .collect();
                let unique = kind == UNIQUE;
                let name = name(&collection.name, kind, &fields);
                wanted.insert(name, Wanted { unique, fields });
            }
        }
        let ours = [UNIQUE, INDEX].map(|kind| format!("{} {kind} (", collection.name));
        let present = present
            .iter()
            .map(String::as_str)
            .filter(|name| ours.iter().any(|prefix| name.starts_with(prefix)))
            .collect();
        Indexes {
            collection,
            present,
            wanted,
        }
    }

    /// Before the columns change: drops what is no longer declared, and what stands in the way of dropping a column.
    pub(super) fn drop_before(&mut self, dropped: &[&str], steps: &mut Steps) {
        let in_the_way = |name: &str| dropped.iter().any(|field| name.contains(&quoted(field)));
        let wanted = &self.wanted;
        self.present.retain(|name| {
            let drop = format!("DROP INDEX {}", quoted(name));
            if !wanted.contains_key(*name) {
                let name = Box::from(*name);
                steps.push(SchemaChange::DropIndex { name }, drop);
                return false;
            }
            if in_the_way(name) {
                steps.run(drop);
                return false;
            }
            true
        });
    }

    /// After the columns have changed: makes what is missing. A `unique` that rows break is refused. `held` tells what the rows that are
    /// there have in a field.
    pub(super) fn create_after(
        &self,
        connection: &Connection,
        has_rows: bool,
        held: impl Fn(&str) -> Held,
        steps: &mut Steps,
    ) -> rusqlite::Result<Vec<Refusal>> {
        let mut refusals = Vec::new();
        for (name, wanted) in &self.wanted {
            if self.present.contains(&name.as_str()) {
                continue;
            }
            if wanted.unique
                && has_rows
                && let Some(refusal) = self.duplicates(connection, &wanted.fields, &held)?
            {
                refusals.push(refusal);
                continue;
            }
            let statement = format!(
                "CREATE {} {} ON {} ({})",
                if wanted.unique {
                    "UNIQUE INDEX"
                } else {
                    "INDEX"
                },
                quoted(name),
                quoted(&self.collection.name),
                quoted_list(wanted.fields.iter().copied())
            );
            let change = SchemaChange::CreateIndex {
                collection: self.collection.name.clone(),
                unique: wanted.unique,
                fields: wanted
                    .fields
                    .iter()
                    .map(|field| Box::from(*field))
                    .collect(),
            };
            steps.push(change, statement);
        }
        Ok(refusals)
    }

    fn duplicates(
        &self,
        connection: &Connection,
        fields: &[&str],
        held: impl Fn(&str) -> Held,
    ) -> rusqlite::Result<Option<Refusal>> {
        let table = quoted(&self.collection.name);
        let mut columns = Vec::new();
        for field in fields {
            match held(field) {
                Held::Column(name) => columns.push(quoted(&name)),
                Held::Same { null: false } => {}
                Held::Same { null: true } => return Ok(None),
            }
        }
        let held = columns.iter().map(|column| format!("{column} IS NOT NULL"));
        let held: Vec<String> = held.chain(["true".to_owned()]).collect();
        let group = if columns.is_empty() {
            String::new()
        } else {
            format!("GROUP BY {}", columns.join(", "))
        };
        let shared = format!(
            "SELECT count(*), min(first), second FROM (\
             SELECT min(\"id\") AS first, max(\"id\") AS second FROM {table} WHERE {} \
             {group} HAVING count(*) > 1)",
            held.join(" AND "),
        );
        connection.query_row(&shared, [], |row| {
            let ids: Option<i64> = row.get(1)?;
            let Some(first) = ids else { return Ok(None) };
            Ok(Some(Refusal::Duplicates {
                collection: self.collection.name.clone(),
                fields: fields.iter().map(|field| Box::from(*field)).collect(),
                values: row.get(0)?,
                rows: (first, row.get(2)?),
            }))
        })
    }
}

const UNIQUE: &str = "unique";
const INDEX: &str = "index";

/// Such as `customers unique ("email")`: what it is for, and never a name that someone else gives.
fn name(table: &str, kind: &str, fields: &[&str]) -> String {
    format!("{table} {kind} ({})", quoted_list(fields.iter().copied()))
}
