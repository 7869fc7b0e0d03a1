//! The audit log: a line of JSON for each request.
//!
//! In: a [`Record`] for each request. Out: append-only segments `audit-NNNNNNNN.jsonl` in one directory, rotated by size and
//! capped in number.
//!
//! How it stays off the request's path: a line is formatted into a buffer of the calling thread and appended to a shared one;
//! a thread takes that every 50 ms, or when 64 KiB have gathered, and writes. Both buffers are kept, so that a request
//! allocates nothing. When the disk is slower than the requests, no more than 4 MiB wait: further lines are dropped and
//! counted, and the count is written when there is room. What a crash of the process can lose is thus 50 ms.
//!
//! Refused requests are cheap to send, so past a number a minute and route they are counted, and only the count is written.
//!
//! Invariant: a line is one line. Whatever a client sent is JSON-escaped to printable ASCII, so that it can neither begin a
//! line nor speak to the terminal that shows it.

mod limiter;
mod line;
mod segments;
mod writer;

use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use flowright_host::Clock;
use limiter::Limiter;
use writer::Writer;

/// Where the log goes, and how much of it there may be.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Made if it is not there; only this process may write segments to it.
    pub directory: PathBuf,
    /// A segment is closed before it grows past this.
    pub segment_bytes: u64,
    /// The oldest segment is removed when there would be more.
    pub segments: usize,
    /// How many refused requests of a route are written each minute.
    pub refused_per_minute: u32,
}

impl Settings {
    /// Eight segments of 64 MB, and a hundred refused requests a minute and route.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self {
            directory,
            segment_bytes: 64_000_000,
            segments: 8,
            refused_per_minute: 100,
        }
    }
}

/// What is written of a request.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// When the request was received, in microseconds since 1970.
    pub time: i64,
    /// Its id, which the client was told.
    pub request_id: &'a str,
    /// The workflow, once it was found.
    pub route: Option<&'a str>,
    /// The method.
    pub method: &'a str,
    /// The path. A query, which may hold tokens, is not written.
    pub path: &'a str,
    /// The client's address.
    pub ip: IpAddr,
    /// The answer's status.
    pub status: u16,
    /// How it went.
    pub outcome: Outcome<'a>,
    /// From the request's head to the answer.
    pub duration: Duration,
    /// How much of a body was read.
    pub body_bytes: u64,
}

/// How a request went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It got to its workflow; the word says how that went.
    Done(&'a str),
    /// It was refused at the edge, for this reason.
    Refused(&'a str),
}

/// The log. Shared by all connections; dropping it writes what is left.
#[derive(Debug)]
pub struct Audit {
    limiter: Arc<Limiter>,
    writer: Writer,
}

impl Audit {
    /// Opens the directory and starts the thread that writes. The clock tells it when a minute of refusals has ended.
    ///
    /// # Errors
    /// When the directory or a segment can't be made, or the thread not started.
    pub fn open(settings: &Settings, clock: Arc<dyn Clock>) -> io::Result<Self> {
        let segments = segments::Segments::open(
            &settings.directory,
            settings.segment_bytes,
            settings.segments,
        )?;
        let limiter = Arc::new(Limiter::new(settings.refused_per_minute));
        let writer = Writer::start(segments, Arc::clone(&limiter), clock)?;
        Ok(Self { limiter, writer })
    }

    /// Writes a request, soon.
    pub fn record(&self, record: &Record<'_>) {
        if matches!(record.outcome, Outcome::Refused(_)) {
            let admission = self
                .limiter
                .admit(record.route.unwrap_or_default(), record.time);
            if let Some(summary) = admission.summary {
                self.writer
                    .append(|buffer| line::suppressed(buffer, &summary));
            }
            if !admission.write {
                return;
            }
        }
        self.writer.append(|buffer| line::request(buffer, record));
    }

    /// Writes what is left, waits until it is on disk, and stops the thread. Later records are dropped.
    pub fn close(&self) {
        self.writer.close();
    }
}

#[cfg(test)]
mod tests;
