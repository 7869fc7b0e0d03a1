//! Plans of what a start does, and drops on request.

use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, OpenError, Refusal};

use super::{first, things, with_row};
use crate::kit::{Place, collection, constant, field, text, was};

fn told(
    place: &Place,
    collections: &[flowright_stdlib::schema::Collection],
    drops: &[&str],
) -> Vec<String> {
    let plan = place.plan(collections, drops).unwrap();
    let changes = plan.changes.iter().map(ToString::to_string);
    changes
        .chain(plan.refusals.iter().map(ToString::to_string))
        .collect()
}

#[tokio::test]
async fn a_plan_names_each_change_and_changes_nothing() {
    let mut before = things(vec![
        field("tag", Type::Text),
        field("n", Type::Int.optional()),
    ]);
    before[0].index = vec![vec![2]];
    let place = with_row(&before, &[1, 2], vec![text("x"), Datum::Int(1)]).await;
    // A server may be running at the same time.
    let running = place.open(&before);
    let mut after = things(vec![
        was("tag", field("label", Type::Text)),
        constant("level", Type::Int, Constant::Int(3)),
    ]);
    after[0].unique = vec![vec![1]];
    after.push(collection("news", vec![]));
    let expected = [
        "keep the column `things.n`, which the program does not declare and which holds a value in 1 row",
        "drop the index `things index (\"n\")`",
        "rename the column `things.tag` to `label`. Starting the old program does not undo this. To be able to roll back, deploy twice: first with `label` as a new field beside `tag`, writing both; then without `tag`",
        "add the column `things.level` of type `int`; its value is 3 in 1 row",
        "create the unique index of `things` over (label)",
        "create the table `news`",
    ];
    for _ in 0..2 {
        assert_eq!(told(&place, &after, &[]), expected);
    }
    assert_eq!(first(&running, &[1, 2]).await, [text("x"), Datum::Int(1)]);
    running.close().await;
    place.migrate(&after, &[]).unwrap();
    assert!(place.plan(&after, &[]).unwrap().is_empty());
    assert_eq!(
        first(&place.open(&after), &[1, 2]).await,
        [text("x"), Datum::Int(3)]
    );
}

#[test]
fn a_plan_for_a_folder_that_is_not_there_makes_none() {
    let place = Place::new();
    let plan = place.plan(&things(vec![]), &[]).unwrap();
    assert_eq!(plan.changes.len(), 1);
    assert!(!place.path().exists());
}

#[tokio::test]
async fn columns_and_tables_are_dropped_on_request_only() {
    let mut before = things(vec![field("a", Type::Int), field("b", Type::Int)]);
    before.push(collection("others", vec![]));
    let place = with_row(&before, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    let after = things(vec![field("a", Type::Int)]);
    assert!(matches!(
        place.plan(&after, &[]).unwrap().refusals.as_slice(),
        [Refusal::FieldRemoved { rows: 1, .. }]
    ));
    assert_eq!(
        told(&place, &after, &["things.b", "others"]),
        [
            "drop the table `others` with 0 rows",
            "drop the column `things.b` with its values in 1 row"
        ]
    );
    place.migrate(&after, &["things.b", "others"]).unwrap();
    let store = place.open(&after);
    assert_eq!(first(&store, &[1]).await, [Datum::Int(1)]);
    store.close().await;
    assert_eq!(
        place
            .plan(&after, &["things.b", "things.a", "things", "others"])
            .unwrap()
            .refusals,
        [
            Refusal::NothingToDrop {
                name: "things.b".to_owned()
            },
            Refusal::DropDeclared {
                name: "things.a".to_owned()
            },
            Refusal::DropDeclared {
                name: "things".to_owned()
            },
            Refusal::NothingToDrop {
                name: "others".to_owned()
            },
        ]
    );
}

#[tokio::test]
async fn a_field_of_another_type_begins_anew_on_request() {
    let before = things(vec![field("a", Type::Int.optional())]);
    let place = with_row(&before, &[1], vec![Datum::Int(1)]).await;
    let after = things(vec![field("a", Type::Text.optional())]);
    place.migrate(&after, &["things.a"]).unwrap();
    assert_eq!(first(&place.open(&after), &[1]).await, [Datum::Null]);
}

#[tokio::test]
async fn a_server_that_runs_keeps_others_from_migrating() {
    let place = Place::new();
    let _running = place.open(&things(vec![]));
    assert!(matches!(
        place.migrate(&things(vec![field("a", Type::Int)]), &[]),
        Err(OpenError::Locked { .. })
    ));
}

#[tokio::test]
async fn the_rows_of_another_program_go_on_request() {
    let place = with_row(
        &things(vec![field("a", Type::Int)]),
        &[1],
        vec![Datum::Int(1)],
    )
    .await;
    let other = [collection("others", vec![])];
    assert!(matches!(
        place.plan(&other, &[]),
        Err(OpenError::Unrelated { .. })
    ));
    place.migrate(&other, &["things"]).unwrap();
    place.open(&other).close().await;
}
