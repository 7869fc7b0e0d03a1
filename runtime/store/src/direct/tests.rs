use std::sync::Arc;
use std::time::Duration;

use flowright_host::ManualClock;
use flowright_stdlib::query::{Comparison, Predicate, RowOperation, RowOperationKind, Scalar};
use flowright_stdlib::schema::{Collection, CollectionField};
use flowright_stdlib::types::Type;
use tempfile::TempDir;

use super::{Direct, Limits};
use crate::directory::Directory;
use crate::job::Operation;
use crate::sqlite::{Access, BoundRead, Reading};
use crate::{Datum, RowOutput, Store};

/// Enough rows for SQLite to look at the clock while it counts them.
const ROWS: i64 = 2_000;
const ANY: Limits = Limits {
    short: Duration::MAX,
    most: Duration::MAX,
};

/// A store with rows `n` from 0, and its directory.
async fn filled() -> (Store, Vec<Collection>, TempDir) {
    let field = |name: &str| CollectionField {
        name: name.into(),
        ty: Type::Int,
        default: None,
        reference: None,
        was: None,
    };
    let numbers = Collection {
        name: "numbers".into(),
        fields: vec![field("id"), field("n")],
        unique: vec![],
        index: vec![],
    };
    let collections = vec![numbers];
    let directory = TempDir::new().unwrap();
    let clock = Arc::new(ManualClock::at(0));
    let store = Store::open(directory.path(), &collections, clock).unwrap();
    let create = RowOperation {
        collection: 0,
        kind: RowOperationKind::CreateEach { fields: vec![1] },
    };
    let create = store.planner(&collections).unwrap().plan(&create, &[]);
    let rows = (0..ROWS).map(|n| Datum::List(vec![Datum::Int(n)]));
    let rows = vec![Datum::List(rows.collect())];
    store.perform(&create.unwrap(), rows).await.unwrap();
    (store, collections, directory)
}

/// Counts the rows with that number, which no index finds.
fn counting(store: &Store, collections: &[Collection], n: i64) -> BoundRead {
    let condition = Predicate::Compare(Comparison::Equal, Scalar::Column(1), Scalar::Parameter(0));
    let count = RowOperation {
        collection: 0,
        kind: RowOperationKind::Count { condition },
    };
    let planned = store.planner(collections).unwrap().plan(&count, &[]);
    match planned.unwrap().0 {
        Access::Read(plan) => BoundRead {
            plan,
            values: vec![Datum::Int(n)],
        },
        Access::Write(_) => panic!("a count that writes"),
    }
}

fn direct(directory: &TempDir, limits: Limits) -> Direct {
    let path = Directory::look(directory.path()).unwrap().unwrap();
    Direct::new(Reading::open(&path).unwrap(), limits)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_query_runs_here_once_its_last_run_was_short() {
    let (store, collections, directory) = filled().await;
    let short = Limits {
        short: Duration::from_secs(60),
        ..ANY
    };
    let direct = direct(&directory, short);
    let query = counting(&store, &collections, 7);
    assert_eq!(direct.run(&query).await, None, "it has not run before");
    query.run(&direct.reading().lock().unwrap()).unwrap();
    assert_eq!(direct.run(&query).await, Some(Ok(RowOutput::Count(1))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_query_that_takes_long_is_interrupted_and_the_next_one_is_not() {
    let (store, collections, directory) = filled().await;
    let hurried = Limits {
        most: Duration::ZERO,
        ..ANY
    };
    let query = counting(&store, &collections, 7);
    let mut direct = direct(&directory, hurried);
    assert_eq!(direct.run(&query).await, None);
    direct.limits = ANY;
    assert_eq!(direct.run(&query).await, Some(Ok(RowOutput::Count(1))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_two_queries_run_here_at_once() {
    let (store, collections, directory) = filled().await;
    let direct = direct(&directory, ANY);
    let query = counting(&store, &collections, 7);
    let reading = direct.reading();
    let in_use = reading.lock().unwrap();
    let answer = tokio::task::block_in_place(|| {
        tokio::runtime::Handle::current().block_on(direct.run(&query))
    });
    assert_eq!(answer, None);
    drop(in_use);
    assert_eq!(direct.run(&query).await, Some(Ok(RowOutput::Count(1))));
}

#[tokio::test]
async fn a_worker_without_others_runs_no_query() {
    let (store, collections, directory) = filled().await;
    let direct = direct(&directory, ANY);
    let query = counting(&store, &collections, 7);
    assert_eq!(direct.run(&query).await, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_store_answers_a_query_however_it_runs() {
    let (store, collections, _directory) = filled().await;
    let planner = store.planner(&collections).unwrap();
    let condition = Predicate::Compare(Comparison::Less, Scalar::Column(1), Scalar::Parameter(0));
    let count = RowOperation {
        collection: 0,
        kind: RowOperationKind::Count { condition },
    };
    let count = planner.plan(&count, &[]).unwrap();
    drop(planner);
    for n in 0..50 {
        let answer = store.perform(&count, vec![Datum::Int(n)]).await;
        assert_eq!(answer, Ok(RowOutput::Count(n.unsigned_abs())));
    }
    store.close().await;
    let answer = store.perform(&count, vec![Datum::Int(1)]).await;
    assert_eq!(answer, Err(crate::StepError::Closed));
}
