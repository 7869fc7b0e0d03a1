//! Collections that are added, removed or clash, and files that are not ours.

use flowright_stdlib::types::Type;
use flowright_store::{Datum, OpenError, Refusal};

use super::{first, with_name, with_row};
use crate::kit::{Place, collection, field, text};

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
    let (place, mut before) = with_name().await;
    before.push(collection("others", vec![]));
    place.open(&before).close().await;
    place.open(&before[1..]).close().await;
    let store = place.open(&before);
    assert_eq!(first(&store, &[1]).await, [text("a")]);
}

#[tokio::test]
async fn the_rows_of_another_program_are_refused() {
    let (place, before) = with_name().await;
    let others = [collection("others", vec![])];
    for program in [&others[..], &[]] {
        let Err(OpenError::Unrelated { path, collections }) = place.try_open(program) else {
            panic!("it opened");
        };
        assert_eq!(path, place.path());
        assert_eq!(collections, ["things"]);
    }
    place.open(&before).close().await;

    let empty = Place::new();
    empty.open(&before).close().await;
    empty.open(&others).close().await;
}

#[tokio::test]
async fn an_emptied_database_is_refused() {
    let (place, before) = with_name().await;
    let database = place.path().join("flowright.db");
    for lose in [
        (|path| std::fs::write(path, "")) as fn(&std::path::Path) -> std::io::Result<()>,
        |path| std::fs::remove_file(path),
    ] {
        lose(&database).unwrap();
        assert_eq!(
            place.try_open(&before).err(),
            Some(OpenError::Emptied {
                path: database.clone()
            })
        );
        assert!(matches!(
            place.plan(&before, &[]),
            Err(OpenError::Emptied { .. })
        ));
    }
}

#[tokio::test]
async fn a_truncated_database_is_refused() {
    let (place, before) = with_name().await;
    let database = std::fs::File::options()
        .write(true)
        .open(place.path().join("flowright.db"))
        .unwrap();
    database.set_len(4096).unwrap();
    assert!(matches!(
        place.try_open(&before),
        Err(OpenError::Database { .. })
    ));
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
            Refusal::FieldRetyped { .. },
            Refusal::FieldRemoved { .. },
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
        collection("sqlite_things", vec![field("j", Type::Json.list())]),
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
                ty: "[json]".into()
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
    let (place, mut collections) = with_name().await;
    collections.push(collection("others", vec![]));
    place.open(&collections).close().await;
    collections[0].name = "Things".into();
    let refusal = Refusal::TableTaken {
        collection: "Things".into(),
        table: "things".into(),
    };
    assert_eq!(place.refusals(&collections), [refusal]);
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
        // The directory is released in the background.
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
