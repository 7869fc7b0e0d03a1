//! Fields that hold lists and JSON: stored exactly, searched by type; and conditions that take
//! lists.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::query::{Assignment, MOST_ROWS, Predicate, RowOperationKind, Scalar};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, RowOutput, StepError};

use crate::kit::{Opened, Place, add, collection, field, row, text};

/// Each type of element, with elements that JSON could confuse.
fn elements() -> Vec<(Type, Vec<Datum>)> {
    let decimal = |text: &str| Datum::Decimal(Decimal::parse(text).unwrap());
    vec![
        (Type::Bool, vec![Datum::Bool(true), Datum::Bool(false)]),
        (
            Type::Int,
            [0, 1, -1, i64::MAX, i64::MIN, 9_007_199_254_740_993]
                .map(Datum::Int)
                .to_vec(),
        ),
        (
            Type::Float,
            [
                0.1,
                1.0,
                1e300,
                5e-324,
                -2.5,
                0.300_000_000_000_000_04,
                1e22,
            ]
            .map(Datum::Float)
            .to_vec(),
        ),
        (
            Type::Decimal,
            [
                "0.1",
                "1",
                "-9999999999999999999999999999",
                "0.0000000000000000000000000001",
            ]
            .map(decimal)
            .to_vec(),
        ),
        (
            Type::Text,
            [
                "",
                "1",
                "true",
                "null",
                "ä",
                "a\u{308}",
                "\0",
                "\"\\",
                "\u{10ffff}",
                "[]",
            ]
            .map(text)
            .to_vec(),
        ),
        (
            Type::Time,
            [0, -1, 1_700_000_000_000_001].map(Datum::Time).to_vec(),
        ),
        (
            Type::Date,
            [0, -719_528, 2_932_896].map(Datum::Date).to_vec(),
        ),
        (
            Type::Duration,
            [0, i64::MAX, -1].map(Datum::Duration).to_vec(),
        ),
    ]
}

fn lists(element: &Type) -> Vec<Collection> {
    let mut things = collection(
        "things",
        vec![
            field("all", element.clone().list()),
            field("some", element.clone().list().optional()),
            field("one", element.clone().optional()),
        ],
    );
    things.index = vec![vec![3]];
    vec![things]
}

async fn count(store: &Opened, condition: Predicate, values: Vec<Datum>) -> u64 {
    let plan = store
        .plan_query(RowOperationKind::Count { condition }, &[])
        .unwrap();
    match store.perform(&plan, values).await.unwrap() {
        RowOutput::Count(count) => count,
        other => panic!("{other:?}"),
    }
}

fn holds(field: usize) -> Predicate {
    Predicate::Holds(Scalar::Column(field), Scalar::Parameter(0))
}

#[tokio::test]
async fn each_element_is_kept_and_found() {
    for (ty, elements) in elements() {
        let place = Place::new();
        let store = place.open(&lists(&ty));
        let all = Datum::List(elements.clone());
        let values = vec![all.clone(), Datum::Null, Datum::Null];
        add(&store, &[1, 2, 3], values).await;
        for element in &elements {
            let only = Datum::List(vec![element.clone()]);
            add(&store, &[1, 2, 3], vec![only, all.clone(), element.clone()]).await;
        }
        store.close().await;
        let store = place.open(&lists(&ty));
        let first = row(&store, 1, &[1, 2]).await.unwrap();
        assert_eq!(first, [all, Datum::Null]);
        for element in &elements {
            let given = || vec![element.clone()];
            let others = u64::try_from(elements.len()).unwrap();
            assert_eq!(count(&store, holds(1), given()).await, 2, "{element:?}");
            let not = Predicate::Not(Box::new(holds(1)));
            assert_eq!(count(&store, not, given()).await, others - 1);
            assert_eq!(count(&store, holds(2), given()).await, others);
            let not = Predicate::Not(Box::new(holds(2)));
            assert_eq!(count(&store, not, given()).await, 1, "a null list");
            let is_in = || Predicate::In(Scalar::Column(3), 0);
            let listed = vec![Datum::List(given())];
            assert_eq!(count(&store, is_in(), listed).await, 1, "{element:?}");
            let listed = vec![Datum::List(vec![Datum::Null, element.clone()])];
            assert_eq!(
                count(&store, is_in(), listed.clone()).await,
                2,
                "null is null"
            );
            let not = Predicate::Not(Box::new(is_in()));
            assert_eq!(count(&store, not, listed).await, others - 1);
        }
        let nothing = vec![Datum::List(Vec::new())];
        let is_in = Predicate::In(Scalar::Column(3), 0);
        assert_eq!(count(&store, is_in, nothing).await, 0);
    }
}

