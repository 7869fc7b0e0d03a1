//! Many operations at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flowright_host::{Clock, Sleep};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, StepError};
use tokio::task::JoinSet;

use crate::kit::{NOW, Opened, Place, collection, customers, field, row, text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_that_come_together_share_commits() {
    let place = Place::new();
    let store = Arc::new(place.open(&[customers()]));
    let plan = store.plan_create(0, &[1, 2], &[0]).unwrap();
    let mut tasks = JoinSet::new();
    for n in 0..1000 {
        let (store, plan) = (store.clone(), plan.clone());
        tasks.spawn(async move {
            let values = vec![text("x"), text(&format!("{n}@b"))];
            store.create(&plan, values).await.unwrap()
        });
    }
    assert_eq!(tasks.join_all().await.len(), 1000);
    assert!(
        store.commits() < 500,
        "{} commits for 1000 rows",
        store.commits()
    );
}

/// Panics when the second row is written.
struct Faulty(AtomicU64);

impl Clock for Faulty {
    fn now(&self) -> i64 {
        // The store reads the clock once when it is opened.
        let asked = self.0.fetch_add(1, Ordering::Relaxed);
        assert_ne!(asked, 2, "the clock is broken");
        NOW
    }

    fn sleep_until(&self, _: i64) -> Sleep {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_write_that_panics_fails_and_the_next_one_is_served() {
    let place = Place::new();
    let clock = Arc::new(Faulty(AtomicU64::new(0)));
    let store = Opened::at(&place.path(), &[customers()], clock).unwrap();
    let plan = store.plan_create(0, &[1, 2], &[0]).unwrap();
    let add = |email: &str| store.create(&plan, vec![text("x"), text(email)]);
    assert_eq!(add("a@b").await, Ok(vec![Datum::Int(1)]));
    let error = add("c@d").await.unwrap_err();
    assert!(matches!(error, StepError::Internal { .. }), "{error}");
    assert_eq!(error.code(), "internal");
    assert_eq!(add("c@d").await, Ok(vec![Datum::Int(2)]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_upserts_of_one_key_one_creates() {
    let place = Place::new();
    let store = Arc::new(place.open(&[customers()]));
    let plan = store.plan_upsert(0, 0, &[1, 2], &[], &[0]).unwrap();
    let mut tasks = JoinSet::new();
    for n in 0..200 {
        let (store, plan) = (store.clone(), plan.clone());
        tasks.spawn(async move {
            store
                .upsert(&plan, vec![text(&n.to_string()), text("a@b")])
                .await
                .unwrap()
        });
    }
    let upserted = tasks.join_all().await;
    assert!(
        upserted
            .iter()
            .all(|upserted| upserted.row == [Datum::Int(1)])
    );
    assert_eq!(
        upserted.iter().filter(|upserted| upserted.created).count(),
        1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_write_takes_none_of_the_others_with_it() {
    let place = Place::new();
    let mut things = collection("things", vec![field("n", Type::Int)]);
    things.unique = vec![vec![1]];
    let store = Arc::new(place.open(&[things]));
    let plan = store.plan_create(0, &[1], &[0]).unwrap();
    let mut tasks = JoinSet::new();
    for n in 0..300 {
        let (store, plan) = (store.clone(), plan.clone());
        tasks.spawn(async move { (n / 2, store.create(&plan, vec![Datum::Int(n / 2)]).await) });
    }
    let mut created = Vec::new();
    for (n, result) in tasks.join_all().await {
        match result {
            Ok(given) => created.push((n, given)),
            Err(error) => assert_eq!(error.code(), "conflict"),
        }
    }
    assert_eq!(created.len(), 150);
    for (n, given) in created {
        let [Datum::Int(id)] = given.as_slice() else {
            panic!("{given:?}")
        };
        assert_eq!(row(&store, *id, &[1]).await.unwrap(), [Datum::Int(n)]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_is_seen_by_every_later_read() {
    let place = Place::new();
    let store = Arc::new(place.open(&[customers()]));
    let plan = store.plan_create(0, &[1, 2], &[0]).unwrap();
    let mut tasks = JoinSet::new();
    for n in 0..200 {
        let (store, plan) = (store.clone(), plan.clone());
        tasks.spawn(async move {
            let values = vec![text(&n.to_string()), text(&n.to_string())];
            let given = store.create(&plan, values).await.unwrap();
            let [Datum::Int(id)] = given.as_slice() else {
                panic!("{given:?}")
            };
            assert_eq!(
                row(&store, *id, &[1]).await.unwrap(),
                [text(&n.to_string())]
            );
        });
    }
    tasks.join_all().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_finishes_what_is_queued() {
    let place = Place::new();
    let store = Arc::new(place.open(&[customers()]));
    let plan = store.plan_create(0, &[1, 2], &[0]).unwrap();
    let mut tasks = JoinSet::new();
    for n in 0..500 {
        let (store, plan) = (store.clone(), plan.clone());
        tasks.spawn(async move {
            store
                .create(&plan, vec![text("x"), text(&n.to_string())])
                .await
        });
    }
    tokio::task::yield_now().await;
    store.close().await;
    let results = tasks.join_all().await;
    let written = results.iter().filter(|result| result.is_ok()).count();
    assert!(
        results
            .iter()
            .all(|result| matches!(result, Ok(_) | Err(StepError::Closed)))
    );
    let rows: i64 = place
        .sqlite()
        .query_row("SELECT count(*) FROM customers", [], |row| row.get(0))
        .unwrap();
    assert_eq!(usize::try_from(rows).unwrap(), written);
}
