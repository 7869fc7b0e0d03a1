//! Opening and closing.

use flowright_store::{OpenError, StepError};

use crate::kit::{Place, add, customers, row, text};

#[tokio::test]
async fn a_directory_is_open_in_one_store_at_a_time() {
    let place = Place::new();
    let store = place.open(&[]);
    let error = place.try_open(&[]).err().unwrap();
    assert_eq!(error, OpenError::Locked { path: place.path() });
    assert!(
        error.to_string().contains("in use by another process"),
        "{error}"
    );
    store.close().await;
    place.open(&[]).close().await;
}

#[tokio::test]
async fn after_close_every_step_fails_and_the_log_is_in_the_database() {
    let place = Place::new();
    let store = place.open(&[customers()]);
    let create = store.plan_create(0, &[1, 2], &[]).unwrap();
    let find = store
        .plan_find_one(0, &flowright_stdlib::query::Predicate::All, &[0])
        .unwrap();
    let id = add(&store, &[1, 2], vec![text("a"), text("a@b")]).await;
    store.close().await;
    store.close().await;
    let values = vec![text("b"), text("b@b")];
    assert_eq!(store.create(&create, values).await, Err(StepError::Closed));
    assert_eq!(store.find_one(&find, vec![]).await, Err(StepError::Closed));
    let log = std::fs::metadata(place.path().join("flowright.db-wal"));
    assert!(log.map_or(true, |log| log.len() == 0));
    drop(store);
    let store = place.open(&[customers()]);
    assert_eq!(row(&store, id, &[1]).await.unwrap(), [text("a")]);
}

#[test]
fn a_directory_that_cant_be_made_is_told() {
    let place = Place::new();
    std::fs::write(place.path(), "a file").unwrap();
    assert!(matches!(
        place.try_open(&[]),
        Err(OpenError::Directory { .. })
    ));
}

#[test]
fn what_is_no_database_is_told() {
    let place = Place::new();
    std::fs::create_dir_all(place.path()).unwrap();
    std::fs::write(
        place.path().join("flowright.db"),
        "no database at all ".repeat(100),
    )
    .unwrap();
    assert!(matches!(
        place.try_open(&[]),
        Err(OpenError::Database { .. })
    ));
}
