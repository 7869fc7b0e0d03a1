//! Rows in order, subsets of rows, and counts.

use std::cmp::Ordering;

use flowright_stdlib::query::{
    Aggregate, Comparison, MOST_ROWS, Predicate, RowOperationKind, RowOrder, Scalar,
};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, Row, RowOutput, StepError};
use proptest::prelude::*;

use crate::kit::{Opened, Place, add, collection, field, text};

/// Fields 1 int?, 2 text?
fn things() -> Collection {
    let mut things = collection(
        "things",
        vec![
            field("n", Type::Int.optional()),
            field("t", Type::Text.optional()),
        ],
    );
    things.index = vec![vec![1]];
    things
}

fn find(order: &[RowOrder], limit: Option<usize>, offset: Option<usize>) -> RowOperationKind {
    RowOperationKind::Find {
        condition: Predicate::All,
        order: order.to_vec(),
        limit: limit.map(Scalar::Parameter),
        offset: offset.map(Scalar::Parameter),
    }
}

async fn found(
    store: &Opened,
    kind: RowOperationKind,
    values: Vec<Datum>,
) -> Result<Vec<Row>, StepError> {
    let plan = store.plan_query(kind, &[0, 1, 2]).unwrap();
    match store.perform(&plan, values).await? {
        RowOutput::Rows(rows) => Ok(rows),
        output => panic!("no rows: {output:?}"),
    }
}

