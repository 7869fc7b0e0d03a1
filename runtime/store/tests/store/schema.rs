//! Restarts with other collections: what is done, what is refused.

use flowright_stdlib::schema::{Collection, Constant};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, OpenError, Refusal, Store};

use crate::kit::{NOW, Place, add, collection, constant, field, now, row, text};

fn things(fields: Vec<flowright_stdlib::schema::CollectionField>) -> Vec<Collection> {
    vec![collection("things", fields)]
}

/// A store with one row in its first collection, closed.
async fn with_row(collections: &[Collection], fields: &[usize], values: Vec<Datum>) -> Place {
    let place = Place::new();
    let store = place.open(collections);
    assert_eq!(add(&store, fields, values).await, 1);
    store.close().await;
    place
}

async fn with_name() -> (Place, Vec<Collection>) {
    let before = things(vec![field("name", Type::Text)]);
    (with_row(&before, &[1], vec![text("a")]).await, before)
}

fn literals(texts: &[&str]) -> Type {
    Type::literals(texts.iter().copied())
}

fn indexes(place: &Place) -> Vec<String> {
    let sqlite = place.sqlite();
    let mut names = sqlite
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1",
        )
        .unwrap();
    names
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

async fn first(store: &Store, fields: &[usize]) -> Vec<Datum> {
    row(store, 1, fields).await.unwrap()
}

#[tokio::test]
async fn the_same_collections_change_nothing() {
    let (place, before) = with_name().await;
    let version = |place: &Place| -> i64 {
        place
            .sqlite()
            .query_row("PRAGMA schema_version", [], |row| row.get(0))
            .unwrap()
    };
    let was = version(&place);
    let store = place.open(&before);
    assert_eq!(first(&store, &[1, 0]).await, [text("a"), Datum::Int(1)]);
    store.close().await;
    assert_eq!(version(&place), was);
}

#[tokio::test]
async fn tables_are_strict() {
    let (place, _) = with_name().await;
    let strict: bool = place
        .sqlite()
        .query_row(
            "SELECT strict FROM pragma_table_list('things')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(strict);
}

#[tokio::test]
async fn a_new_collection_gets_a_table() {
    let (place, mut collections) = with_name().await;
    collections.push(collection("others", vec![field("n", Type::Int)]));
    let store = place.open(&collections);
    let plan = store.plan_create(1, &[1], &[1]).unwrap();
    assert_eq!(
        store.create(&plan, vec![Datum::Int(7)]).await.unwrap(),
        [Datum::Int(7)]
    );
}

#[tokio::test]
async fn a_collection_that_is_gone_keeps_its_rows() {
    let (place, before) = with_name().await;
    place.open(&[]).close().await;
    let store = place.open(&before);
    assert_eq!(first(&store, &[1]).await, [text("a")]);
}

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
    };
    assert_eq!(place.refusals(&after), [refusal]);
    assert_eq!(first(&place.open(&before), &[1]).await, [text("a")]);

    let empty = Place::new();
    empty.open(&before).close().await;
    add(&empty.open(&after), &[1, 2], vec![text("a"), Datum::Int(1)]).await;
}

