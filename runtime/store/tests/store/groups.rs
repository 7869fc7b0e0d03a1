//! Groups of rows, and different values, compared with a simple model.

use std::collections::BTreeMap;

use flowright_stdlib::query::{
    Aggregate, Comparison, GroupValue, MOST_ROWS, Predicate, RowOperationKind, Scalar,
};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, RowOutput, StepError};
use proptest::prelude::*;

use crate::kit::{Opened, Place, add, collection, field, text};

/// Fields 1 `t: text?` and 2 `n: int?`.
fn things() -> Collection {
    let mut things = collection(
        "things",
        vec![
            field("t", Type::Text.optional()),
            field("n", Type::Int.optional()),
        ],
    );
    things.index = vec![vec![1]];
    things
}

fn row(row: &(Option<String>, Option<i64>)) -> Vec<Datum> {
    vec![
        row.0.as_deref().map_or(Datum::Null, text),
        row.1.map_or(Datum::Null, Datum::Int),
    ]
}

async fn rows(store: &Opened, kind: RowOperationKind, returning: &[usize]) -> Vec<Vec<Datum>> {
    let plan = store.plan_query(kind, returning).unwrap();
    match store.perform(&plan, vec![Datum::Int(1)]).await {
        Ok(RowOutput::Rows(rows)) => rows,
        output => panic!("no rows: {output:?}"),
    }
}

fn groups(value: GroupValue, condition: &Predicate) -> RowOperationKind {
    RowOperationKind::Groups {
        value,
        key: 1,
        condition: condition.clone(),
    }
}

/// The value of a group that has these numbers.
fn value(of: GroupValue, numbers: &[Option<i64>]) -> Datum {
    let given: Vec<i64> = numbers.iter().flatten().copied().collect();
    let int = |count: usize| Datum::Int(i64::try_from(count).unwrap());
    match of {
        GroupValue::Count => int(numbers.len()),
        GroupValue::Distinct(_) => {
            let different: std::collections::BTreeSet<_> = numbers.iter().collect();
            int(different.len())
        }
        GroupValue::Aggregate(Aggregate::Sum, _) => Datum::Int(given.iter().sum()),
        GroupValue::Aggregate(Aggregate::Avg, _) if given.is_empty() => Datum::Null,
        #[expect(clippy::cast_precision_loss, reason = "they are small")]
        GroupValue::Aggregate(Aggregate::Avg, _) => {
            Datum::Float(given.iter().sum::<i64>() as f64 / given.len() as f64)
        }
        GroupValue::Aggregate(Aggregate::Min, _) => given
            .iter()
            .min()
            .map_or(Datum::Null, |one| Datum::Int(*one)),
        GroupValue::Aggregate(Aggregate::Max, _) => given
            .iter()
            .max()
            .map_or(Datum::Null, |one| Datum::Int(*one)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn rows_are_grouped(
        given in prop::collection::vec(
            (prop::option::of("[aBë\u{ffff}🦀]{0,1}"), prop::option::of(0..4_i64)),
            0..12,
        ),
        all in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let place = Place::new();
            let store = place.open(&[things()]);
            for one in &given {
                add(&store, &[1, 2], row(one)).await;
            }
            // Null is neither less nor greater, so the condition leaves it out.
            let (condition, kept): (Predicate, fn(&Option<i64>) -> bool) = if all {
                (Predicate::All, |_| true)
            } else {
                let condition =
                    Predicate::Compare(Comparison::Greater, Scalar::Column(2), Scalar::Parameter(0));
                (condition, |n| n.is_some_and(|n| n > 1))
            };
            // Null is the smallest key, and texts are ordered by code point, like their bytes.
            let mut expected: BTreeMap<Option<String>, Vec<Option<i64>>> = BTreeMap::new();
            for (t, n) in given.iter().filter(|(_, n)| kept(n)) {
                expected.entry(t.clone()).or_default().push(*n);
            }
            for of in [
                GroupValue::Count,
                GroupValue::Distinct(2),
                GroupValue::Aggregate(Aggregate::Sum, 2),
                GroupValue::Aggregate(Aggregate::Avg, 2),
                GroupValue::Aggregate(Aggregate::Min, 2),
                GroupValue::Aggregate(Aggregate::Max, 2),
            ] {
                let found = rows(&store, groups(of, &condition), &[0, 1]).await;
                let wanted = expected.iter().map(|(key, numbers)| {
                    vec![key.as_deref().map_or(Datum::Null, text), value(of, numbers)]
                });
                prop_assert_eq!(found, wanted.collect::<Vec<_>>(), "{:?}", of);
            }
            let values = rows(&store, groups(GroupValue::Count, &condition), &[1]).await;
            prop_assert!(values.iter().all(|row| row.len() == 1));
            prop_assert_eq!(values.len(), expected.len());

            let distinct = RowOperationKind::Distinct { field: 1, condition: condition.clone() };
            let plan = store.plan_query(distinct, &[]).unwrap();
            let found = store.perform(&plan, vec![Datum::Int(1)]).await;
            let keys = expected.keys().map(|key| key.as_deref().map_or(Datum::Null, text));
            prop_assert_eq!(found, Ok(RowOutput::Values(keys.collect())));

            let count = RowOperationKind::CountDistinct { field: 1, condition };
            let plan = store.plan_query(count, &[]).unwrap();
            let found = store.perform(&plan, vec![Datum::Int(1)]).await;
            prop_assert_eq!(found, Ok(RowOutput::Count(u64::try_from(expected.len()).unwrap())));
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn there_are_not_too_many_groups() {
    let place = Place::new();
    let store = place.open(&[things()]);
    add(&store, &[2], vec![Datum::Int(0)]).await;
    let sqlite = place.sqlite();
    for _ in 0..14 {
        let sql = "INSERT INTO things (n) SELECT n + (SELECT max(n) + 1 FROM things) FROM things";
        sqlite.execute(sql, []).unwrap();
    }
    let groups = RowOperationKind::Groups {
        value: GroupValue::Count,
        key: 2,
        condition: Predicate::All,
    };
    let distinct = RowOperationKind::Distinct {
        field: 2,
        condition: Predicate::All,
    };
    for kind in [groups, distinct] {
        let plan = store.plan_query(kind, &[0]).unwrap();
        let failed = store.perform(&plan, Vec::new()).await;
        assert_eq!(failed, Err(StepError::TooManyRows { most: MOST_ROWS }));
    }
}