/// The language's order of two values: null first, texts by code point.
fn compare(left: &Datum, right: &Datum) -> Ordering {
    match (left, right) {
        (Datum::Int(left), Datum::Int(right)) => left.cmp(right),
        (Datum::Text(left), Datum::Text(right)) => left.chars().cmp(right.chars()),
        (Datum::Null, Datum::Null) => Ordering::Equal,
        (Datum::Null, _) => Ordering::Less,
        (_, Datum::Null) => Ordering::Greater,
        (left, right) => panic!("{left:?} and {right:?} have no order"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_come_in_order(
        rows in prop::collection::vec((prop::option::of(0..3_i64), prop::option::of("[aBë\u{ffff}🦀]{0,2}")), 0..10),
        keys in prop::collection::vec((0..3_usize, any::<bool>()), 0..3),
        limit in -1..5_i64,
        offset in -1..5_i64,
    ) {
        let order: Vec<RowOrder> = keys
            .iter()
            .map(|(field, descending)| RowOrder { field: *field, descending: *descending })
            .collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let place = Place::new();
            let store = place.open(&[things()]);
            let mut expected = Vec::new();
            for (n, t) in rows {
                let values = vec![
                    n.map_or(Datum::Null, Datum::Int),
                    t.map_or(Datum::Null, |t| text(&t)),
                ];
                let id = add(&store, &[1, 2], values.clone()).await;
                expected.push([vec![Datum::Int(id)], values].concat());
            }
            expected.sort_by(|left, right| {
                let ways = order.iter().map(|key| {
                    let way = compare(&left[key.field], &right[key.field]);
                    if key.descending { way.reverse() } else { way }
                });
                ways.chain([compare(&left[0], &right[0])]).find(|way| way.is_ne()).unwrap_or(Ordering::Equal)
            });
            let all = found(&store, find(&order, None, None), Vec::new()).await;
            prop_assert_eq!(all, Ok(expected.clone()));

            let window = vec![Datum::Int(limit), Datum::Int(offset)];
            let some = found(&store, find(&order, Some(0), Some(1)), window).await;
            let passed = usize::try_from(offset).unwrap_or(0);
            let most = usize::try_from(limit).unwrap_or(0);
            let wanted: Vec<Row> = expected.iter().skip(passed).take(most).cloned().collect();
            prop_assert_eq!(some, Ok(wanted));

            let one = RowOperationKind::FindOne { condition: Predicate::All, order };
            let plan = store.plan_query(one, &[0, 1, 2]).unwrap();
            let first = store.find_one(&plan, Vec::new()).await.unwrap();
            prop_assert_eq!(first, expected.first().cloned());
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn rows_are_counted() {
    let place = Place::new();
    let store = place.open(&[things()]);
    for n in [1, 2, 2] {
        add(&store, &[1], vec![Datum::Int(n)]).await;
    }
    let condition = Predicate::Compare(Comparison::Equal, Scalar::Column(1), Scalar::Parameter(0));
    let plan = store
        .plan_query(RowOperationKind::Count { condition }, &[])
        .unwrap();
    for (n, count) in [(1, 1), (2, 2), (3, 0)] {
        let output = store.perform(&plan, vec![Datum::Int(n)]).await;
        assert_eq!(output, Ok(RowOutput::Count(count)));
    }
}

#[tokio::test]
async fn values_of_a_field_are_computed() {
    let place = Place::new();
    let mut things = things();
    things.fields.push(field("f", Type::Float.optional()));
    let store = place.open(&[things]);
    let computed = async |function: Aggregate, field: usize| {
        let kind = RowOperationKind::Aggregate {
            function,
            field,
            condition: Predicate::All,
        };
        let plan = store.plan_query(kind, &[]).unwrap();
        match store.perform(&plan, Vec::new()).await? {
            RowOutput::Value(value) => Ok(value),
            output => panic!("no value: {output:?}"),
        }
    };
    use Aggregate::{Avg, Max, Min, Sum};
    for (function, field, of_none) in [
        (Sum, 1, Datum::Int(0)),
        (Sum, 3, Datum::Float(0.0)),
        (Avg, 1, Datum::Null),
        (Max, 2, Datum::Null),
    ] {
        assert_eq!(computed(function, field).await, Ok(of_none));
    }
    let rows = [
        [Datum::Int(1), text("b"), Datum::Float(0.5)],
        [Datum::Int(4), text("a"), Datum::Null],
        [Datum::Null, Datum::Null, Datum::Float(2.0)],
    ];
    for row in rows {
        add(&store, &[1, 2, 3], row.to_vec()).await;
    }
    for (function, field, value) in [
        (Sum, 1, Datum::Int(5)),
        (Avg, 1, Datum::Float(2.5)),
        (Min, 1, Datum::Int(1)),
        (Max, 1, Datum::Int(4)),
        (Min, 2, text("a")),
        (Max, 2, text("b")),
        (Sum, 3, Datum::Float(2.5)),
        (Avg, 3, Datum::Float(1.25)),
    ] {
        assert_eq!(computed(function, field).await, Ok(value));
    }
    for _ in 0..2 {
        let row = vec![Datum::Int(i64::MAX), Datum::Float(f64::MAX)];
        add(&store, &[1, 3], row).await;
    }
    for field in [1, 3] {
        assert_eq!(computed(Sum, field).await, Err(StepError::Overflow));
    }
}

#[tokio::test]
async fn durations_are_summed_and_averaged_as_durations() {
    let place = Place::new();
    let things = collection("things", vec![field("took", Type::Duration.optional())]);
    let store = place.open(&[things]);
    let computed = async |function: Aggregate| {
        let kind = RowOperationKind::Aggregate {
            function,
            field: 1,
            condition: Predicate::All,
        };
        let plan = store.plan_query(kind, &[]).unwrap();
        match store.perform(&plan, Vec::new()).await? {
            RowOutput::Value(value) => Ok(value),
            output => panic!("no value: {output:?}"),
        }
    };
    use Aggregate::{Avg, Max, Min, Sum};
    assert_eq!(computed(Sum).await, Ok(Datum::Duration(0)));
    assert_eq!(computed(Avg).await, Ok(Datum::Null));
    for took in [Datum::Duration(-8), Datum::Null, Datum::Duration(1)] {
        add(&store, &[1], vec![took]).await;
    }
    // The mean is truncated toward zero.
    for (function, value) in [(Sum, -7), (Avg, -3), (Min, -8), (Max, 1)] {
        assert_eq!(computed(function).await, Ok(Datum::Duration(value)));
    }
    add(&store, &[1], vec![Datum::Duration(i64::MIN)]).await;
    for function in [Sum, Avg] {
        assert_eq!(computed(function).await, Err(StepError::Overflow));
    }
}

#[tokio::test]
async fn without_a_limit_there_are_not_too_many() {
    let place = Place::new();
    let store = place.open(&[things()]);
    add(&store, &[1], vec![Datum::Int(1)]).await;
    let grow = |times: usize| {
        let sqlite = place.sqlite();
        for _ in 0..times {
            let sql = "INSERT INTO things (n) SELECT n FROM things LIMIT 5000";
            sqlite.execute(sql, []).unwrap();
        }
    };
    // 8,192 rows, then 13,192.
    grow(13);
    let all = found(&store, find(&[], None, None), Vec::new()).await;
    assert_eq!(all.map(|rows| rows.len()), Ok(8_192));
    grow(1);
    let all = found(&store, find(&[], None, None), Vec::new()).await;
    assert_eq!(all, Err(StepError::TooManyRows { most: MOST_ROWS }));
    let limit = vec![Datum::Int(20_000)];
    let all = found(&store, find(&[], Some(0), None), limit).await;
    assert_eq!(all.map(|rows| rows.len()), Ok(13_192));
}

#[tokio::test]
async fn rows_that_are_too_large_together_are_not_read() {
    let place = Place::new();
    let store = place.open(&[things()]);
    let large = "x".repeat(9 << 20);
    for _ in 0..8 {
        add(&store, &[2], vec![text(&large)]).await;
    }
    let all = found(&store, find(&[], None, None), Vec::new()).await;
    assert_eq!(all, Err(StepError::RowsTooLarge { most: 64_000_000 }));
}