#[tokio::test]
async fn json_is_kept_as_it_is() {
    let place = Place::new();
    let things = [collection(
        "things",
        vec![
            field("json", Type::Json),
            field("maybe", Type::Json.optional()),
        ],
    )];
    let store = place.open(&things);
    let json = |text: &str| Datum::Json(text.into());
    let large = r#"{"b":1.0,"a":123456789012345678901234567890,"a":"\u00e4\u0000"}"#;
    for (id, (value, maybe)) in (1..).zip([
        (json("null"), Datum::Null),
        (json(large), json("null")),
        (json("\"text\""), json("[1,[2]]")),
    ]) {
        add(&store, &[1, 2], vec![value.clone(), maybe.clone()]).await;
        assert_eq!(row(&store, id, &[1, 2]).await.unwrap(), [value, maybe]);
    }
}

#[tokio::test]
async fn a_list_is_set_and_copied() {
    let place = Place::new();
    let store = place.open(&lists(&Type::Text));
    let list = |texts: &[&str]| Datum::List(texts.iter().map(|one| text(one)).collect());
    let id = add(&store, &[1], vec![list(&["a"])]).await;
    let set = [
        Assignment {
            field: 1,
            value: Scalar::Parameter(0),
        },
        Assignment {
            field: 2,
            value: Scalar::Column(1),
        },
    ];
    let plan = store.plan_update(0, &Predicate::All, &set).unwrap();
    let updated = store.update(&plan, vec![list(&["b", "c"])]).await;
    assert_eq!(updated, Ok(1));
    assert_eq!(
        row(&store, id, &[1, 2]).await.unwrap(),
        [list(&["b", "c"]), list(&["a"])]
    );
}

#[tokio::test]
async fn an_upsert_writes_a_list_where_its_condition_on_lists_holds() {
    let mut things = lists(&Type::Text);
    things[0].unique = vec![vec![3]];
    let place = Place::new();
    let store = place.open(&things);
    let list = |texts: &[&str]| Datum::List(texts.iter().map(|one| text(one)).collect());
    // A row is left alone unless it has the tag, and its name is in the list.
    let kind = RowOperationKind::Upsert {
        unique: 0,
        fields: vec![3, 1],
        on_create: vec![2],
        condition: Predicate::And(
            Predicate::Holds(Scalar::Column(1), Scalar::Parameter(3)).into(),
            Predicate::In(Scalar::Column(3), 4).into(),
        ),
    };
    let plan = store.plan_query(kind, &[1, 2]).unwrap();
    let mut rows = Vec::new();
    for (tags, tag, names) in [
        (&["a"], "x", &["none"]),
        (&["b"], "b", &["one"]),
        (&["c"], "a", &["two"]),
        (&["d"], "a", &["one"]),
    ] {
        let values = vec![text("one"), list(tags), list(tags), text(tag), list(names)];
        rows.push(store.upsert(&plan, values).await.unwrap().row);
    }
    let row = |tags: &[&str]| vec![list(tags), list(&["a"])];
    assert_eq!(rows, [row(&["a"]), row(&["a"]), row(&["a"]), row(&["d"])]);
}

#[tokio::test]
async fn values_that_do_not_fit_are_refused() {
    let place = Place::new();
    let store = place.open(&lists(&Type::Int));
    let create = store.plan_create(0, &[1], &[]).unwrap();
    for wrong in [
        Datum::List(vec![Datum::Null]),
        Datum::List(vec![text("1")]),
        Datum::Json("[1]".into()),
        Datum::Null,
    ] {
        let refused = store.create(&create, vec![wrong]).await;
        assert!(matches!(refused, Err(StepError::Misuse { .. })));
    }
    let is_in = Predicate::In(Scalar::Column(3), 0);
    let find = store.plan_find_one(0, &is_in, &[0]).unwrap();
    for wrong in [
        Datum::Int(1),
        Datum::Null,
        Datum::List(vec![Datum::List(Vec::new())]),
        Datum::List(vec![Datum::Float(f64::NAN)]),
    ] {
        let refused = store.find_one(&find, vec![wrong]).await;
        assert!(matches!(refused, Err(StepError::Misuse { .. })));
    }
    let ints = |count: usize| Datum::List(vec![Datum::Int(1); count]);
    let found = store.find_one(&find, vec![ints(MOST_ROWS)]).await;
    assert_eq!(found, Ok(None));
    let refused = store.find_one(&find, vec![ints(MOST_ROWS + 1)]).await;
    assert_eq!(refused, Err(StepError::TooManyValues { most: MOST_ROWS }));
}
