//! Disks that are full or fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flowright_host::SystemClock;
use flowright_stdlib::query::{RowOperation, RowOperationKind};
use flowright_stdlib::schema::{Collection, CollectionField};
use flowright_stdlib::types::Type;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Null;
use rusqlite::{Error, ffi};
use tempfile::TempDir;

use super::{Access, BoundWrite, Reading, RowPlan, RowWrite, Table, Writing};
use crate::error::Fault;
use crate::job::{Job, Operation, Pending, job};
use crate::writer::{Checkpoint, Database, Tokio, Writer};
use crate::{Datum, RowOutput, StepError, WrittenRow};

struct Bench {
    writer: Writer<Writing, Tokio>,
    commits: Arc<AtomicU64>,
    plan: Arc<dyn RowWrite>,
    _directory: TempDir,
}

fn bench() -> Bench {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("flowright.db");
    let field = |name: &str, ty| CollectionField {
        name: name.into(),
        ty,
        default: None,
        reference: None,
        was: None,
    };
    let collection = Collection {
        name: "things".into(),
        fields: vec![field("id", Type::Int), field("t", Type::Text)],
        unique: vec![],
        index: vec![],
    };
    let clock = Arc::new(SystemClock);
    let (writing, _) = Writing::open(&path, std::slice::from_ref(&collection), &[], clock).unwrap();
    let table = Table {
        collection: &collection,
        collections: std::slice::from_ref(&collection),
        reading: &Reading::open(&path).unwrap(),
        undeclared: &[],
    };
    let create = RowOperation {
        collection: 0,
        kind: RowOperationKind::Create { fields: vec![1] },
    };
    let Ok(RowPlan(Access::Write(plan))) = RowPlan::new(&table, &create, &[0]) else {
        panic!("not a write");
    };
    let commits = Arc::new(AtomicU64::new(0));
    Bench {
        writer: Writer::new(writing, Tokio, commits.clone()),
        commits,
        plan,
        _directory: directory,
    }
}

impl Bench {
    /// Writes rows with those texts in one batch.
    fn write(&mut self, texts: &[&str]) -> Vec<Result<RowOutput, StepError>> {
        let (jobs, answers): (Vec<_>, Vec<_>) = texts.iter().map(|text| self.add(text)).unzip();
        self.writer.write(jobs);
        answers
            .into_iter()
            .map(|answer| answer.blocking_recv().unwrap())
            .collect()
    }

    /// A job that inserts a row with that text.
    fn add(&self, text: &str) -> (Box<dyn Job<Writing>>, Pending<RowOutput>) {
        let plan = self.plan.clone();
        let values = vec![Datum::Text(text.into())];
        job(BoundWrite { plan, values })
    }

    fn rows(&self) -> i64 {
        let count = "SELECT count(*) FROM things";
        self.writer
            .database
            .connection
            .query_row(count, [], |row| row.get(0))
            .unwrap()
    }

    fn limit(&self, pages: i64) {
        let limit = format!("PRAGMA max_page_count = {pages}");
        self.writer
            .database
            .connection
            .query_row(&limit, [], |_| Ok(()))
            .unwrap();
    }

    /// From now on, writing a row with the text `bad` causes a disk error.
    fn break_disk(&self, code: i32) {
        let connection = &self.writer.database.connection;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        connection
            .create_scalar_function("fail", 0, flags, move |_| -> rusqlite::Result<Null> {
                Err(Error::SqliteFailure(ffi::Error::new(code), None))
            })
            .unwrap();
        connection
            .execute_batch(
                "CREATE TEMP TRIGGER broken AFTER INSERT ON main.things WHEN new.t = 'bad' \
                 BEGIN SELECT fail(); END",
            )
            .unwrap();
    }
}

