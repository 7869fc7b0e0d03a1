//! The audit log: a line of JSON for each request.
//!
//! In: a [`Record`] for each request. Out: append-only segments `audit-NNNNNNNN.jsonl` in one directory, rotated by size; the oldest are
//! removed by the size of all and by age, however often the process starts.
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
mod record;
mod segments;
mod settings;
mod writer;

use std::io;
use std::sync::Arc;

use flowright_host::Clock;
use limiter::Limiter;
use writer::Writer;

pub use record::{Outcome, Record, Why};
pub use settings::Settings;

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
        let segments = segments::Segments::open(settings, clock.now())?;
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
