//! A `unique` over optional fields that may be null.
//!
//! In an SQLite index no two nulls are equal, while in the language null equals null. A `unique`
//! with optional fields therefore has a second index, over the rows in which one of these fields is
//! null.

use flowright_stdlib::schema::{Collection, CollectionField};

use crate::column::Column;
use crate::sql::{quoted, quoted_list};

/// The second index of a `unique` with optional fields.
pub(crate) struct OfNulls<'a> {
    table: &'a str,
    /// The names of its fields, and whether they are optional.
    fields: Vec<(&'a str, bool)>,
}

impl<'a> OfNulls<'a> {
    /// The kind of such an index, as it appears in its name.
    pub(crate) const KIND: &'static str = "unique null";

    /// The second index of a `unique`, if it has an optional field.
    pub(crate) fn of(collection: &'a Collection, set: &[usize]) -> Option<OfNulls<'a>> {
        let optional =
            |field: &CollectionField| Column::of(&field.ty).is_some_and(|column| column.nullable);
        let fields = set.iter().filter_map(|field| collection.fields.get(*field));
        let fields: Vec<(&str, bool)> = fields
            .map(|field| (&*field.name, optional(field)))
            .collect();
        let has_optional = fields.iter().any(|(_, optional)| *optional);
        has_optional.then_some(OfNulls {
            table: &collection.name,
            fields,
        })
    }

    fn optional(&self) -> impl Iterator<Item = &'a str> {
        let optional = self.fields.iter().filter(|(_, optional)| *optional);
        optional.map(|(name, _)| *name)
    }

    /// Its name, which depends on which fields are optional.
    pub(crate) fn name(&self) -> String {
        let all = quoted_list(self.fields.iter().map(|(name, _)| *name));
        let optional = quoted_list(self.optional());
        format!("{} {} ({optional}) in ({all})", self.table, Self::KIND)
    }

    /// The part after the table's name: the fields, with null replaced by an empty blob, which no
    /// column holds.
    pub(crate) fn definition(&self) -> String {
        let keys = self.fields.iter().map(|(name, optional)| {
            let name = quoted(name);
            if *optional {
                format!("ifnull({name}, x'')")
            } else {
                name
            }
        });
        let keys: Vec<String> = keys.collect();
        let nulls = self.optional();
        let nulls: Vec<String> = nulls
            .map(|name| format!("{} IS NULL", quoted(name)))
            .collect();
        format!("({}) WHERE {}", keys.join(", "), nulls.join(" OR "))
    }

    /// SQLite's error when a row violates it.
    pub(crate) fn breach(&self) -> String {
        let name = self.name().replace('\'', "''");
        format!("UNIQUE constraint failed: index '{name}'")
    }
}