#[tokio::test]
async fn a_removed_field_is_refused_where_rows_hold_a_value() {
    let before = things(vec![
        field("a", Type::Int.optional()),
        field("b", Type::Int.optional()),
    ]);
    let after = things(vec![field("a", Type::Int.optional())]);
    let held = with_row(&before, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    let refusal = Refusal::FieldRemoved {
        collection: "things".into(),
        field: "b".into(),
        rows: 1,
    };
    assert_eq!(held.refusals(&after), [refusal]);
    assert_eq!(first(&held.open(&before), &[2]).await, [Datum::Int(2)]);

    let null = with_row(&before, &[1], vec![Datum::Int(1)]).await;
    let store = null.open(&after);
    assert_eq!(first(&store, &[1]).await, [Datum::Int(1)]);
    store.close().await;
    assert_eq!(
        first(&null.open(&before), &[1, 2]).await,
        [Datum::Int(1), Datum::Null]
    );
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
async fn indexes_follow_the_declaration_and_those_of_others_stay() {
    let mut collections = things(vec![field("a", Type::Int), field("b", Type::Int)]);
    collections[0].index = vec![vec![1, 2], vec![1, 2]];
    collections[0].unique = vec![vec![2]];
    let place = with_row(&collections, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    assert_eq!(
        indexes(&place),
        ["things index (\"a\", \"b\")", "things unique (\"b\")"]
    );
    place
        .sqlite()
        .execute_batch("CREATE INDEX mine ON things (a)")
        .unwrap();
    collections[0].index = vec![vec![2, 1]];
    collections[0].unique = vec![];
    place.open(&collections).close().await;
    assert_eq!(indexes(&place), ["mine", "things index (\"b\", \"a\")"]);
}

#[tokio::test]
async fn a_unique_is_refused_where_rows_share_values() {
    let mut collections = things(vec![field("a", Type::Int.optional())]);
    let place = with_row(&collections, &[1], vec![Datum::Int(5)]).await;
    let store = place.open(&collections);
    add(&store, &[1], vec![Datum::Null]).await;
    add(&store, &[1], vec![Datum::Null]).await;
    store.close().await;
    collections[0].unique = vec![vec![1]];
    place.open(&collections).close().await;

    collections[0].unique = vec![];
    let store = place.open(&collections);
    add(&store, &[1], vec![Datum::Int(5)]).await;
    store.close().await;
    collections[0].unique = vec![vec![1]];
    let refusal = Refusal::Duplicates {
        collection: "things".into(),
        fields: vec!["a".into()],
        values: 1,
        rows: (1, 4),
    };
    assert_eq!(place.refusals(&collections), [refusal]);
}

#[tokio::test]
async fn every_reason_is_told_and_nothing_is_changed() {
    let before = vec![
        collection("things", vec![field("a", Type::Int), field("b", Type::Int)]),
        collection("others", vec![]),
    ];
    let place = with_row(&before, &[1, 2], vec![Datum::Int(1), Datum::Int(2)]).await;
    let after = vec![
        collection("news", vec![]),
        collection("others", vec![field("n", Type::Int.optional())]),
        collection(
            "things",
            vec![field("a", Type::Text), field("c", Type::Int)],
        ),
    ];
    assert!(matches!(
        place.refusals(&after).as_slice(),
        [
            Refusal::FieldRemoved { .. },
            Refusal::FieldRetyped { .. },
            Refusal::RequiredWithoutDefault { .. },
        ]
    ));
    let tables: i64 = place
        .sqlite()
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'news'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let columns: i64 = place
        .sqlite()
        .query_row(
            "SELECT count(*) FROM pragma_table_info('others')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!((tables, columns), (0, 1));
    assert_eq!(
        first(&place.open(&before), &[1, 2]).await,
        [Datum::Int(1), Datum::Int(2)]
    );
}

#[test]
fn what_no_table_can_be_made_for_is_refused() {
    let mut malformed = collection("malformed", vec![]);
    malformed.index = vec![vec![3]];
    let collections = [
        malformed,
        collection("a", vec![field("x", Type::Int), field("X", Type::Int)]),
        collection("A", vec![]),
        collection("sqlite_things", vec![field("j", Type::Json)]),
    ];
    let refusals = Place::new().refusals(&collections);
    assert_eq!(
        refusals,
        [
            Refusal::UnusableName {
                name: "sqlite_things".into()
            },
            Refusal::CollectionsDifferInCase {
                first: "a".into(),
                second: "A".into()
            },
            Refusal::Malformed {
                collection: "malformed".into()
            },
            Refusal::FieldsDifferInCase {
                collection: "a".into(),
                first: "x".into(),
                second: "X".into()
            },
            Refusal::NotAColumn {
                collection: "sqlite_things".into(),
                field: "j".into(),
                ty: "json".into()
            },
        ]
    );
    for refusal in refusals {
        let message = refusal.to_string();
        assert!(
            message.contains(';') || message.contains("must"),
            "what to do? {message}"
        );
    }
}

#[tokio::test]
async fn a_collection_renamed_in_case_only_does_not_take_the_table() {
    let (place, _) = with_name().await;
    let refusal = Refusal::TableTaken {
        collection: "Things".into(),
        table: "things".into(),
    };
    assert_eq!(place.refusals(&[collection("Things", vec![])]), [refusal]);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let place = Place::new();
    std::fs::create_dir_all(place.path()).unwrap();
    place
        .sqlite()
        .execute_batch("CREATE TABLE theirs (n)")
        .unwrap();
    assert!(matches!(
        place.try_open(&[]),
        Err(OpenError::Foreign { .. })
    ));
}

#[test]
fn a_database_of_a_later_version_is_left_alone() {
    let place = Place::new();
    drop(place.open(&[]));
    let store = loop {
        // The directory is let go of in the background.
        match place.try_open(&[]) {
            Err(OpenError::Locked { .. }) => std::thread::yield_now(),
            other => break other.unwrap(),
        }
    };
    place
        .sqlite()
        .pragma_update(None, "user_version", 2)
        .unwrap();
    drop(store);
    let error = loop {
        match place.try_open(&[]) {
            Err(OpenError::Locked { .. }) => std::thread::yield_now(),
            other => break other.err().unwrap(),
        }
    };
    assert!(
        matches!(
            error,
            OpenError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
}
