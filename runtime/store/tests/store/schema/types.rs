//! Fields whose types change.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, Refusal};

use super::{first, indexes, literals, things, with_name, with_row};
use crate::kit::{add, field, row, text};

#[tokio::test]
async fn a_retyped_field_is_refused_where_rows_hold_a_value() {
    let mut before = things(vec![field("a", Type::Int.optional())]);
    before[0].index = vec![vec![1]];
    let mut after = things(vec![field("a", Type::Text.optional())]);
    after[0].index = vec![vec![1]];
    let held = with_row(&before, &[1], vec![Datum::Int(1)]).await;
    let refusal = Refusal::FieldRetyped {
        collection: "things".into(),
        field: "a".into(),
        was: "int?".into(),
        is: "text?".into(),
        rows: 1,
    };
    assert_eq!(held.refusals(&after), [refusal]);

    let null = with_row(&before, &[1], vec![Datum::Null]).await;
    let store = null.open(&after);
    let id = add(&store, &[1], vec![text("x")]).await;
    assert_eq!(row(&store, id, &[1]).await.unwrap(), [text("x")]);
    store.close().await;
    assert_eq!(indexes(&null), ["things index (\"a\")"]);
}

#[tokio::test]
async fn time_and_int_are_not_the_same() {
    let place = with_row(
        &things(vec![field("a", Type::Int)]),
        &[1],
        vec![Datum::Int(1)],
    )
    .await;
    assert!(matches!(
        place
            .refusals(&things(vec![field("a", Type::Time)]))
            .as_slice(),
        [Refusal::FieldRetyped { .. }]
    ));
}

#[tokio::test]
async fn a_field_may_become_optional() {
    let (place, _) = with_name().await;
    let store = place.open(&things(vec![field("name", Type::Text.optional())]));
    let id = add(&store, &[], vec![]).await;
    assert_eq!(row(&store, id, &[1]).await.unwrap(), [Datum::Null]);
    assert_eq!(first(&store, &[1]).await, [text("a")]);
}

#[tokio::test]
async fn a_field_may_become_required_where_no_row_holds_null() {
    let before = things(vec![field("a", Type::Int.optional())]);
    let after = things(vec![field("a", Type::Int)]);
    let held = with_row(&before, &[1], vec![Datum::Int(1)]).await;
    let store = held.open(&after);
    assert_eq!(first(&store, &[1]).await, [Datum::Int(1)]);
    store.close().await;
    assert!(
        held.sqlite()
            .execute_batch("INSERT INTO things DEFAULT VALUES")
            .is_err()
    );

    let null = with_row(&before, &[1], vec![Datum::Null]).await;
    let refusal = Refusal::NullsHeld {
        collection: "things".into(),
        field: "a".into(),
        ty: "int".into(),
        rows: 1,
    };
    assert_eq!(null.refusals(&after), [refusal]);
}

#[tokio::test]
async fn literals_may_be_removed_where_no_row_holds_them() {
    let before = things(vec![field("a", literals(&["x", "y", "z's"]))]);
    let place = with_row(&before, &[1], vec![text("z's")]).await;
    place
        .open(&things(vec![field("a", literals(&["x", "z's"]))]))
        .close()
        .await;
    let refusal = Refusal::LiteralsHeld {
        collection: "things".into(),
        field: "a".into(),
        literal: "z's".into(),
        rows: 1,
    };
    assert_eq!(
        place.refusals(&things(vec![field("a", literals(&["x"]))])),
        [refusal]
    );
}

#[tokio::test]
async fn literals_widen_to_text_and_come_back_where_the_rows_allow_it() {
    let (text_type, closed) = (Type::Text, literals(&["x", "y"]));
    let place = with_row(
        &things(vec![field("a", closed.clone())]),
        &[1],
        vec![text("x")],
    )
    .await;
    place
        .open(&things(vec![field("a", text_type)]))
        .close()
        .await;
    let store = place.open(&things(vec![field("a", closed)]));
    assert_eq!(first(&store, &[1]).await, [text("x")]);
}

#[tokio::test]
async fn numbers_become_decimals_where_that_loses_nothing() {
    for (ty, held, decimal) in [
        (Type::Int, Datum::Int(-5), "-5"),
        (Type::Int, Datum::Int(i64::MIN), "-9223372036854775808"),
        (Type::Float, Datum::Float(0.1), "0.1"),
        (Type::Float, Datum::Float(1e20), "100000000000000000000"),
    ] {
        let mut before = things(vec![field("a", ty)]);
        before[0].index = vec![vec![1]];
        let mut after = things(vec![field("a", Type::Decimal)]);
        after[0].index = vec![vec![1]];
        let place = with_row(&before, &[1], vec![held]).await;
        let store = place.open(&after);
        let decimal = Datum::Decimal(Decimal::parse(decimal).unwrap());
        assert_eq!(first(&store, &[1]).await, [decimal]);
        let other = Datum::Decimal(Decimal::parse("10.5").unwrap());
        let id = add(&store, &[1], vec![other.clone()]).await;
        assert_eq!(row(&store, id, &[1]).await.unwrap(), [other]);
        store.close().await;
        assert_eq!(indexes(&place), ["things index (\"a\")"]);
        assert!(
            place
                .sqlite()
                .execute_batch("INSERT INTO things DEFAULT VALUES")
                .is_err()
        );
        place.open(&after).close().await;
        assert!(matches!(
            place.refusals(&before).as_slice(),
            [Refusal::FieldRetyped { .. }]
        ));
    }
}

#[tokio::test]
async fn floats_with_more_digits_than_decimals_stay() {
    let before = things(vec![field("a", Type::Float)]);
    let place = with_row(&before, &[1], vec![Datum::Float(1e300)]).await;
    assert!(matches!(
        place
            .refusals(&things(vec![field("a", Type::Decimal)]))
            .as_slice(),
        [Refusal::FieldRetyped { .. }]
    ));
}

#[tokio::test]
async fn nulls_stay_null_as_decimals_and_are_refused_where_they_may_not_be() {
    let before = things(vec![field("a", Type::Int.optional())]);
    let place = with_row(&before, &[1], vec![Datum::Null]).await;
    let store = place.open(&before);
    add(&store, &[1], vec![Datum::Int(7)]).await;
    store.close().await;
    assert!(matches!(
        place
            .refusals(&things(vec![field("a", Type::Decimal)]))
            .as_slice(),
        [Refusal::NullsHeld { rows: 1, .. }]
    ));
    let store = place.open(&things(vec![field("a", Type::Decimal.optional())]));
    assert_eq!(first(&store, &[1]).await, [Datum::Null]);
    let id = add(&store, &[], vec![]).await;
    assert_eq!(row(&store, id, &[1]).await.unwrap(), [Datum::Null]);
}
