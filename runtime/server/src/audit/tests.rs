use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flowright_host::{ManualClock, Sleep};
use serde_json::Value;

use super::*;

/// The time on every test's clock, in the middle of a minute.
const NOW: i64 = 1_700_000_030_000_000;

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(NOW))
}

fn record<'a>(id: &'a str, outcome: Outcome<'a>) -> Record<'a> {
    Record {
        time: NOW,
        request_id: id,
        route: Some("orders"),
        method: "POST",
        path: "/api/webhooks/orders",
        ip: IpAddr::from([192, 0, 2, 1]),
        caller: None,
        status: 200,
        outcome,
        why: None,
        duration: Duration::from_micros(80),
        body_bytes: 7700,
    }
}

fn lines(directory: &Path) -> Vec<Value> {
    let mut files: Vec<_> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let text: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Waits until the log has that many lines, while it is open.
fn wait_for_lines(directory: &Path, count: usize) {
    let patience = Instant::now() + Duration::from_secs(10);
    while lines(directory).len() < count {
        assert!(Instant::now() < patience);
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn every_request_has_a_line_when_the_log_is_closed() {
    let directory = tempfile::tempdir().unwrap();
    let audit = Audit::open(&Settings::new(directory.path().join("made")), clock()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let audit = &audit;
            scope.spawn(move || {
                for number in 0..1000 {
                    let id = format!("{thread}-{number}");
                    audit.record(&record(&id, Outcome::Done("answered")));
                }
            });
        }
    });
    audit.close();
    audit.record(&record("late", Outcome::Done("answered")));
    let lines = lines(&directory.path().join("made"));
    assert_eq!(lines.len(), 4000);
    let ids: std::collections::HashSet<_> = lines
        .iter()
        .map(|line| line["request_id"].to_string())
        .collect();
    assert_eq!(ids.len(), 4000);
}

#[test]
fn lines_are_written_while_the_log_is_open() {
    let directory = tempfile::tempdir().unwrap();
    let audit = Audit::open(&Settings::new(directory.path().to_owned()), clock()).unwrap();
    audit.record(&record("a", Outcome::Done("answered")));
    wait_for_lines(directory.path(), 1);
}

#[test]
fn segments_are_rotated_and_the_oldest_removed() {
    let directory = tempfile::tempdir().unwrap();
    let settings = Settings {
        segment_bytes: 2000,
        total_bytes: 6000,
        ..Settings::new(directory.path().to_owned())
    };
    let audit = Audit::open(&settings, clock()).unwrap();
    for number in 0..100 {
        audit.record(&record(&format!("{number:03}"), Outcome::Done("answered")));
    }
    drop(audit);
    let sizes: Vec<_> = fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .collect();
    assert_eq!(sizes.len(), 3);
    assert!(sizes.iter().all(|size| *size <= 2000), "{sizes:?}");
    assert_eq!(lines(directory.path()).last().unwrap()["request_id"], "099");
}

#[test]
fn refused_requests_past_the_limit_are_counted() {
    let directory = tempfile::tempdir().unwrap();
    let audit = Audit::open(&Settings::new(directory.path().to_owned()), clock()).unwrap();
    for minute in [0, 1] {
        for number in 0..130 {
            let id = number.to_string();
            let refused = record(&id, Outcome::Refused("wrong_signature"));
            audit.record(&Record {
                time: NOW + minute * 60_000_000,
                ..refused
            });
        }
    }
    audit.record(&record("done", Outcome::Done("answered")));
    audit.close();
    let lines = lines(directory.path());
    let suppressed: Vec<_> = lines
        .iter()
        .filter_map(|line| line.get("suppressed"))
        .map(Value::to_string)
        .collect();
    assert_eq!(suppressed, ["30", "30"]);
    assert_eq!(lines.len(), 2 * 100 + 2 + 1);
}

#[test]
fn a_minute_of_refusals_is_summed_up_when_the_clock_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let settings = Settings {
        refused_per_minute: 1,
        ..Settings::new(directory.path().to_owned())
    };
    let clock = clock();
    let audit = Audit::open(&settings, Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
    for id in ["written", "counted"] {
        audit.record(&record(id, Outcome::Refused("wrong_signature")));
    }
    wait_for_lines(directory.path(), 1);
    clock.advance(Duration::from_secs(60));
    wait_for_lines(directory.path(), 2);
    assert_eq!(lines(directory.path())[1]["suppressed"], 1);
}

/// A clock that counts its readings, and panics while it is broken.
#[derive(Default)]
struct Fragile {
    asked: AtomicUsize,
    broken: AtomicBool,
}

impl Clock for Fragile {
    fn now(&self) -> i64 {
        self.asked.fetch_add(1, Ordering::SeqCst);
        assert!(!self.broken.load(Ordering::SeqCst), "the clock is broken");
        NOW
    }

    fn sleep_until(&self, _: i64) -> Sleep {
        Box::pin(std::future::pending())
    }
}

#[test]
fn the_log_goes_on_after_its_thread_has_panicked() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Arc::new(Fragile::default());
    let settings = Settings::new(directory.path().to_owned());
    let audit = Audit::open(&settings, Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
    clock.broken.store(true, Ordering::SeqCst);
    audit.record(&record("lost", Outcome::Done("answered")));
    // The current pass of the writer may already have taken its lines; the next pass takes this
    // one.
    let asked = clock.asked.load(Ordering::SeqCst);
    let patience = Instant::now() + Duration::from_secs(30);
    while clock.asked.load(Ordering::SeqCst) < asked + 2 {
        assert!(Instant::now() < patience);
        std::thread::sleep(Duration::from_millis(1));
    }
    clock.broken.store(false, Ordering::SeqCst);
    audit.record(&record("after", Outcome::Done("answered")));
    audit.close();
    let lines = lines(directory.path());
    let dropped = |line: &&Value| line["outcome"] == "lines_dropped";
    assert_eq!(lines.iter().filter(dropped).count(), 1);
    assert!(lines.iter().any(|line| line["request_id"] == "after"));
}

#[test]
fn a_line_that_cannot_be_formatted_is_counted() {
    let directory = tempfile::tempdir().unwrap();
    let audit = Audit::open(&Settings::new(directory.path().to_owned()), clock()).unwrap();
    audit.writer.append(|_| panic!("no line"));
    audit.record(&record("after", Outcome::Done("answered")));
    audit.close();
    let lines = lines(directory.path());
    assert_eq!(lines.len(), 2);
    // Which comes first depends on when the thread writes.
    assert!(lines.iter().any(|line| line["request_id"] == "after"));
    assert!(lines.iter().any(|line| line["dropped"] == 1));
}

#[test]
fn two_logs_do_not_share_a_segment() {
    let directory = tempfile::tempdir().unwrap();
    let settings = Settings::new(directory.path().to_owned());
    for id in ["first", "second"] {
        let audit = Audit::open(&settings, clock()).unwrap();
        audit.record(&record(id, Outcome::Done("answered")));
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
    assert_eq!(lines(directory.path()).len(), 2);
}
