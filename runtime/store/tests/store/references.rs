//! Fields that refer to rows.

use std::collections::BTreeMap;

use flowright_stdlib::query::{Comparison, Predicate, RowOperationKind, Scalar};
use flowright_stdlib::schema::{Collection, CollectionField, OnDelete};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, OpenError, Refusal, RowOutput, SchemaChange, StepError};
use proptest::prelude::*;

use crate::kit::{Opened, Place, add, collection, field, refers, text, was};

/// `customers { name: text }`
fn customers() -> Collection {
    collection("customers", vec![field("name", Type::Text)])
}

/// `orders` with that field.
fn orders(customer: CollectionField) -> Collection {
    collection("orders", vec![customer])
}

fn customer(on_delete: OnDelete) -> CollectionField {
    refers(
        "customers",
        on_delete,
        field("customer", Type::Int.optional()),
    )
}

fn plain() -> CollectionField {
    field("customer", Type::Int.optional())
}

async fn order(store: &Opened, customer: Option<i64>) -> Result<i64, StepError> {
    let plan = store.plan_create(1, &[1], &[0]).unwrap();
    let customer = customer.map_or(Datum::Null, Datum::Int);
    match store.create(&plan, vec![customer]).await?.as_slice() {
        [Datum::Int(id)] => Ok(*id),
        other => panic!("not an id: {other:?}"),
    }
}

async fn delete(store: &Opened, collection: usize, id: Option<i64>) -> Result<u64, StepError> {
    let by_id = Predicate::Compare(Comparison::Equal, Scalar::Column(0), Scalar::Parameter(0));
    let condition = id.map_or(Predicate::All, |_| by_id);
    let plan = store
        .plan_of(collection, RowOperationKind::Delete { condition }, &[])
        .unwrap();
    let values = id.map(Datum::Int).into_iter().collect();
    match store.perform(&plan, values).await? {
        RowOutput::Count(count) => Ok(count),
        output => panic!("nothing was counted: {output:?}"),
    }
}

/// The ids of all rows, with the first field.
async fn all(store: &Opened, collection: usize) -> BTreeMap<i64, Datum> {
    let find = RowOperationKind::Find {
        condition: Predicate::All,
        order: Vec::new(),
        limit: None,
        offset: None,
    };
    let plan = store.plan_of(collection, find, &[0, 1]).unwrap();
    let Ok(RowOutput::Rows(rows)) = store.perform(&plan, Vec::new()).await else {
        panic!("no rows");
    };
    let rows = rows.into_iter().map(|row| match row.as_slice() {
        [Datum::Int(id), value] => (*id, value.clone()),
        other => panic!("another row: {other:?}"),
    });
    rows.collect()
}

#[tokio::test]
async fn a_reference_finds_its_row() {
    let place = Place::new();
    let store = place.open(&[customers(), orders(customer(OnDelete::Restrict))]);
    let id = add(&store, &[1], vec![text("Ann")]).await;
    assert_eq!(order(&store, Some(id)).await, Ok(1));
    assert_eq!(order(&store, None).await, Ok(2));
    let broken = order(&store, Some(id + 1)).await.unwrap_err();
    assert_eq!(broken.code(), "conflict");
    assert_eq!(
        broken.to_string(),
        "`orders.customer` refers to a row that does not exist"
    );
    let referred = delete(&store, 0, Some(id)).await.unwrap_err();
    assert_eq!(referred.code(), "conflict");
    assert_eq!(
        referred.to_string(),
        "a row of `customers` cannot be deleted, because `orders.customer` refers to it"
    );
    assert_eq!(delete(&store, 1, Some(1)).await, Ok(1));
    assert_eq!(delete(&store, 0, Some(id)).await, Ok(1));
}

#[tokio::test]
async fn rows_that_refer_to_each_other_are_deleted_together() {
    let place = Place::new();
    let parent = refers(
        "nodes",
        OnDelete::Restrict,
        field("parent", Type::Int.optional()),
    );
    let store = place.open(&[collection("nodes", vec![parent])]);
    let root = add(&store, &[1], vec![Datum::Null]).await;
    add(&store, &[1], vec![Datum::Int(root)]).await;
    assert!(delete(&store, 0, Some(root)).await.is_err());
    assert_eq!(delete(&store, 0, None).await, Ok(2));
}

