//! Restarts with other collections: what is migrated, what is refused.

mod fields;
mod indexes;
mod lists;
mod migrations;
mod renames;
mod tables;
mod types;

use flowright_stdlib::schema::{Collection, CollectionField};
use flowright_stdlib::types::Type;
use flowright_store::Datum;

use crate::kit::{Opened, Place, add, collection, field, row, text};

fn things(fields: Vec<CollectionField>) -> Vec<Collection> {
    vec![collection("things", fields)]
}

/// A store with one row in its first collection, closed.
async fn with_row(collections: &[Collection], fields: &[usize], values: Vec<Datum>) -> Place {
    let place = Place::new();
    let store = place.open(collections);
    assert_eq!(add(&store, fields, values).await, 1);
    store.close().await;
    place
}

async fn with_name() -> (Place, Vec<Collection>) {
    let before = things(vec![field("name", Type::Text)]);
    (with_row(&before, &[1], vec![text("a")]).await, before)
}

fn literals(texts: &[&str]) -> Type {
    Type::literals(texts.iter().copied())
}

fn indexes(place: &Place) -> Vec<String> {
    let sqlite = place.sqlite();
    let mut names = sqlite
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1",
        )
        .unwrap();
    names
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

async fn first(store: &Opened, fields: &[usize]) -> Vec<Datum> {
    row(store, 1, fields).await.unwrap()
}
