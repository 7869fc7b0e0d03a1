//! Texts that attempt SQL injection.

use flowright_stdlib::query::{Assignment, Comparison, Predicate, Scalar};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, StepError};

use crate::kit::{Place, add, collection, field, row, text};

const HOSTILE: [&str; 7] = [
    "'; DROP TABLE things; --",
    "\"; DROP TABLE things; --",
    "event-data, \"id\"",
    "select",
    "?1 :x @y $z",
    "größe 数 🦀",
    "a.b",
];

#[tokio::test]
async fn names_and_values_are_never_sql() {
    for name in HOSTILE {
        let fields = HOSTILE
            .iter()
            .map(|field_name| field(field_name, Type::Text))
            .collect();
        let mut hostile = collection(name, fields);
        hostile.unique = vec![vec![1, 2]];
        hostile.index = vec![vec![7]];
        let place = Place::new();
        let store = place.open(&[hostile.clone()]);
        let all: Vec<usize> = (1..=HOSTILE.len()).collect();
        let values: Vec<Datum> = HOSTILE.iter().map(|value| text(value)).collect();
        let id = add(&store, &all, values.clone()).await;
        assert_eq!(row(&store, id, &all).await.as_ref(), Some(&values));

        let conflict = StepError::Conflict {
            collection: name.into(),
            fields: vec![HOSTILE[0].into(), HOSTILE[1].into()],
        };
        let plan = store.plan_create(0, &all, &[]).unwrap();
        assert_eq!(store.create(&plan, values.clone()).await, Err(conflict));

        let found = Predicate::Compare(Comparison::Equal, Scalar::Column(3), Scalar::Parameter(0));
        let set = [Assignment {
            field: 4,
            value: Scalar::Parameter(1),
        }];
        let plan = store.plan_update(0, &found, &set).unwrap();
        let given = vec![text(HOSTILE[2]), text("' OR 1=1")];
        assert_eq!(store.update(&plan, given).await, Ok(1));
        store.close().await;
        place.open(&[hostile]).close().await;
    }
}

#[tokio::test]
async fn texts_are_compared_by_their_bytes() {
    let place = Place::new();
    let store = place.open(&[collection("things", vec![field("t", Type::Text)])]);
    for value in ["a", "B", "\u{e9}", "e\u{301}", "a "] {
        add(&store, &[1], vec![text(value)]).await;
    }
    let less = Predicate::Compare(Comparison::Less, Scalar::Column(1), Scalar::Parameter(0));
    let plan = store.plan_find_one(0, &less, &[1]).unwrap();
    assert_eq!(
        store.find_one(&plan, vec![text("a")]).await,
        Ok(Some(vec![text("B")]))
    );
    let equal = Predicate::Compare(Comparison::Equal, Scalar::Column(1), Scalar::Parameter(0));
    let plan = store.plan_find_one(0, &equal, &[0]).unwrap();
    assert_eq!(store.find_one(&plan, vec![text("A")]).await, Ok(None));
    assert_eq!(
        store.find_one(&plan, vec![text("e\u{301}")]).await,
        Ok(Some(vec![Datum::Int(4)]))
    );
}