#[tokio::test]
async fn collections_may_refer_to_each_other() {
    let place = Place::new();
    let to = |other: &str| {
        refers(
            other,
            OnDelete::Cascade,
            field("other", Type::Int.optional()),
        )
    };
    let store = place.open(&[
        collection("a", vec![to("b")]),
        collection("b", vec![to("a")]),
    ]);
    add(&store, &[1], vec![Datum::Null]).await;
    assert_eq!(order(&store, Some(1)).await, Ok(1));
    let update = |id: i64| {
        let condition =
            Predicate::Compare(Comparison::Equal, Scalar::Column(0), Scalar::Parameter(0));
        let set = flowright_stdlib::query::Assignment {
            field: 1,
            value: Scalar::Parameter(1),
        };
        let plan = store.plan_update(0, &condition, &[set]).unwrap();
        let store = &store;
        async move {
            store
                .update(&plan, vec![Datum::Int(1), Datum::Int(id)])
                .await
        }
    };
    assert!(update(2).await.is_err());
    assert_eq!(update(1).await, Ok(1));
    assert_eq!(delete(&store, 0, Some(1)).await, Ok(1));
    assert!(all(&store, 1).await.is_empty());
}

#[tokio::test]
async fn a_field_becomes_a_reference_if_its_values_are_ids() {
    let place = Place::new();
    let store = place.open(&[customers(), orders(plain())]);
    for name in ["Ann", "Ben", "Cleo"] {
        add(&store, &[1], vec![text(name)]).await;
    }
    for customer in [Some(1), Some(7), None, Some(8), Some(2)] {
        order(&store, customer).await.unwrap();
    }
    // The last ID is not assigned again after its row was deleted.
    delete(&store, 1, Some(5)).await.unwrap();
    store.close().await;
    drop(store);

    let wanted = [customers(), orders(customer(OnDelete::Cascade))];
    let refusals = place.refusals(&wanted);
    assert_eq!(
        refusals,
        [Refusal::Dangling {
            collection: "orders".into(),
            field: "customer".into(),
            to: "customers".into(),
            count: 2,
            ids: vec![2, 4],
        }]
    );
    assert!(refusals[0].to_string().contains("2 rows: id 2, 4"));

    let sqlite = place.sqlite();
    sqlite
        .execute_batch("DELETE FROM orders WHERE id IN (2, 4)")
        .unwrap();
    drop(sqlite);
    let indexes = || {
        let count =
            "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'orders'";
        let sqlite = place.sqlite();
        sqlite
            .query_row(count, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(indexes(), 0);
    let changes = place.plan(&wanted, &[]).unwrap().changes;
    assert!(changes.contains(&SchemaChange::AddReference {
        collection: "orders".into(),
        field: "customer".into(),
        to: "customers".into(),
        on_delete: OnDelete::Cascade,
    }));
    let store = place.open(&wanted);
    // Deleting a customer searches for its orders.
    assert_eq!(indexes(), 1);
    let kept = all(&store, 1).await;
    assert_eq!(
        kept.into_iter().collect::<Vec<_>>(),
        [(1, Datum::Int(1)), (3, Datum::Null)]
    );
    assert!(order(&store, Some(7)).await.is_err());
    assert_eq!(order(&store, Some(2)).await, Ok(6));
    assert_eq!(delete(&store, 0, Some(1)).await, Ok(1));
    assert_eq!(all(&store, 1).await.len(), 2);
    store.close().await;
    drop(store);
    assert!(place.plan(&wanted, &[]).unwrap().is_empty());

    // The reference is changed and renamed, and then removed.
    let renamed = was(
        "customer",
        refers(
            "customers",
            OnDelete::Null,
            field("buyer", Type::Int.optional()),
        ),
    );
    let store = place.open(&[customers(), orders(renamed)]);
    assert_eq!(delete(&store, 0, Some(2)).await, Ok(1));
    assert_eq!(
        all(&store, 1).await.values().collect::<Vec<_>>(),
        [&Datum::Null; 2]
    );
    store.close().await;
    drop(store);
    let store = place.open(&[customers(), orders(field("buyer", Type::Int.optional()))]);
    assert_eq!(order(&store, Some(99)).await, Ok(7));
}

#[tokio::test]
async fn a_table_made_anew_keeps_the_rows_that_refer_to_it() {
    let place = Place::new();
    let lines = || {
        let order = refers("orders", OnDelete::Cascade, field("order", Type::Int));
        collection("lines", vec![order])
    };
    let mut unique = orders(plain());
    unique.unique = vec![vec![1]];
    let store = place.open(&[customers(), unique.clone(), lines()]);
    add(&store, &[1], vec![text("Ann")]).await;
    order(&store, Some(1)).await.unwrap();
    let plan = store.plan_create(2, &[1], &[0]).unwrap();
    store.create(&plan, vec![Datum::Int(1)]).await.unwrap();
    store.close().await;
    drop(store);
    unique.fields[1] = customer(OnDelete::Cascade);
    let store = place.open(&[customers(), unique, lines()]);
    assert_eq!(all(&store, 2).await.len(), 1);
    let twice = order(&store, Some(1)).await;
    assert!(matches!(twice, Err(StepError::Conflict { .. })));
    // The deletion includes all of them.
    assert_eq!(delete(&store, 0, Some(1)).await, Ok(1));
    assert!(all(&store, 1).await.is_empty() && all(&store, 2).await.is_empty());
}

#[tokio::test]
async fn a_reference_that_is_no_longer_declared_holds_nothing_up() {
    let place = Place::new();
    let wanted = [customers(), orders(customer(OnDelete::Restrict))];
    let store = place.open(&wanted);
    add(&store, &[1], vec![text("Ann")]).await;
    order(&store, Some(1)).await.unwrap();
    store.close().await;
    drop(store);
    let other = [customers(), orders(field("note", Type::Text.optional()))];
    let store = place.open(&other);
    assert_eq!(delete(&store, 0, Some(1)).await, Ok(1));
    store.close().await;
    drop(store);
    // The values are still there, but the row that they refer to has been deleted.
    assert!(matches!(
        place.refusals(&wanted)[..],
        [Refusal::Dangling { count: 1, .. }]
    ));
    let dropped = place.migrate(&other, &["orders.customer"]).unwrap();
    assert!(dropped.refusals.is_empty());
    let store = place.open(&wanted);
    assert_eq!(all(&store, 1).await.len(), 1);
}

#[tokio::test]
async fn rows_that_refer_to_a_dropped_table_are_not_given_its_new_rows() {
    let place = Place::new();
    let wanted = [customers(), orders(customer(OnDelete::Restrict))];
    let store = place.open(&wanted);
    add(&store, &[1], vec![text("Ann")]).await;
    order(&store, Some(1)).await.unwrap();
    store.close().await;
    drop(store);
    let other = [collection("notes", vec![field("note", Type::Text)])];
    let store = place.open(&[customers(), other[0].clone()]);
    add(&store, &[1], vec![text("Ben")]).await;
    store.close().await;
    drop(store);
    let dropped = place.migrate(&other, &["customers"]).unwrap();
    assert!(dropped.refusals.is_empty());
    assert!(matches!(
        place.refusals(&wanted)[..],
        [Refusal::Dangling { count: 1, .. }]
    ));
}

#[tokio::test]
async fn what_runs_beside_the_migration_keeps_its_tables() {
    let place = Place::new();
    let store = place.open(&[customers(), orders(plain())]);
    let second = refers(
        "customers",
        OnDelete::Null,
        field("second", Type::Int.optional()),
    );
    let mut more = orders(plain());
    more.fields.push(second);
    assert!(store.bring_up(vec![customers(), more]).await.is_ok());
    let refused = store
        .bring_up(vec![customers(), orders(customer(OnDelete::Restrict))])
        .await;
    assert!(
        matches!(refused, Err(OpenError::NeedsRestart { .. })),
        "{refused:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn deleting_does_what_is_declared(
        action in prop::sample::select(vec![OnDelete::Restrict, OnDelete::Cascade, OnDelete::Null]),
        given in prop::collection::vec(prop::option::of(1..5_i64), 0..8),
        deleted in prop::collection::vec(1..5_i64, 1..4),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let place = Place::new();
            let store = place.open(&[customers(), orders(customer(action))]);
            let mut there = Vec::new();
            for name in ["a", "b", "c"] {
                there.push(add(&store, &[1], vec![text(name)]).await);
            }
            let mut expected: BTreeMap<i64, Option<i64>> = BTreeMap::new();
            for customer in given {
                let known = customer.is_none_or(|id| there.contains(&id));
                let written = order(&store, customer).await;
                prop_assert_eq!(written.is_ok(), known);
                if let Ok(id) = written {
                    expected.insert(id, customer);
                }
            }
            for id in deleted {
                let is_there = there.contains(&id);
                let referred = expected.values().any(|customer| *customer == Some(id));
                let result = delete(&store, 0, Some(id)).await;
                if action == OnDelete::Restrict && referred {
                    prop_assert!(result.is_err());
                    continue;
                }
                prop_assert_eq!(result, Ok(u64::from(is_there)));
                there.retain(|one| *one != id);
                match action {
                    OnDelete::Cascade => expected.retain(|_, customer| *customer != Some(id)),
                    OnDelete::Null => {
                        let set = expected.values_mut().filter(|customer| **customer == Some(id));
                        set.for_each(|customer| *customer = None);
                    }
                    OnDelete::Restrict => {}
                }
            }
            let found = all(&store, 1).await;
            let expected = expected.into_iter();
            let expected: BTreeMap<i64, Datum> = expected
                .map(|(id, customer)| (id, customer.map_or(Datum::Null, Datum::Int)))
                .collect();
            prop_assert_eq!(found, expected);
            Ok(())
        })?;
    }
}
