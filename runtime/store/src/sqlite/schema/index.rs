//! The indexes for `unique` and `index`.
//!
//! Invariant: an index that the store did not create is never dropped.

use std::collections::BTreeMap;

use flowright_stdlib::schema::Collection;
use rusqlite::Connection;

use super::step::Steps;
use crate::sql::{quoted, quoted_list};
use crate::sqlite::of_nulls::OfNulls;
use crate::{Refusal, SchemaChange};

/// The indexes of a table: the existing ones and the declared ones.
pub(super) struct Indexes<'a> {
    collection: &'a Collection,
    present: Vec<&'a str>,
    wanted: BTreeMap<String, Wanted<'a>>,
}

/// The values that existing rows hold in a field.
pub(super) enum Held {
    /// The contents of the column with that name.
    Column(String),
    /// The same value in all of them, because the column is new.
    Same,
}

struct Wanted<'a> {
    unique: bool,
    fields: Vec<&'a str>,
    /// The part after the table's name.
    definition: String,
    /// Whether it is itself declared, rather than being the second index of a `unique`.
    is_declared: bool,
}

impl<'a> Indexes<'a> {
    /// The indexes of a collection whose table has these existing indexes.
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
                let of_nulls = unique.then(|| OfNulls::of(collection, set)).flatten();
                if let Some(of_nulls) = of_nulls {
                    let second = Wanted {
                        unique,
                        fields: fields.clone(),
                        definition: of_nulls.definition(),
                        is_declared: false,
                    };
                    wanted.insert(of_nulls.name(), second);
                }
                let name = name(&collection.name, kind, &fields);
                let definition = format!("({})", quoted_list(fields.iter().copied()));
                let one = Wanted {
                    unique,
                    fields,
                    definition,
                    is_declared: true,
                };
                wanted.insert(name, one);
            }
        }
        // Without an index, deleting a row that other rows may refer to would read all of them.
        for (at, field) in collection.fields.iter().enumerate() {
            let mut sets = collection.unique.iter().chain(&collection.index);
            if field.reference.is_none() || sets.any(|set| set.first() == Some(&at)) {
                continue;
            }
            let fields = vec![&*field.name];
            let one = Wanted {
                unique: false,
                definition: format!("({})", quoted(&field.name)),
                fields: fields.clone(),
                is_declared: false,
            };
            wanted.insert(name(&collection.name, INDEX, &fields), one);
        }
        let ours =
            [UNIQUE, OfNulls::KIND, INDEX].map(|kind| format!("{} {kind} (", collection.name));
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

    /// To be called before the columns change: drops indexes that are no longer declared, and
    /// indexes that prevent a column from being dropped.
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

    /// To be called after the columns have changed: creates missing indexes. A `unique` that
    /// existing rows violate is refused. `held` returns the values that existing rows hold in a
    /// field.
    pub(super) fn create_after(
        &self,
        connection: &Connection,
        exists: bool,
        held: impl Fn(&str) -> Held,
        steps: &mut Steps,
    ) -> rusqlite::Result<Vec<Refusal>> {
        let mut refusals = Vec::new();
        for (name, wanted) in &self.wanted {
            if self.present.contains(&name.as_str()) {
                continue;
            }
            if wanted.unique
                && exists
                && let Some(refusal) = self.duplicates(connection, &wanted.fields, &held)?
            {
                if !refusals.contains(&refusal) {
                    refusals.push(refusal);
                }
                continue;
            }
            let statement = format!(
                "CREATE {} {} ON {} {}",
                if wanted.unique {
                    "UNIQUE INDEX"
                } else {
                    "INDEX"
                },
                quoted(name),
                quoted(&self.collection.name),
                wanted.definition
            );
            if !wanted.is_declared {
                steps.run(statement);
                continue;
            }
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

    /// Rows that share the values of those fields. Null equals null.
    fn duplicates(
        &self,
        connection: &Connection,
        fields: &[&str],
        held: impl Fn(&str) -> Held,
    ) -> rusqlite::Result<Option<Refusal>> {
        let table = quoted(&self.collection.name);
        let columns: Vec<String> = fields
            .iter()
            .filter_map(|field| match held(field) {
                Held::Column(name) => Some(quoted(&name)),
                Held::Same => None,
            })
            .collect();
        let partition = if columns.is_empty() {
            String::new()
        } else {
            format!("PARTITION BY {}", columns.join(", "))
        };
        let shared = format!(
            "SELECT \"id\", count(*) OVER () FROM (\
             SELECT \"id\", count(*) OVER ({partition}) AS \"sharing rows\" FROM {table}) \
             WHERE \"sharing rows\" > 1 ORDER BY \"id\" LIMIT {}",
            Refusal::ROWS_NAMED
        );
        let mut count = 0;
        let ids = connection
            .prepare(&shared)?
            .query_map([], |row| {
                count = row.get(1)?;
                row.get(0)
            })?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        Ok((!ids.is_empty()).then(|| Refusal::Duplicates {
            collection: self.collection.name.clone(),
            fields: fields.iter().map(|field| Box::from(*field)).collect(),
            count,
            ids,
        }))
    }
}

const UNIQUE: &str = "unique";
const INDEX: &str = "index";

/// The name of an index, such as `customers unique ("email")`: it describes the index, and never
/// clashes with a name that others choose.
fn name(table: &str, kind: &str, fields: &[&str]) -> String {
    format!("{table} {kind} ({})", quoted_list(fields.iter().copied()))
}
