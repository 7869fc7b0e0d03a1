//! `unique` and `index` that are added and removed.

use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, Refusal};

use super::{indexes, things, with_row};
use crate::kit::{add, constant, field};

#[tokio::test]
async fn indexes_follow_the_declaration_and_those_of_others_stay() {
    let mut collections = things(vec![field("a", Type::Int), field("b", Type::Int)]);
    collections[0].index = vec![vec![1, 2], vec![1, 2]];
    collections[0].unique = vec![vec![2]];
    let place = with_row(&collections, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    assert_eq!(
        indexes(&place),
        ["things index (\"a\", \"b\")", "things unique (\"b\")"]
    );
    place
        .sqlite()
        .execute_batch("CREATE INDEX mine ON things (a)")
        .unwrap();
    collections[0].index = vec![vec![2, 1]];
    collections[0].unique = vec![];
    place.open(&collections).close().await;
    assert_eq!(indexes(&place), ["mine", "things index (\"b\", \"a\")"]);
}

#[tokio::test]
async fn a_unique_is_refused_where_rows_share_values() {
    let mut collections = things(vec![field("a", Type::Int.optional())]);
    let place = with_row(&collections, &[1], vec![Datum::Int(5)]).await;
    let store = place.open(&collections);
    add(&store, &[1], vec![Datum::Null]).await;
    add(&store, &[1], vec![Datum::Null]).await;
    store.close().await;
    collections[0].unique = vec![vec![1]];
    let refusal = |count, ids: &[i64]| Refusal::Duplicates {
        collection: "things".into(),
        fields: vec!["a".into()],
        count,
        ids: ids.to_vec(),
    };
    assert_eq!(place.refusals(&collections), [refusal(2, &[2, 3])]);
    let text = refusal(2, &[2, 3]).to_string();
    assert!(text.contains("null equals null: id 2, 3; "), "{text}");

    collections[0].unique = vec![];
    let store = place.open(&collections);
    add(&store, &[1], vec![Datum::Int(5)]).await;
    store.close().await;
    collections[0].unique = vec![vec![1]];
    assert_eq!(place.refusals(&collections), [refusal(4, &[1, 2, 3, 4])]);
}

/// The index as it was created before null equalled null.
#[tokio::test]
async fn a_unique_that_is_there_is_refused_where_rows_share_null() {
    let mut collections = things(vec![
        field("a", Type::Int.optional()),
        field("b", Type::Text),
    ]);
    collections[0].unique = vec![vec![1, 2]];
    let b = |text: &str| Datum::Text(text.into());
    let place = with_row(&collections, &[1, 2], vec![Datum::Null, b("x")]).await;
    let of_nulls = "things unique null (\"a\") in (\"a\", \"b\")";
    assert_eq!(indexes(&place), ["things unique (\"a\", \"b\")", of_nulls]);
    let sqlite = place.sqlite();
    let removal = format!("DROP INDEX \"{}\"", of_nulls.replace('"', "\"\""));
    sqlite.execute_batch(&removal).unwrap();
    let again = "INSERT INTO things (a, b) VALUES (NULL, 'x'), (NULL, 'y'), (1, 'x')";
    sqlite.execute_batch(again).unwrap();
    drop(sqlite);
    let refusal = Refusal::Duplicates {
        collection: "things".into(),
        fields: vec!["a".into(), "b".into()],
        count: 2,
        ids: vec![1, 2],
    };
    assert_eq!(place.refusals(&collections), [refusal]);

    // With no optional field left, there is no second index.
    place
        .sqlite()
        .execute_batch("DELETE FROM things WHERE a IS NULL")
        .unwrap();
    collections[0].fields[1] = field("a", Type::Int);
    place.open(&collections).close().await;
    assert_eq!(indexes(&place), ["things unique (\"a\", \"b\")"]);
}

#[tokio::test]
async fn a_removed_field_takes_its_unique_with_it() {
    let mut collections = things(vec![
        field("a", Type::Int),
        field("b", Type::Int.optional()),
    ]);
    collections[0].unique = vec![vec![1, 2]];
    collections[0].index = vec![vec![2]];
    let place = with_row(&collections, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    let store = place.open(&things(vec![field("a", Type::Int)]));
    add(&store, &[1], vec![Datum::Int(1)]).await;
    store.close().await;
    assert_eq!(indexes(&place), Vec::<String>::new());
    place.open(&collections).close().await;
    assert_eq!(
        indexes(&place),
        [
            "things index (\"b\")",
            "things unique (\"a\", \"b\")",
            "things unique null (\"b\") in (\"a\", \"b\")",
        ]
    );
}

#[tokio::test]
async fn a_unique_over_new_columns_counts_what_the_rows_get() {
    let before = things(vec![field("a", Type::Int)]);
    let place = with_row(&before, &[1], vec![Datum::Int(5)]).await;
    let unique = |fields: Vec<usize>| {
        let new = constant("new", Type::Int, Constant::Int(7));
        let mut after = things(vec![field("a", Type::Int), new]);
        after[0].unique = vec![fields];
        after
    };
    place.open(&unique(vec![2])).close().await;
    place.open(&before).close().await;
    let store = place.open(&before);
    add(&store, &[1], vec![Datum::Int(6)]).await;
    store.close().await;
    assert!(matches!(
        place.refusals(&unique(vec![2])).as_slice(),
        [Refusal::Duplicates { ids, .. }] if *ids == [1, 2]
    ));
    place.open(&unique(vec![1, 2])).close().await;
}