#[test]
fn a_full_disk_is_told_and_recovers() {
    let mut bench = bench();
    bench.limit(20);
    let large = "x".repeat(1_000_000);
    let results = bench.write(&["a", &large, "b"]);
    assert_eq!(results[1], Err(StepError::Full));
    let written = results.iter().filter(|result| result.is_ok()).count();
    assert_eq!(bench.rows(), i64::try_from(written).unwrap(), "{results:?}");
    bench.limit(1_000_000);
    assert!(bench.write(&[&large, "b"]).iter().all(Result::is_ok));
}

#[test]
fn after_an_error_of_the_disk_nothing_is_written() {
    let mut bench = bench();
    assert!(bench.write(&["good"]).iter().all(Result::is_ok));
    bench.break_disk(ffi::SQLITE_IOERR_FSYNC);
    for batch in [["good", "bad", "good"], ["good"; 3]] {
        for result in bench.write(&batch) {
            assert!(
                matches!(result, Err(StepError::Unavailable { .. })),
                "{result:?}"
            );
        }
    }
    assert_eq!(bench.rows(), 1);
    assert_eq!(bench.commits.load(Ordering::Relaxed), 1);
}

#[test]
fn nobody_waits_for_one_who_has_gone() {
    let mut bench = bench();
    for gone in 0..3 {
        let (jobs, mut answers): (Vec<_>, Vec<_>) = (0..3).map(|_| bench.add("a")).unzip();
        drop(answers.remove(gone));
        bench.writer.write(jobs);
        for answer in answers {
            assert!(answer.blocking_recv().unwrap().is_ok(), "{gone} has gone");
        }
    }
    assert_eq!(bench.rows(), 9);
}

#[test]
fn another_error_fails_its_own_step_only() {
    let mut bench = bench();
    bench.break_disk(ffi::SQLITE_ERROR);
    let results = bench.write(&["good", "bad", "good"]);
    assert!(matches!(
        results.as_slice(),
        [Ok(_), Err(StepError::Unavailable { .. }), Ok(_)]
    ));
    assert_eq!(bench.rows(), 2);
}

/// Writes a row and then panics.
struct Panics(BoundWrite);

impl Operation<Writing> for Panics {
    type Output = RowOutput;

    fn run(&self, writing: &Writing) -> Result<RowOutput, Fault> {
        let output = self.0.run(writing)?;
        panic!("after writing {output:?}");
    }
}

#[test]
fn a_write_that_panics_is_undone_and_the_others_are_not() {
    let mut bench = bench();
    let panics = |text: &str| {
        let plan = bench.plan.clone();
        let values = vec![Datum::Text(text.into())];
        job(Panics(BoundWrite { plan, values }))
    };
    let (jobs, answers): (Vec<_>, Vec<_>) = [
        bench.add("a"),
        panics("b"),
        bench.add("c"),
        bench.add("d"),
        panics("e"),
    ]
    .into_iter()
    .unzip();
    bench.writer.write(jobs);
    let results: Vec<_> = answers
        .into_iter()
        .map(|answer| answer.blocking_recv().unwrap())
        .collect();
    let panicked = || {
        let reason = "the step panicked".into();
        Err(StepError::Internal { reason })
    };
    let row = |id| {
        Ok(RowOutput::Written(WrittenRow {
            row: vec![Datum::Int(id)],
            created: true,
            changed: true,
        }))
    };
    assert_eq!(results, [row(1), panicked(), row(2), row(3), panicked(),]);
    assert_eq!(
        (bench.rows(), bench.commits.load(Ordering::Relaxed)),
        (3, 1)
    );
}

#[test]
fn a_batch_is_one_commit() {
    let mut bench = bench();
    assert!(bench.write(&["a"; 100]).iter().all(Result::is_ok));
    assert_eq!(
        (bench.rows(), bench.commits.load(Ordering::Relaxed)),
        (100, 1)
    );
    let database = &bench.writer.database;
    assert!(database.log_pages() > 0);
    assert!(database.checkpoint(Checkpoint::Partial).is_ok());
    assert_eq!(database.log_pages(), 0);
}
