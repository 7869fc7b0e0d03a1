//! The tables and columns that the operator wants to drop: `orders` or `orders.note`.

use flowright_stdlib::schema::Collection;

use super::known::Known;
use crate::Refusal;
use crate::column::Column;

/// Names of collections and fields whose values are to be discarded.
pub(super) struct Drops<'a>(pub &'a [String]);

impl Drops<'_> {
    /// Whether that column is to be dropped.
    pub(super) fn has_column(&self, collection: &str, field: &str) -> bool {
        self.0
            .iter()
            .any(|name| name.split_once('.') == Some((collection, field)))
    }

    /// Whether that table is to be dropped.
    pub(super) fn has_table(&self, collection: &str) -> bool {
        self.0.iter().any(|name| name == collection)
    }

    /// Refuses names that do not exist in the database, and names that the program declares.
    pub(super) fn refusals(&self, known: &Known, collections: &[Collection]) -> Vec<Refusal> {
        let refusal = |name: &String| {
            let (table, column) = match name.split_once('.') {
                Some((table, column)) => (table, Some(column)),
                None => (name.as_str(), None),
            };
            let declared = collections.iter().find(|one| *one.name == *table);
            let name = name.clone();
            let Some(fields) = known.collection(table) else {
                return Some(Refusal::NothingToDrop { name });
            };
            let Some(column) = column else {
                return declared.map(|_| Refusal::DropDeclared { name });
            };
            let Some(known) = fields.iter().find(|known| known.name == column) else {
                return Some(Refusal::NothingToDrop { name });
            };
            let field = declared.and_then(|collection| collection.field(column));
            let kind = field.and_then(|(_, field)| Some(Column::of(&field.ty)?.kind));
            (kind == Some(known.kind)).then_some(Refusal::DropDeclared { name })
        };
        self.0.iter().filter_map(refusal).collect()
    }
}
