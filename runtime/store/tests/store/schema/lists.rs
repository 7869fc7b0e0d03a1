//! Fields that hold lists and JSON, across restarts with other collections.

use flowright_stdlib::schema::{CollectionField, Constant, Default};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, Refusal};

use super::{first, literals, things, with_name, with_row};
use crate::kit::{add, field, row, text};

fn list(texts: &[&str]) -> Datum {
    Datum::List(texts.iter().map(|one| text(one)).collect())
}

fn with_default(name: &str, ty: Type, values: Vec<Constant>) -> CollectionField {
    CollectionField {
        default: Some(Default::List(values)),
        ..field(name, ty)
    }
}

#[tokio::test]
async fn new_fields_are_null_or_have_their_default_in_old_rows() {
    let (place, before) = with_name().await;
    let odd = "it's \0 \"ä\"";
    let after = things(vec![
        field("name", Type::Text),
        field("maybe", Type::Text.list().optional()),
        field("json", Type::Json.optional()),
        with_default("none", Type::Int.list(), Vec::new()),
        with_default("some", Type::Text.list(), vec![Constant::Text(odd.into())]),
    ]);
    let store = place.open(&after);
    let expected = [
        Datum::Null,
        Datum::Null,
        Datum::List(Vec::new()),
        list(&[odd]),
    ];
    assert_eq!(first(&store, &[2, 3, 4, 5]).await, expected);
    store.close().await;
    // A program without the fields writes a row; the columns get their last defaults.
    let store = place.open(&before);
    let id = add(&store, &[1], vec![text("b")]).await;
    store.close().await;
    let store = place.open(&after);
    assert_eq!(row(&store, id, &[2, 3, 4, 5]).await.unwrap(), expected);
}

#[tokio::test]
async fn a_new_list_without_default_is_refused_where_rows_exist() {
    let (place, _) = with_name().await;
    let refusals = place.refusals(&things(vec![
        field("name", Type::Text),
        field("tags", Type::Text.list()),
    ]));
    let refusal = Refusal::RequiredWithoutDefault {
        collection: "things".into(),
        field: "tags".into(),
        ty: "[text]".into(),
        rows: 1,
        renamed_to: None,
    };
    assert_eq!(refusals, [refusal]);
}

#[tokio::test]
async fn other_elements_are_another_type() {
    let before = things(vec![field("a", Type::Int.list())]);
    let place = with_row(&before, &[1], vec![Datum::List(vec![Datum::Int(1)])]).await;
    for ty in [
        Type::Decimal.list(),
        Type::Time.list(),
        Type::Json,
        Type::Text,
    ] {
        let refusals = place.refusals(&things(vec![field("a", ty)]));
        assert!(matches!(
            refusals.as_slice(),
            [Refusal::FieldRetyped { .. }]
        ));
    }
    place.open(&before);
}

#[tokio::test]
async fn literals_of_elements_may_be_removed_where_no_row_holds_them() {
    let of = |texts: &[&str]| things(vec![field("value", literals(texts).list())]);
    let place = with_row(&of(&["x", "y", "z"]), &[1], vec![list(&["x", "z", "z"])]).await;
    place.open(&of(&["x", "z"])).close().await;
    let refusal = Refusal::LiteralsHeld {
        collection: "things".into(),
        field: "value".into(),
        literal: "z".into(),
        rows: 1,
    };
    assert_eq!(place.refusals(&of(&["x"])), [refusal]);
    let texts = things(vec![field("value", Type::Text.list())]);
    let store = place.open(&texts);
    assert_eq!(first(&store, &[1]).await, [list(&["x", "z", "z"])]);
}
