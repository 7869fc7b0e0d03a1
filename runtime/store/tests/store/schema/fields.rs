//! Fields that are added and removed.

use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, Refusal};

use super::{first, literals, things, with_name, with_row};
use crate::kit::{NOW, Place, add, constant, field, now, row, text};

#[tokio::test]
async fn a_new_optional_field_is_null_in_old_rows() {
    let (place, _) = with_name().await;
    let store = place.open(&things(vec![
        field("n", Type::Int.optional()),
        field("name", Type::Text),
    ]));
    assert_eq!(first(&store, &[1, 2]).await, [Datum::Null, text("a")]);
}

#[tokio::test]
async fn a_new_field_with_default_has_it_in_old_rows() {
    let odd = "it's \"quoted\" \0 ü";
    let defaults = [
        (Type::Bool, Constant::Bool(true), Datum::Bool(true)),
        (Type::Int, Constant::Int(i64::MIN), Datum::Int(i64::MIN)),
        (
            Type::Float,
            Constant::Float(-1.5e300),
            Datum::Float(-1.5e300),
        ),
        (Type::Text, Constant::Text("it's".into()), text("it's")),
        (Type::Text, Constant::Text(odd.into()), text(odd)),
        (literals(&["a", "b"]), Constant::Text("b".into()), text("b")),
        (Type::Int.optional(), Constant::Int(3), Datum::Int(3)),
        (Type::Int.optional(), Constant::Null, Datum::Null),
    ];
    for (ty, default, expected) in defaults {
        let (place, _) = with_name().await;
        let after = things(vec![
            field("name", Type::Text),
            constant("new", ty, default),
        ]);
        let store = place.open(&after);
        assert_eq!(first(&store, &[2]).await, [expected]);
    }
}

#[tokio::test]
async fn a_new_field_with_now_has_the_time_of_the_migration() {
    let (place, _) = with_name().await;
    let store = place.open(&things(vec![field("name", Type::Text), now("at")]));
    assert_eq!(first(&store, &[2]).await, [Datum::Time(NOW)]);
}

#[tokio::test]
async fn a_default_that_is_gone_is_not_written() {
    let (place, _) = with_name().await;
    let with = |default| {
        let new = match default {
            Some(value) => constant("new", Type::Int.optional(), Constant::Int(value)),
            None => field("new", Type::Int.optional()),
        };
        things(vec![field("name", Type::Text), new])
    };
    place.open(&with(Some(3))).close().await;
    let store = place.open(&with(Some(4)));
    let id = add(&store, &[1], vec![text("b")]).await;
    assert_eq!(row(&store, id, &[2]).await.unwrap(), [Datum::Int(4)]);
    store.close().await;
    let store = place.open(&with(None));
    let id = add(&store, &[1], vec![text("c")]).await;
    assert_eq!(row(&store, id, &[2]).await.unwrap(), [Datum::Null]);
    assert_eq!(first(&store, &[2]).await, [Datum::Int(3)]);
}

#[tokio::test]
async fn a_new_required_field_is_refused_where_there_are_rows() {
    let (place, before) = with_name().await;
    let after = things(vec![field("name", Type::Text), field("n", Type::Int)]);
    let refusal = Refusal::RequiredWithoutDefault {
        collection: "things".into(),
        field: "n".into(),
        ty: "int".into(),
        rows: 1,
        renamed_to: None,
    };
    assert_eq!(place.refusals(&after), [refusal]);
    assert_eq!(first(&place.open(&before), &[1]).await, [text("a")]);

    let empty = Place::new();
    empty.open(&before).close().await;
    add(&empty.open(&after), &[1, 2], vec![text("a"), Datum::Int(1)]).await;
}

#[tokio::test]
async fn a_removed_field_keeps_its_column_where_new_rows_can_do_without_it() {
    let before = things(vec![
        field("a", Type::Int.optional()),
        field("b", Type::Int.optional()),
        constant("c", Type::Text, Constant::Text("none".into())),
        now("d"),
    ]);
    let after = things(vec![field("a", Type::Int.optional())]);
    let all = vec![Datum::Int(1), Datum::Int(2), text("x"), Datum::Time(3)];
    let place = with_row(&before, &[1, 2, 3, 4], all.clone()).await;
    let store = place.open(&after);
    assert_eq!(add(&store, &[1], vec![Datum::Int(9)]).await, 2);
    store.close().await;

    let store = place.open(&before);
    assert_eq!(first(&store, &[1, 2, 3, 4]).await, all);
    let created_since = [Datum::Int(9), Datum::Null, text("none"), Datum::Time(NOW)];
    assert_eq!(row(&store, 2, &[1, 2, 3, 4]).await.unwrap(), created_since);
}

#[tokio::test]
async fn a_deploy_with_a_new_field_can_be_rolled_back() {
    let before = things(vec![field("a", Type::Int)]);
    let after = things(vec![
        field("a", Type::Int),
        constant("b", Type::Bool, Constant::Bool(true)),
    ]);
    let place = with_row(&before, &[1], vec![Datum::Int(1)]).await;
    let store = place.open(&after);
    add(&store, &[1, 2], vec![Datum::Int(2), Datum::Bool(false)]).await;
    store.close().await;
    let store = place.open(&before);
    add(&store, &[1], vec![Datum::Int(3)]).await;
    store.close().await;
    let store = place.open(&after);
    for (id, expected) in [(1, true), (2, false), (3, true)] {
        assert_eq!(
            row(&store, id, &[2]).await.unwrap(),
            [Datum::Bool(expected)]
        );
    }
}

#[tokio::test]
async fn a_removed_field_that_new_rows_need_is_refused() {
    let before = things(vec![field("a", Type::Int), field("b", Type::Int)]);
    let after = things(vec![field("a", Type::Int)]);
    let held = with_row(&before, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    let refusal = Refusal::FieldRemoved {
        collection: "things".into(),
        field: "b".into(),
        rows: 1,
    };
    assert_eq!(held.refusals(&after), [refusal]);
    assert_eq!(first(&held.open(&before), &[2]).await, [Datum::Int(2)]);

    let empty = Place::new();
    empty.open(&before).close().await;
    let store = empty.open(&after);
    add(&store, &[1], vec![Datum::Int(1)]).await;
}

#[tokio::test]
async fn a_kept_column_that_comes_back_with_another_type_is_refused() {
    let before = things(vec![field("a", Type::Int.optional())]);
    let place = with_row(&before, &[1], vec![Datum::Int(1)]).await;
    place.open(&things(vec![])).close().await;
    assert!(matches!(
        place
            .refusals(&things(vec![field("a", Type::Text.optional())]))
            .as_slice(),
        [Refusal::FieldRetyped { .. }]
    ));
}

#[tokio::test]
async fn a_field_that_was_dropped_by_hand_is_given_up() {
    let before = things(vec![field("a", Type::Int), field("b", Type::Int)]);
    let place = with_row(&before, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    place
        .sqlite()
        .execute_batch("ALTER TABLE \"things\" DROP COLUMN \"b\"")
        .unwrap();
    let store = place.open(&things(vec![field("a", Type::Int)]));
    assert_eq!(first(&store, &[1]).await, [Datum::Int(1)]);
}
