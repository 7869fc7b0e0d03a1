//! The lines' JSON.

use std::io;
use std::net::IpAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

use super::limiter::Summary;
use super::{Outcome, Record};

#[derive(Serialize)]
struct Request<'a> {
    time: Time,
    request_id: &'a str,
    route: Option<&'a str>,
    method: &'a str,
    path: &'a str,
    ip: IpAddr,
    status: u16,
    outcome: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    duration_us: u64,
    body_bytes: u64,
}

#[derive(Serialize)]
struct Suppressed<'a> {
    time: Time,
    route: Option<&'a str>,
    outcome: &'static str,
    suppressed: u64,
}

#[derive(Serialize)]
struct Dropped {
    time: Time,
    outcome: &'static str,
    dropped: u64,
}

/// A request.
pub(super) fn request(buffer: &mut Vec<u8>, record: &Record<'_>) {
    let (outcome, reason) = match record.outcome {
        Outcome::Done(word) => (word, None),
        Outcome::Refused(reason) => ("refused", Some(reason)),
    };
    let path = record
        .path
        .split_once('?')
        .map_or(record.path, |(path, _)| path);
    write(
        buffer,
        &Request {
            time: Time(record.time),
            request_id: record.request_id,
            route: record.route,
            method: record.method,
            path,
            ip: record.ip,
            status: record.status,
            outcome,
            reason,
            duration_us: u64::try_from(record.duration.as_micros()).unwrap_or(u64::MAX),
            body_bytes: record.body_bytes,
        },
    );
}

/// The refused requests of a route and minute that have no line; the time is the minute's start.
pub(super) fn suppressed(buffer: &mut Vec<u8>, summary: &Summary) {
    let route = Some(summary.route.as_str()).filter(|route| !route.is_empty());
    let time = UNIX_EPOCH.checked_add(Duration::from_secs(summary.minute_start));
    write(
        buffer,
        &Suppressed {
            time: Time(time.unwrap_or(UNIX_EPOCH)),
            route,
            outcome: "refused",
            suppressed: summary.suppressed,
        },
    );
}

/// The lines that found no room.
pub(super) fn dropped(buffer: &mut Vec<u8>, lines: u64, time: SystemTime) {
    write(
        buffer,
        &Dropped {
            time: Time(time),
            outcome: "lines_dropped",
            dropped: lines,
        },
    );
}

fn write(buffer: &mut Vec<u8>, line: &impl Serialize) {
    let start = buffer.len();
    let mut serializer = serde_json::Serializer::with_formatter(&mut *buffer, Ascii);
    match line.serialize(&mut serializer) {
        Ok(()) => buffer.push(b'\n'),
        // Neither these types nor a buffer in memory fail; half a line would join the next one.
        Err(_) => buffer.truncate(start),
    }
}

/// RFC 3339 in UTC with microseconds.
struct Time(SystemTime);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match Timestamp::try_from(self.0) {
            Ok(time) => serializer.collect_str(&format_args!("{time:.6}")),
            Err(_) => serializer.serialize_none(),
        }
    }
}

/// JSON in printable ASCII: other characters, among them those that turn the direction of text or start a terminal's commands,
/// are written as `\uXXXX`.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let printable = |byte: u8| (b' '..=b'~').contains(&byte);
        if fragment.bytes().all(printable) {
            return writer.write_all(fragment.as_bytes());
        }
        for character in fragment.chars() {
            if character.is_ascii() && !character.is_ascii_control() {
                write!(writer, "{character}")?;
            } else {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn record(path: &str) -> Record<'_> {
        Record {
            time: UNIX_EPOCH + Duration::from_nanos(1_700_000_000_123_456_789),
            request_id: "0123",
            route: Some("orders"),
            method: "POST",
            path,
            ip: IpAddr::from([192, 0, 2, 1]),
            status: 401,
            outcome: Outcome::Refused("wrong_signature"),
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
    fn the_other_lines_say_how_many() {
        let mut buffer = Vec::new();
        let summary = Summary {
            route: "a".to_owned(),
            minute_start: 60,
            suppressed: 5,
        };
        suppressed(&mut buffer, &summary);
        dropped(&mut buffer, 3, UNIX_EPOCH);
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
}
