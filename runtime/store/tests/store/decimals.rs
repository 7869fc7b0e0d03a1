//! Decimals: stored as text; ordered, computed and distinguished by value.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::query::{
    Aggregate, Arithmetic, Assignment, Comparison, Predicate, RowOperationKind, RowOrder, Scalar,
};
use flowright_stdlib::schema::{Collection, Constant};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, RowOutput, StepError};

use crate::kit::{Opened, Place, add, collection, constant, field, row};

fn read(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn decimal(text: &str) -> Datum {
    Datum::Decimal(read(text))
}

fn prices() -> Collection {
    let mut prices = collection(
        "prices",
        vec![
            field("price", Type::Decimal.optional()),
            field("count", Type::Int),
            constant("rate", Type::Decimal, Constant::Decimal(read("0.25"))),
        ],
    );
    prices.unique = vec![vec![1]];
    prices.index = vec![vec![3, 1]];
    prices
}

async fn with(place: &Place, numbers: &[&str]) -> Opened {
    let store = place.open(&[prices()]);
    for (count, number) in (0..).zip(numbers) {
        add(&store, &[1, 2], vec![decimal(number), Datum::Int(count)]).await;
    }
    store
}

async fn perform(
    store: &Opened,
    kind: RowOperationKind,
    values: Vec<Datum>,
) -> Result<RowOutput, StepError> {
    let plan = store.plan_query(kind, &[1]).unwrap();
    store.perform(&plan, values).await
}

async fn aggregate(store: &Opened, function: Aggregate) -> Result<Datum, StepError> {
    let kind = RowOperationKind::Aggregate {
        function,
        field: 1,
        condition: Predicate::All,
    };
    match perform(store, kind, Vec::new()).await? {
        RowOutput::Value(value) => Ok(value),
        other => panic!("no value: {other:?}"),
    }
}

async fn found(store: &Opened, condition: Predicate, values: Vec<Datum>) -> Vec<String> {
    let order = vec![RowOrder {
        field: 1,
        descending: true,
    }];
    let kind = RowOperationKind::Find {
        condition,
        order,
        limit: None,
        offset: None,
    };
    let Ok(RowOutput::Rows(rows)) = perform(store, kind, values).await else {
        panic!("no rows");
    };
    let shown = |row: &Vec<Datum>| match row.as_slice() {
        [Datum::Decimal(number)] => number.to_string(),
        other => format!("{other:?}"),
    };
    rows.iter().map(shown).collect()
}

fn compare(comparison: Comparison, left: Scalar, right: Scalar) -> Predicate {
    Predicate::Compare(comparison, left, right)
}

fn computed(operation: Arithmetic, left: Scalar, right: Scalar) -> Scalar {
    Scalar::Arithmetic(operation, Box::new(left), Box::new(right))
}

#[tokio::test]
async fn a_decimal_is_stored_as_text_and_has_its_default() {
    let place = Place::new();
    let store = with(&place, &["-12.50", "9999999999999999999999999999"]).await;
    let first = row(&store, 1, &[1, 3]).await.unwrap();
    assert_eq!(first, [decimal("-12.5"), decimal("0.25")]);
    store.close().await;
    let text: String = place
        .sqlite()
        .query_row(
            "SELECT group_concat(price || typeof(price)) FROM prices NOT INDEXED",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(text, "-12.5text,9999999999999999999999999999text");
}

#[tokio::test]
async fn equal_decimals_break_a_unique_whatever_they_are_written_like() {
    let place = Place::new();
    let store = with(&place, &["1.5"]).await;
    let plan = store.plan_create(0, &[1, 2], &[0]).unwrap();
    let again = store
        .create(&plan, vec![decimal("1.50"), Datum::Int(1)])
        .await;
    assert!(
        matches!(again, Err(StepError::Conflict { .. })),
        "{again:?}"
    );
}

#[tokio::test]
async fn decimals_are_compared_and_ordered_by_value() {
    let place = Place::new();
    let store = with(
        &place,
        &[
            "9",
            "10.5",
            "-3",
            "-20",
            "0.0000000000000000000000000001",
            "0",
        ],
    )
    .await;
    let all = found(&store, Predicate::All, Vec::new()).await;
    assert_eq!(
        all,
        [
            "10.5",
            "9",
            "0.0000000000000000000000000001",
            "0",
            "-3",
            "-20"
        ]
    );
    let above = compare(Comparison::Greater, Scalar::Column(1), Scalar::Parameter(0));
    assert_eq!(
        found(&store, above, vec![decimal("2")]).await,
        ["10.5", "9"]
    );
    let equal = compare(Comparison::Equal, Scalar::Column(1), Scalar::Parameter(0));
    assert_eq!(found(&store, equal, vec![decimal("9.00")]).await, ["9"]);
    assert_eq!(aggregate(&store, Aggregate::Min).await, Ok(decimal("-20")));
    assert_eq!(aggregate(&store, Aggregate::Max).await, Ok(decimal("10.5")));
}

#[tokio::test]
async fn results_of_arithmetic_are_compared_by_value_too() {
    let place = Place::new();
    let store = with(&place, &["9", "10.5", "20"]).await;
    // 9 * 0.5 < 10, though "4.5" is not less than "10" as a text.
    let half = computed(
        Arithmetic::Multiply,
        Scalar::Column(1),
        Scalar::Parameter(0),
    );
    let below = compare(Comparison::Less, half, Scalar::Parameter(1));
    let values = vec![decimal("0.5"), decimal("10")];
    assert_eq!(found(&store, below, values).await, ["10.5", "9"]);
    // An int is converted to a decimal if the other operand is a decimal.
    let more = computed(Arithmetic::Add, Scalar::Column(2), Scalar::Parameter(0));
    let at_least = compare(Comparison::GreaterOrEqual, more, Scalar::Parameter(1));
    let values = vec![decimal("8.5"), decimal("9.5")];
    assert_eq!(found(&store, at_least, values).await, ["20", "10.5"]);
}

#[tokio::test]
async fn sums_and_means_are_exact() {
    let place = Place::new();
    let store = with(
        &place,
        &[
            "0.1",
            "0.2",
            "9999999999999999999999999999",
            "-9999999999999999999999999999",
        ],
    )
    .await;
    assert_eq!(aggregate(&store, Aggregate::Sum).await, Ok(decimal("0.3")));
    assert_eq!(
        aggregate(&store, Aggregate::Avg).await,
        Ok(decimal("0.075"))
    );
    let empty = Place::new();
    let empty = with(&empty, &[]).await;
    assert_eq!(aggregate(&empty, Aggregate::Sum).await, Ok(decimal("0")));
    assert_eq!(aggregate(&empty, Aggregate::Avg).await, Ok(Datum::Null));
    let large = Place::new();
    let large = with(&large, &["9999999999999999999999999999", "1"]).await;
    assert_eq!(
        aggregate(&large, Aggregate::Sum).await,
        Err(StepError::Overflow)
    );
}

#[tokio::test]
async fn updates_compute_exactly_and_are_checked() {
    let place = Place::new();
    let store = with(&place, &["0.1"]).await;
    let set = async |operation, right: &str| {
        let value = computed(operation, Scalar::Column(1), Scalar::Parameter(0));
        let set = [Assignment { field: 1, value }];
        let plan = store.plan_update(0, &Predicate::All, &set).unwrap();
        store.update(&plan, vec![decimal(right)]).await.map(drop)
    };
    assert_eq!(set(Arithmetic::Add, "0.2").await, Ok(()));
    assert_eq!(row(&store, 1, &[1]).await.unwrap(), [decimal("0.3")]);
    assert_eq!(
        set(Arithmetic::Divide, "0").await,
        Err(StepError::DivisionByZero)
    );
    assert_eq!(
        set(Arithmetic::Multiply, "9999999999999999999999999999").await,
        Ok(())
    );
    assert_eq!(
        set(Arithmetic::Multiply, "10").await,
        Err(StepError::Overflow)
    );
    assert_eq!(
        row(&store, 1, &[1]).await.unwrap(),
        [decimal("3000000000000000000000000000")]
    );
}

#[tokio::test]
async fn a_new_field_gets_its_default_in_old_rows() {
    let place = Place::new();
    let before = collection("prices", vec![field("n", Type::Int)]);
    let store = place.open(&[before]);
    add(&store, &[1], vec![Datum::Int(1)]).await;
    store.close().await;
    let rate = constant("rate", Type::Decimal, Constant::Decimal(read("-0.50")));
    let store = place.open(&[collection("prices", vec![field("n", Type::Int), rate])]);
    assert_eq!(row(&store, 1, &[2]).await.unwrap(), [decimal("-0.5")]);
}
