//! The audit log: one line of JSON per request.
//!
//! In: a [`Record`] for each request. Out: append-only segments `audit-NNNNNNNN.jsonl` in one
//! directory, rotated by size; the oldest are removed by total size and by age, across restarts.
//!
//! How it avoids delaying requests: a line is formatted into a buffer of the calling thread and
//! appended to a shared buffer. A thread swaps out the shared buffer every 50 ms, or once 64 KiB
//! have accumulated, and writes it. Both buffers are reused, so that a request allocates nothing.
//! When the disk is slower than the requests, at most 4 MiB are queued: further lines are dropped
//! and counted, and the count is written when there is room. A crash of the process thus loses the
//! lines of at most 50 ms.
//!
//! Refused requests are cheap to send, so beyond a number per minute and route they are only
//! counted, and the count is written.
//!
//! Invariant: a record is one line. Everything that a client sent is JSON-escaped to printable
//! ASCII, so that it can neither start a new line nor send control sequences to the terminal that
//! shows it.

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

/// The log. All connections share it; dropping it writes the lines that are still buffered.
#[derive(Debug)]
pub struct Audit {
    limiter: Arc<Limiter>,
    writer: Writer,
}

impl Audit {
    /// Opens the directory and starts the writer thread. The clock determines when a minute of
    /// refusals has ended.
    ///
    /// # Errors
    /// If the directory or a segment cannot be created, or the thread cannot be started.
    pub fn open(settings: &Settings, clock: Arc<dyn Clock>) -> io::Result<Self> {
        let segments = segments::Segments::open(settings, clock.now())?;
        let limiter = Arc::new(Limiter::new(settings.refused_per_minute));
        let writer = Writer::start(segments, Arc::clone(&limiter), clock)?;
        Ok(Self { limiter, writer })
    }

    /// Queues the line of a request. The writer thread writes it soon afterwards.
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

    /// Writes the lines that are still buffered, waits until they are on disk, and stops the
    /// thread. Later records are dropped.
    pub fn close(&self) {
        self.writer.close();
    }
}

#[cfg(test)]
mod tests;
