//! Determines which `unique` a row has violated.

use flowright_stdlib::schema::Collection;

use crate::StepError;
use crate::sqlite::of_nulls::OfNulls;

/// The uniques of a collection, by SQLite's error when a row violates one.
#[derive(Debug)]
pub(crate) struct Breaches {
    collection: Box<str>,
    uniques: Box<[(String, Vec<Box<str>>)]>,
}

impl Breaches {
    pub(crate) fn of(collection: &Collection) -> Breaches {
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
        Breaches {
            collection: collection.name.clone(),
            uniques: collection.unique.iter().flat_map(unique).collect(),
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
}
