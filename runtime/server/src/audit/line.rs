//! The JSON of the lines.

use std::cell::Cell;
use std::io;
use std::net::IpAddr;

use flowright_engine::FailureSummary;
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

use super::limiter::Summary;
use super::record::{Outcome, Record, Why};

#[cfg(test)]
mod tests;

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

/// The line of a request. Every request writes one, so its members are written by hand.
pub(super) fn request(buffer: &mut Vec<u8>, record: &Record<'_>) {
    let (outcome, reason) = match record.outcome {
        Outcome::Done(word) => (word, None),
        Outcome::Refused(reason) => ("refused", Some(reason)),
    };
    let path = record
        .path
        .split_once('?')
        .map_or(record.path, |(path, _)| path);
    buffer.extend_from_slice(b"{\"time\":");
    time(buffer, record.time);
    buffer.extend_from_slice(b",\"request_id\":");
    text(buffer, record.request_id);
    buffer.extend_from_slice(b",\"route\":");
    match record.route {
        Some(route) => text(buffer, route),
        None => buffer.extend_from_slice(b"null"),
    }
    buffer.extend_from_slice(b",\"method\":");
    text(buffer, record.method);
    buffer.extend_from_slice(b",\"path\":");
    text(buffer, path);
    buffer.extend_from_slice(b",\"ip\":\"");
    address(buffer, record.ip);
    buffer.push(b'"');
    if let Some(caller) = record.caller {
        buffer.extend_from_slice(b",\"caller\":");
        text(buffer, caller);
    }
    buffer.extend_from_slice(b",\"status\":");
    number(buffer, record.status.into());
    buffer.extend_from_slice(b",\"outcome\":");
    text(buffer, outcome);
    if let Some(reason) = reason {
        buffer.extend_from_slice(b",\"reason\":");
        text(buffer, reason);
    }
    if let Some(why) = record.why {
        explained(buffer, why);
    }
    buffer.extend_from_slice(b",\"duration_us\":");
    number(
        buffer,
        u64::try_from(record.duration.as_micros()).unwrap_or(u64::MAX),
    );
    buffer.extend_from_slice(b",\"body_bytes\":");
    number(buffer, record.body_bytes);
    buffer.extend_from_slice(b"}\n");
}

fn explained(buffer: &mut Vec<u8>, why: &Why) {
    match why {
        Why::Mismatch { member, kind } => {
            buffer.extend_from_slice(b",\"member\":");
            text(buffer, member);
            buffer.extend_from_slice(b",\"kind\":");
            text(buffer, kind);
        }
        Why::Failed(summary) => {
            buffer.push(b',');
            failure(buffer, summary);
        }
        Why::Caught(summary) => {
            buffer.extend_from_slice(b",\"caught\":{");
            failure(buffer, summary);
            buffer.push(b'}');
        }
    }
}

/// The members of a failure.
fn failure(buffer: &mut Vec<u8>, summary: &FailureSummary) {
    buffer.extend_from_slice(b"\"code\":");
    text(buffer, summary.code.as_str());
    if let Some(step) = &summary.step {
        buffer.extend_from_slice(b",\"step\":");
        text(buffer, step);
    }
    if let Some(place) = &summary.place {
        buffer.extend_from_slice(b",\"place\":");
        text(buffer, place);
    }
}

fn address(buffer: &mut Vec<u8>, ip: IpAddr) {
    match ip {
        IpAddr::V4(ip) => {
            let [first, others @ ..] = ip.octets();
            number(buffer, first.into());
            for octet in others {
                buffer.push(b'.');
                number(buffer, octet.into());
            }
        }
        IpAddr::V6(ip) => buffer.extend_from_slice(ip.to_string().as_bytes()),
    }
}

fn number(buffer: &mut Vec<u8>, number: u64) {
    buffer.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// A quoted text; most texts need no escaping.
fn text(buffer: &mut Vec<u8>, text: &str) {
    let plain = |byte: u8| (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\';
    // Without an early exit, the compiler can check many bytes at once.
    if text.bytes().fold(true, |all, byte| all & plain(byte)) {
        buffer.push(b'"');
        buffer.extend_from_slice(text.as_bytes());
        buffer.push(b'"');
    } else {
        json(buffer, text);
    }
}

thread_local! {
    /// The last second written, and its text.
    static SECOND: Cell<(i64, [u8; 19])> = const { Cell::new((i64::MIN, [0; 19])) };
}

/// Like [`Time`], but the digits of a second are computed only once.
fn time(buffer: &mut Vec<u8>, time: i64) {
    // A time before 1970 may be in a year before 0, which has more digits.
    if time < 0 {
        return json(buffer, &Time(time));
    }
    let now = time / 1_000_000;
    let (mut second, mut digits) = SECOND.get();
    if second != now {
        let mut line = Vec::new();
        json(&mut line, &Time(time));
        // `"2006-01-02T15:04:05.000000Z"`, or null for a time out of range.
        let Some(found) = line.get(1..).and_then(|line| line.first_chunk::<19>()) else {
            return buffer.extend_from_slice(&line);
        };
        (second, digits) = (now, *found);
        SECOND.set((second, digits));
    }
    buffer.push(b'"');
    buffer.extend_from_slice(&digits);
    let mut micros = *b".000000Z\"";
    let mut left = time % 1_000_000;
    for digit in micros.iter_mut().skip(1).take(6).rev() {
        *digit += u8::try_from(left % 10).unwrap_or_default();
        left /= 10;
    }
    buffer.extend_from_slice(&micros);
}

/// The number of refused requests of a route in a minute that were not written; the time is the
/// start of the minute.
pub(super) fn suppressed(buffer: &mut Vec<u8>, summary: &Summary) {
    let route = Some(summary.route.as_str()).filter(|route| !route.is_empty());
    write(
        buffer,
        &Suppressed {
            time: Time(summary.minute_start),
            route,
            outcome: "refused",
            suppressed: summary.suppressed,
        },
    );
}

/// The number of lines dropped for lack of room.
pub(super) fn dropped(buffer: &mut Vec<u8>, lines: u64, time: i64) {
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
    json(buffer, line);
    buffer.push(b'\n');
}

fn json(buffer: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    let start = buffer.len();
    let mut serializer = serde_json::Serializer::with_formatter(&mut *buffer, Ascii);
    if value.serialize(&mut serializer).is_err() {
        // Neither these types nor an in-memory buffer can fail. A partial value would break the
        // line, so it is removed.
        buffer.truncate(start);
        buffer.extend_from_slice(b"null");
    }
}

/// Microseconds since 1970, written in UTC as in RFC 3339; null for a time outside the years -9999
/// to 9999.
struct Time(i64);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match Timestamp::from_microsecond(self.0) {
            Ok(time) => serializer.collect_str(&format_args!("{time:.6}")),
            Err(_) => serializer.serialize_none(),
        }
    }
}

/// JSON in printable ASCII: all other characters, including those that change the text direction or
/// start a terminal escape sequence, are written as `\uXXXX`.
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
