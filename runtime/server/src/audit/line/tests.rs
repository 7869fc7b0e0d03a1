use std::net::IpAddr;
use std::time::Duration;

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn record(path: &str) -> Record<'_> {
    Record {
        time: 1_700_000_000_123_456,
        request_id: "0123",
        route: Some("orders"),
        method: "POST",
        path,
        ip: IpAddr::from([192, 0, 2, 1]),
        caller: None,
        status: 401,
        outcome: Outcome::Refused("wrong_signature"),
        why: None,
        duration: Duration::from_nanos(1_234_567),
        body_bytes: 7,
    }
}

fn line(record: &Record<'_>) -> String {
    let mut buffer = Vec::new();
    request(&mut buffer, record);
    String::from_utf8(buffer).unwrap()
}

#[test]
fn a_line_holds_what_was_asked_for() {
    assert_eq!(
        line(&record("/orders?token=secret")),
        "{\"time\":\"2023-11-14T22:13:20.123456Z\",\"request_id\":\"0123\",\
         \"route\":\"orders\",\"method\":\"POST\",\"path\":\"/orders\",\
         \"ip\":\"192.0.2.1\",\"status\":401,\"outcome\":\"refused\",\
         \"reason\":\"wrong_signature\",\"duration_us\":1234,\"body_bytes\":7}\n"
    );
    let done = Record {
        outcome: Outcome::Done("answered"),
        route: None,
        ..record("/")
    };
    assert!(line(&done).contains("\"route\":null"));
    assert!(!line(&done).contains("reason"));
}

#[test]
fn a_second_is_worked_out_anew_when_it_is_another() {
    for (seconds, micros, written) in [
        (-1, 999_999, "1969-12-31T23:59:59.999999Z"),
        (0, 0, "1970-01-01T00:00:00.000000Z"),
        (1_709_210_096, 7, "2024-02-29T12:34:56.000007Z"),
        (1_709_210_096, 999_999, "2024-02-29T12:34:56.999999Z"),
        (1_709_210_097, 120_000, "2024-02-29T12:34:57.120000Z"),
    ] {
        let time = seconds * 1_000_000 + micros;
        let line = line(&Record {
            time,
            ..record("/")
        });
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["time"], written);
    }
}

#[test]
fn the_other_lines_say_how_many() {
    let mut buffer = Vec::new();
    let summary = Summary {
        route: "a".to_owned(),
        minute_start: 60_000_000,
        suppressed: 5,
    };
    suppressed(&mut buffer, &summary);
    dropped(&mut buffer, 3, 0);
    assert_eq!(
        String::from_utf8(buffer).unwrap(),
        "{\"time\":\"1970-01-01T00:01:00.000000Z\",\"route\":\"a\",\"outcome\":\"refused\",\"suppressed\":5}\n\
         {\"time\":\"1970-01-01T00:00:00.000000Z\",\"outcome\":\"lines_dropped\",\"dropped\":3}\n"
    );
}

#[test]
fn a_path_cannot_forge_a_line() {
    let path = "/a\n{\"time\":\"x\"}\r\u{7f}\u{9b}31m\u{202e}\u{2028}😀\"\\";
    let line = line(&record(path));
    assert_eq!(line.matches('\n').count(), 1);
    assert!(
        line.trim_end()
            .bytes()
            .all(|byte| (b' '..=b'~').contains(&byte))
    );
    let value: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["path"], path);
}

#[test]
fn a_time_that_has_no_date_is_null() {
    for time in [i64::MIN, i64::MAX] {
        let line = line(&Record {
            time,
            ..record("/")
        });
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["time"], Value::Null);
    }
}

proptest! {
    #[test]
    fn whatever_was_sent_comes_back_from_one_line(path in "[^?]*", method in ".*") {
        let line = line(&Record { method: &method, ..record(&path) });
        prop_assert_eq!(line.matches('\n').count(), 1);
        let value: Value = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(&value["path"], &path);
        prop_assert_eq!(&value["method"], &method);
    }
}
