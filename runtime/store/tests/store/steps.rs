//! What each step does and returns.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::query::{Assignment, Comparison, Predicate, Scalar};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, StepError};

use crate::kit::{NOW, Place, add, collection, constant, customers, field, row, text};

fn is(field: usize, parameter: usize) -> Predicate {
    Predicate::Compare(
        Comparison::Equal,
        Scalar::Column(field),
        Scalar::Parameter(parameter),
    )
}

#[tokio::test]
async fn create_gives_what_is_asked_for_in_that_order_with_defaults() {
    let place = Place::new();
    let store = place.open(&[customers()]);
    let plan = store.plan_create(0, &[2, 1], &[5, 3, 1, 0]).unwrap();
    let row = store
        .create(&plan, vec![text("a@b"), text("Ann")])
        .await
        .unwrap();
    assert_eq!(
        row,
        [Datum::Time(NOW), Datum::Null, text("Ann"), Datum::Int(1)]
    );
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_was() {
    let place = Place::new();
    let fields = || {
        vec![
            field("b", Type::Bool.optional()),
            field("i", Type::Int.optional()),
            field("f", Type::Float.optional()),
            field("t", Type::Text.optional()),
            field("l", Type::literals(["x", "y"]).optional()),
            field("at", Type::Time.optional()),
            field("d", Type::Decimal.optional()),
            field("for", Type::Duration.optional()),
            field("day", Type::Date.optional()),
        ]
    };
    let store = place.open(&[collection("things", fields())]);
    let all = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    let plan = store.plan_create(0, &all, &all).unwrap();
    let long = "ü".repeat(100_000);
    for values in [
        vec![Datum::Null; 9],
        vec![
            Datum::Bool(true),
            Datum::Int(i64::MAX),
            Datum::Float(f64::MIN_POSITIVE),
            text(&long),
            text("x"),
            Datum::Time(-1),
            Datum::Decimal(Decimal::ZERO),
            Datum::Duration(i64::MIN),
            Datum::Date(-719_528),
        ],
        vec![
            Datum::Bool(false),
            Datum::Int(i64::MIN),
            Datum::Float(2.0),
            text("\0 'a' \"b\" ?1"),
            text("y"),
            Datum::Time(i64::MAX),
            Datum::Decimal(Decimal::from(i64::MIN)),
            Datum::Duration(1),
            Datum::Date(2_932_896),
        ],
    ] {
        assert_eq!(store.create(&plan, values.clone()).await.unwrap(), values);
    }
}

/// The output of a step is assembled from what was written: it must equal what is read afterwards,
/// bit for bit.
#[tokio::test]
async fn what_a_write_gives_is_what_is_found_afterwards() {
    let place = Place::new();
    let mut things = collection(
        "things",
        vec![
            field("key", Type::Float),
            field("f", Type::Float.optional()),
            field("t", Type::Text.optional()),
            constant("d", Type::Float, Constant::Float(-0.0)),
            constant("c", Type::Text, Constant::Text("new".into())),
        ],
    );
    things.unique = vec![vec![1]];
    let store = place.open(&[things]);
    let all = [5, 0, 4, 3, 2, 1];
    let upsert = store.plan_upsert(0, 0, &[2, 1, 3], &[5], &all).unwrap();
    let find = store.plan_find_one(0, &is(0, 0), &all).unwrap();
    for (key, float, created) in [
        (0.5, -0.0, true),
        (-0.0, 1.5, true),
        (0.0, -0.0, false),
        (0.5, 2.0, false),
    ] {
        let values = vec![
            Datum::Float(float),
            Datum::Float(key),
            text("it"),
            text("given"),
        ];
        let done = store.upsert(&upsert, values).await.unwrap();
        assert_eq!(done.created, created);
        let id = done.row[1].clone();
        let found = store.find_one(&find, vec![id]).await.unwrap().unwrap();
        // The two zeros are equal, but their digits differ.
        assert_eq!(format!("{:?}", done.row), format!("{found:?}"));
    }
}

#[tokio::test]
async fn a_broken_unique_is_a_conflict_that_names_it() {
    let place = Place::new();
    let mut pairs = collection("pairs", vec![field("a", Type::Int), field("b", Type::Int)]);
    pairs.unique = vec![vec![1, 2]];
    let store = place.open(&[pairs]);
    add(&store, &[1, 2], vec![Datum::Int(1), Datum::Int(1)]).await;
    add(&store, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    let plan = store.plan_create(0, &[1, 2], &[]).unwrap();
    let error = store
        .create(&plan, vec![Datum::Int(1), Datum::Int(2)])
        .await
        .unwrap_err();
    let conflict = StepError::Conflict {
        collection: "pairs".into(),
        fields: vec!["a".into(), "b".into()],
    };
    assert_eq!(error, conflict);
    assert_eq!(error.code(), "conflict");
}

#[tokio::test]
async fn null_equals_null_in_a_unique() {
    let place = Place::new();
    let fields = vec![
        field("a", Type::Int.optional()),
        field("b", Type::Text),
        field("c", Type::Text.optional()),
        field("n", Type::Int),
    ];
    let mut things = collection("things", fields);
    things.unique = vec![vec![1, 2, 3]];
    let store = place.open(&[things]);
    let upsert = store.plan_upsert(0, 0, &[1, 2, 3, 4], &[], &[0]).unwrap();
    let key = |a: &Datum, b: &str, c: &Datum| vec![a.clone(), text(b), c.clone()];
    let keys = [
        key(&Datum::Null, "x", &Datum::Null),
        key(&Datum::Null, "y", &Datum::Null),
        key(&Datum::Int(1), "x", &Datum::Null),
        key(&Datum::Null, "x", &text("")),
        key(&Datum::Int(0), "x", &Datum::Null),
        key(&Datum::Int(1), "x", &text("z")),
    ];
    for created in [true, false] {
        for (id, key) in (1..).zip(&keys) {
            let mut values = key.clone();
            values.push(Datum::Int(id));
            let upserted = store.upsert(&upsert, values).await.unwrap();
            assert_eq!(
                (upserted.row, upserted.created),
                (vec![Datum::Int(id)], created)
            );
        }
    }
    let create = store.plan_create(0, &[1, 2, 3, 4], &[]).unwrap();
    for key in keys {
        let mut values = key;
        values.push(Datum::Int(9));
        let conflict = StepError::Conflict {
            collection: "things".into(),
            fields: vec!["a".into(), "b".into(), "c".into()],
        };
        assert_eq!(store.create(&create, values).await.unwrap_err(), conflict);
    }
}

#[tokio::test]
async fn upsert_creates_once_and_then_sets_exactly_the_written_fields() {
    let place = Place::new();
    let store = place.open(&[customers()]);
    let plan = store
        .plan_upsert(0, 0, &[1, 2], &[4], &[0, 1, 3, 4])
        .unwrap();
    let first = store
        .upsert(&plan, vec![text("Ann"), text("a@b"), text("sam")])
        .await
        .unwrap();
    assert!(first.created);
    assert_eq!(
        first.row,
        [Datum::Int(1), text("Ann"), Datum::Null, text("sam")]
    );

    let message = store
        .plan_update(
            0,
            &is(2, 0),
            &[Assignment {
                field: 3,
                value: Scalar::Parameter(1),
            }],
        )
        .unwrap();
    assert_eq!(
        store
            .update(&message, vec![text("a@b"), text("hi")])
            .await
            .unwrap(),
        1
    );

    let second = store
        .upsert(&plan, vec![text("Anna"), text("a@b"), text("kim")])
        .await
        .unwrap();
    assert!(!second.created);
    assert_eq!(
        second.row,
        [Datum::Int(1), text("Anna"), text("hi"), text("sam")]
    );
    assert_eq!(add(&store, &[1, 2], vec![text("Bo"), text("b@b")]).await, 2);
}

#[tokio::test]
async fn upsert_of_the_key_alone_gives_the_row_as_it_stands() {
    let place = Place::new();
    let mut keys = collection(
        "keys",
        vec![
            field("k", Type::Text),
            constant("n", Type::Int, Constant::Int(1)),
        ],
    );
    keys.unique = vec![vec![1]];
    let store = place.open(&[keys]);
    let plan = store.plan_upsert(0, 0, &[1], &[2], &[2]).unwrap();
    for (n, created) in [(5, true), (6, false)] {
        let upserted = store
            .upsert(&plan, vec![text("k"), Datum::Int(n)])
            .await
            .unwrap();
        assert_eq!(
            (upserted.row, upserted.created),
            (vec![Datum::Int(5)], created)
        );
    }
    let silent = store.plan_upsert(0, 0, &[1], &[], &[]).unwrap();
    let upserted = store.upsert(&silent, vec![text("k")]).await.unwrap();
    assert_eq!((upserted.row, upserted.created), (vec![], false));
}

#[tokio::test]
async fn upsert_that_breaks_another_unique_is_a_conflict() {
    let place = Place::new();
    let mut things = collection("things", vec![field("a", Type::Int), field("b", Type::Int)]);
    things.unique = vec![vec![1], vec![2]];
    let store = place.open(&[things]);
    add(&store, &[1, 2], vec![Datum::Int(1), Datum::Int(1)]).await;
    add(&store, &[1, 2], vec![Datum::Int(2), Datum::Int(2)]).await;
    let plan = store.plan_upsert(0, 0, &[1, 2], &[], &[]).unwrap();
    let conflict = StepError::Conflict {
        collection: "things".into(),
        fields: vec!["b".into()],
    };
    for key in [1, 3] {
        let result = store
            .upsert(&plan, vec![Datum::Int(key), Datum::Int(2)])
            .await;
        assert_eq!(result, Err(conflict.clone()));
    }
}

#[tokio::test]
async fn find_one_gives_the_oldest_or_null() {
    let place = Place::new();
    let mut things = collection("things", vec![field("a", Type::Int), field("b", Type::Int)]);
    things.index = vec![vec![1, 2]];
    let store = place.open(&[things]);
    for b in [9, 8, 7] {
        add(&store, &[1, 2], vec![Datum::Int(1), Datum::Int(b)]).await;
    }
    let plan = store.plan_find_one(0, &is(1, 0), &[2]).unwrap();
    let found = store.find_one(&plan, vec![Datum::Int(1)]).await.unwrap();
    assert_eq!(found, Some(vec![Datum::Int(9)]));
    assert_eq!(
        store.find_one(&plan, vec![Datum::Int(2)]).await.unwrap(),
        None
    );
    let exists = store.plan_find_one(0, &is(1, 0), &[]).unwrap();
    assert_eq!(
        store.find_one(&exists, vec![Datum::Int(1)]).await.unwrap(),
        Some(vec![])
    );
}

#[tokio::test]
async fn update_looks_at_the_row_as_it_was() {
    let place = Place::new();
    let store = place.open(&[collection(
        "things",
        vec![field("a", Type::Int), field("b", Type::Int)],
    )]);
    let id = add(&store, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    let swap = [
        Assignment {
            field: 1,
            value: Scalar::Column(2),
        },
        Assignment {
            field: 2,
            value: Scalar::Column(1),
        },
    ];
    let plan = store.plan_update(0, &Predicate::All, &swap).unwrap();
    assert_eq!(store.update(&plan, vec![]).await.unwrap(), 1);
    assert_eq!(
        row(&store, id, &[1, 2]).await.unwrap(),
        [Datum::Int(2), Datum::Int(1)]
    );
}
