//! What the store logs. Runs alone in its process, because the subscriber is global.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use flowright_host::{Clock, Sleep};
use flowright_stdlib::query::{RowOperation, RowOperationKind};
use flowright_stdlib::schema::{Collection, CollectionField, Default};
use flowright_stdlib::types::Type;
use flowright_store::Store;
use tempfile::TempDir;

#[derive(Clone)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Panics on the second reading. The store reads the clock once when it is opened.
struct Faulty(AtomicU64);

impl Clock for Faulty {
    fn now(&self) -> i64 {
        let asked = self.0.fetch_add(1, Ordering::Relaxed);
        assert_ne!(asked, 1, "the clock is broken");
        0
    }

    fn sleep_until(&self, _: i64) -> Sleep {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_panic_is_one_line() {
    let log = Log(Arc::default());
    let lines = log.clone();
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || lines.clone())
        .init();
    let field = |name: &str, ty, default| CollectionField {
        name: name.into(),
        ty,
        default,
        reference: None,
        was: None,
    };
    let things = Collection {
        name: "things".into(),
        fields: vec![
            field("id", Type::Int, None),
            field("at", Type::Time, Some(Default::Now)),
        ],
        unique: vec![],
        index: vec![],
    };
    let directory = TempDir::new().unwrap();
    let clock = Arc::new(Faulty(AtomicU64::new(0)));
    let collections = [things];
    let store = Store::open(directory.path(), &collections, clock).unwrap();
    let create = RowOperation {
        collection: 0,
        kind: RowOperationKind::Create { fields: vec![] },
    };
    let create = store.planner(&collections).unwrap().plan(&create, &[0]);
    let create = create.unwrap();
    assert!(store.perform(&create, vec![]).await.is_err());
    assert!(store.perform(&create, vec![]).await.is_ok());

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert_eq!(errors.len(), 1, "{log}");
    assert!(log.contains("the clock is broken"), "{log}");
}
