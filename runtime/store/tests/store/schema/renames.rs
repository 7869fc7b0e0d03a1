//! Fields that are renamed with `was`.

use flowright_stdlib::types::Type;
use flowright_store::{Datum, Refusal, SchemaChange};

use super::{first, indexes, things, with_row};
use crate::kit::{add, field, row, text, was};

#[tokio::test]
async fn a_renamed_field_keeps_its_values_and_its_unique() {
    let mut before = things(vec![field("tag", Type::Text)]);
    before[0].unique = vec![vec![1]];
    let place = with_row(&before, &[1], vec![text("x")]).await;
    let mut after = things(vec![was("tag", field("label", Type::Text))]);
    after[0].unique = vec![vec![1]];
    for _ in 0..2 {
        let store = place.open(&after);
        assert_eq!(first(&store, &[1]).await, [text("x")]);
        store.close().await;
        assert_eq!(indexes(&place), ["things unique (\"label\")"]);
    }
    let without_was = things(vec![field("label", Type::Text)]);
    let store = place.open(&without_was);
    assert_eq!(first(&store, &[1]).await, [text("x")]);
}

#[tokio::test]
async fn a_field_may_be_renamed_and_become_optional_at_once() {
    let before = things(vec![field("tag", Type::Text)]);
    let place = with_row(&before, &[1], vec![text("x")]).await;
    let store = place.open(&things(vec![was(
        "tag",
        field("label", Type::Text.optional()),
    )]));
    let id = add(&store, &[], vec![]).await;
    assert_eq!(first(&store, &[1]).await, [text("x")]);
    assert_eq!(row(&store, id, &[1]).await.unwrap(), [Datum::Null]);
}

#[tokio::test]
async fn a_field_renamed_twice_is_found_by_either_former_name() {
    let before = things(vec![field("a", Type::Int)]);
    let first_rename = things(vec![was("a", field("b", Type::Int))]);
    let by_oldest = things(vec![was("a", field("c", Type::Int))]);
    let by_newest = things(vec![was("b", field("c", Type::Int))]);
    for (deployed_between, last) in [(true, &by_oldest), (true, &by_newest), (false, &by_oldest)] {
        let place = with_row(&before, &[1], vec![Datum::Int(4)]).await;
        if deployed_between {
            place.open(&first_rename).close().await;
        }
        assert_eq!(first(&place.open(last), &[1]).await, [Datum::Int(4)]);
    }
}

#[tokio::test]
async fn a_former_column_stays_where_the_new_one_is_there_too() {
    let both = things(vec![
        field("tag", Type::Text.optional()),
        field("label", Type::Text.optional()),
    ]);
    let place = with_row(&both, &[1, 2], vec![text("old"), text("new")]).await;
    let store = place.open(&things(vec![was(
        "tag",
        field("label", Type::Text.optional()),
    )]));
    assert_eq!(first(&store, &[1]).await, [text("new")]);
    store.close().await;
    assert_eq!(first(&place.open(&both), &[1]).await, [text("old")]);
}

#[tokio::test]
async fn starting_the_old_program_says_that_the_field_was_renamed() {
    let before = things(vec![field("tag", Type::Text)]);
    let after = things(vec![was("tag", field("label", Type::Text.optional()))]);
    let place = with_row(&before, &[1], vec![text("x")]).await;
    place.open(&after).close().await;
    let refusals = place.refusals(&before);
    assert!(
        matches!(refusals.as_slice(), [Refusal::RequiredWithoutDefault { renamed_to: Some(name), .. }] if &**name == "label"),
        "{refusals:?}"
    );
    let optional = things(vec![field("tag", Type::Text.optional())]);
    let plan = place.plan(&optional, &[]).unwrap();
    assert!(
        plan.changes.iter().any(|change| matches!(
            change,
            SchemaChange::AddColumn { renamed_to: Some(name), .. } if &**name == "label"
        )),
        "{plan:?}"
    );
    let back = things(vec![was("label", field("tag", Type::Text.optional()))]);
    assert_eq!(first(&place.open(&back), &[1]).await, [text("x")]);
}
