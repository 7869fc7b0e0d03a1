//! `set { n: .n + 1 }` and similar.

use flowright_stdlib::query::{Arithmetic, Assignment, Comparison, Predicate, Scalar};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, StepError};

use crate::kit::{Opened, Place, add, collection, field, row};

/// A row whose field 1 is `left`, after `set { left: .left op right }`.
async fn set(
    ty: Type,
    left: Datum,
    operation: Arithmetic,
    right: Datum,
) -> Result<Datum, StepError> {
    let place = Place::new();
    let store = place.open(&[collection("things", vec![field("n", ty.optional())])]);
    let id = add(&store, &[1], vec![left]).await;
    let value = computed(operation, Scalar::Column(1), Scalar::Parameter(0));
    let plan = store
        .plan_update(0, &Predicate::All, &[Assignment { field: 1, value }])
        .unwrap();
    assert_eq!(store.update(&plan, vec![right]).await?, 1);
    Ok(row(&store, id, &[1]).await.unwrap().remove(0))
}

fn computed(operation: Arithmetic, left: Scalar, right: Scalar) -> Scalar {
    Scalar::Arithmetic(operation, Box::new(left), Box::new(right))
}

#[tokio::test]
async fn integers_are_checked() {
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};
    let cases = [
        (2, Add, 3, Ok(5)),
        (2, Subtract, 3, Ok(-1)),
        (-2, Multiply, 3, Ok(-6)),
        (-7, Divide, 2, Ok(-3)),
        (-7, Remainder, 2, Ok(-1)),
        (i64::MAX, Add, 1, Err(StepError::Overflow)),
        (i64::MIN, Subtract, 1, Err(StepError::Overflow)),
        (i64::MAX, Multiply, 2, Err(StepError::Overflow)),
        (i64::MIN, Divide, -1, Err(StepError::Overflow)),
        (i64::MIN, Remainder, -1, Ok(0)),
        (1, Divide, 0, Err(StepError::DivisionByZero)),
        (1, Remainder, 0, Err(StepError::DivisionByZero)),
    ];
    for (left, operation, right, expected) in cases {
        let result = set(Type::Int, Datum::Int(left), operation, Datum::Int(right)).await;
        assert_eq!(
            result,
            expected.map(Datum::Int),
            "{left} {operation:?} {right}"
        );
    }
}

#[tokio::test]
async fn floats_stay_finite() {
    use Arithmetic::{Add, Divide, Multiply, Remainder};
    let cases = [
        (1.5, Add, 2.0, Ok(3.5)),
        (7.0, Divide, 2.0, Ok(3.5)),
        (-7.5, Remainder, 2.0, Ok(-1.5)),
        (f64::MAX, Multiply, 2.0, Err(StepError::Overflow)),
        (1.0, Divide, 0.0, Err(StepError::DivisionByZero)),
        (1.0, Remainder, -0.0, Err(StepError::DivisionByZero)),
    ];
    for (left, operation, right, expected) in cases {
        let result = set(
            Type::Float,
            Datum::Float(left),
            operation,
            Datum::Float(right),
        )
        .await;
        assert_eq!(
            result,
            expected.map(Datum::Float),
            "{left} {operation:?} {right}"
        );
    }
}

#[tokio::test]
async fn null_in_gives_null_out() {
    let result = set(Type::Int, Datum::Null, Arithmetic::Divide, Datum::Int(0)).await;
    assert_eq!(result, Ok(Datum::Null));
}

#[test]
fn the_codes_are_those_of_the_language() {
    assert_eq!(StepError::Overflow.code(), "overflow");
    assert_eq!(StepError::DivisionByZero.code(), "division_by_zero");
    assert_eq!(StepError::Full.code(), "unreachable");
}

async fn numbers(place: &Place, values: &[i64]) -> Opened {
    let store = place.open(&[collection("things", vec![field("n", Type::Int)])]);
    for value in values {
        add(&store, &[1], vec![Datum::Int(*value)]).await;
    }
    store
}

#[tokio::test]
async fn an_update_that_overflows_in_one_row_changes_none() {
    let place = Place::new();
    let store = numbers(&place, &[1, i64::MAX, 3]).await;
    let value = computed(Arithmetic::Add, Scalar::Column(1), Scalar::Parameter(0));
    let plan = store
        .plan_update(0, &Predicate::All, &[Assignment { field: 1, value }])
        .unwrap();
    assert_eq!(
        store.update(&plan, vec![Datum::Int(1)]).await,
        Err(StepError::Overflow)
    );
    for (id, n) in [(1, 1), (2, i64::MAX), (3, 3)] {
        assert_eq!(row(&store, id, &[1]).await.unwrap(), [Datum::Int(n)]);
    }
}

#[tokio::test]
async fn the_right_of_and_and_or_is_looked_at_only_where_the_left_leaves_it_open() {
    let place = Place::new();
    let store = numbers(&place, &[0, 4]).await;
    let compare = |comparison, left, right| Predicate::Compare(comparison, left, right);
    let zero = |comparison| compare(comparison, Scalar::Column(1), Scalar::Parameter(0));
    let divides = |comparison| {
        let quotient = computed(Arithmetic::Divide, Scalar::Parameter(1), Scalar::Column(1));
        compare(comparison, quotient, Scalar::Parameter(2))
    };
    let parameters = || vec![Datum::Int(0), Datum::Int(8), Datum::Int(2)];

    let and = Predicate::And(
        Box::new(zero(Comparison::NotEqual)),
        Box::new(divides(Comparison::Equal)),
    );
    let plan = store.plan_find_one(0, &and, &[1]).unwrap();
    let found = store.find_one(&plan, parameters()).await;
    assert_eq!(found, Ok(Some(vec![Datum::Int(4)])));

    let or = Predicate::Or(
        Box::new(zero(Comparison::Equal)),
        Box::new(divides(Comparison::NotEqual)),
    );
    let plan = store.plan_find_one(0, &or, &[1]).unwrap();
    assert_eq!(
        store.find_one(&plan, parameters()).await,
        Ok(Some(vec![Datum::Int(0)]))
    );

    let plan = store
        .plan_find_one(0, &divides(Comparison::Equal), &[1])
        .unwrap();
    assert_eq!(
        store.find_one(&plan, parameters()).await,
        Err(StepError::DivisionByZero)
    );
}
