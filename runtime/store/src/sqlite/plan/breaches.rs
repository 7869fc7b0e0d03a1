//! Determines which `unique` or `ref` a step has violated.

use flowright_stdlib::schema::OnDelete;

use super::Table;
use crate::StepError;
use crate::sqlite::of_nulls::OfNulls;

/// The constraints that a step can violate: the uniques of a collection, keyed by SQLite's error
/// when a row violates one, and its references.
#[derive(Debug)]
pub(crate) struct Breaches {
    collection: Box<str>,
    uniques: Box<[(String, Vec<Box<str>>)]>,
    references: References,
}

/// The references that a step may break. SQLite does not report which one was broken.
#[derive(Debug)]
enum References {
    /// The references of the written row to other rows.
    Own(Vec<Box<str>>),
    /// The references of other rows to a deleted row.
    Others(Vec<Box<str>>),
}

impl Breaches {
    /// The constraints that a step that writes rows can violate.
    pub(crate) fn of(table: &Table<'_>) -> Breaches {
        let collection = table.collection;
        let unique = |set: &Vec<usize>| {
            let of_nulls = OfNulls::of(collection, set);
            let fields: Vec<Box<str>> = set
                .iter()
                .filter_map(|field| collection.fields.get(*field))
                .map(|field| field.name.clone())
                .collect();
            let columns: Vec<String> = fields
                .iter()
                .map(|field| format!("{}.{field}", collection.name))
                .collect();
            let breach = format!("UNIQUE constraint failed: {}", columns.join(", "));
            let of_nulls = of_nulls.map(|index| (index.breach(), fields.clone()));
            [(breach, fields)].into_iter().chain(of_nulls)
        };
        let fields = collection.fields.iter();
        let own = fields.filter(|field| field.reference.is_some());
        let own = own.map(|field| format!("{}.{}", collection.name, field.name).into());
        Breaches {
            collection: collection.name.clone(),
            uniques: collection.unique.iter().flat_map(unique).collect(),
            references: References::Own(own.collect()),
        }
    }

    /// The constraints that a step that deletes rows can violate.
    pub(crate) fn of_delete(table: &Table<'_>) -> Breaches {
        // The collections whose rows may be deleted too.
        let mut reached = vec![&*table.collection.name];
        let mut others: Vec<Box<str>> = Vec::new();
        let mut at = 0;
        while let Some(name) = reached.get(at).copied() {
            at += 1;
            for other in table.collections {
                for field in &other.fields {
                    let to = field
                        .reference
                        .as_ref()
                        .filter(|to| *to.collection == *name);
                    match to.map(|to| to.on_delete) {
                        Some(OnDelete::Restrict) => {
                            others.push(format!("{}.{}", other.name, field.name).into());
                        }
                        Some(OnDelete::Cascade) if !reached.contains(&&*other.name) => {
                            reached.push(&other.name);
                        }
                        Some(OnDelete::Cascade | OnDelete::Null) | None => {}
                    }
                }
            }
        }
        Breaches {
            references: References::Others(others),
            ..Breaches::of(table)
        }
    }

    /// The conflict that SQLite reports.
    pub(crate) fn conflict(&self, message: &str) -> StepError {
        let unique = self.uniques.iter().find(|(breach, _)| breach == message);
        StepError::Conflict {
            collection: self.collection.clone(),
            fields: unique.map(|(_, fields)| fields.clone()).unwrap_or_default(),
        }
    }

    /// The reference that would be broken.
    pub(crate) fn reference(&self) -> StepError {
        match &self.references {
            References::Own(fields) => StepError::NoSuchRow {
                fields: fields.clone(),
            },
            References::Others(fields) => StepError::ReferredTo {
                collection: self.collection.clone(),
                fields: fields.clone(),
            },
        }
    }
}
