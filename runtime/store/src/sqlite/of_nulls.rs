//! A `unique` among rows that hold null.
//!
//! To an index of SQLite no null is equal to another, while in the language null equals null. So a `unique` with optional fields has a
//! second index, over the rows that hold null in one of them.

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
    /// What such an index is for, as its name says.
    pub(crate) const KIND: &'static str = "unique null";

    /// That of a `unique`, if it has an optional field.
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

    /// Its name, which is another one where other fields are optional.
    pub(crate) fn name(&self) -> String {
        let all = quoted_list(self.fields.iter().map(|(name, _)| *name));
        let optional = quoted_list(self.optional());
        format!("{} {} ({optional}) in ({all})", self.table, Self::KIND)
    }

    /// What stands behind the table: the fields, with an empty blob, which no column holds, in place of null.
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

    /// What SQLite says when a row breaks it.
    pub(crate) fn breach(&self) -> String {
        let name = self.name().replace('\'', "''");
        format!("UNIQUE constraint failed: index '{name}'")
    }
}
