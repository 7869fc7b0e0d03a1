//! The writer thread.

use std::cell::RefCell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use flowright_host::Clock;

use super::limiter::Limiter;
use super::line;
use super::segments::{Lost, Segments};

/// The longest a line waits before it is written.
const INTERVAL: Duration = Duration::from_millis(50);
/// The number of bytes at which it is worth waking the thread.
const BATCH: usize = 64 * 1024;
/// The time between two removals of old segments, in microseconds.
const TIDYING: i64 = 60 * 60 * 1_000_000;
/// The maximum number of bytes that are buffered while the disk is too slow.
const HELD: usize = 4 * 1024 * 1024;

thread_local! {
    static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

#[derive(Debug)]
pub(super) struct Writer {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
struct Shared {
    queue: Mutex<Queue>,
    wake: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    bytes: Vec<u8>,
    dropped: u64,
    closed: bool,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    pub(super) fn start(
        segments: Segments,
        limiter: Arc<Limiter>,
        clock: Arc<dyn Clock>,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            wake: Condvar::new(),
        });
        let drain = Drain {
            shared: Arc::clone(&shared),
            limiter,
            clock,
            segments,
            batch: Vec::new(),
            dropped: 0,
            failing: false,
            tidied: 0,
        };
        let thread = thread::Builder::new()
            .name("audit".to_owned())
            .spawn(|| drain.run())?;
        Ok(Self {
            shared,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Formats one line outside the lock, and appends it. Never panics: a line whose formatting
    /// panics counts as dropped.
    pub(super) fn append(&self, format: impl FnOnce(&mut Vec<u8>)) {
        let appended = catch_unwind(AssertUnwindSafe(|| self.try_append(format)));
        if appended.is_err() {
            tracing::error!("cannot format an audit line");
            self.shared.queue().dropped += 1;
        }
    }

    fn try_append(&self, format: impl FnOnce(&mut Vec<u8>)) {
        LINE.with_borrow_mut(|line| {
            line.clear();
            format(line);
            let mut queue = self.shared.queue();
            if queue.closed || queue.bytes.len() + line.len() > HELD {
                queue.dropped += 1;
                return;
            }
            let before = queue.bytes.len();
            queue.bytes.extend_from_slice(line);
            let full = before < BATCH && queue.bytes.len() >= BATCH;
            drop(queue);
            if full {
                self.shared.wake.notify_one();
            }
        });
    }

    pub(super) fn close(&self) {
        self.shared.queue().closed = true;
        self.shared.wake.notify_one();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the audit log's thread has panicked");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

/// The state owned by the thread.
struct Drain {
    shared: Arc<Shared>,
    limiter: Arc<Limiter>,
    clock: Arc<dyn Clock>,
    segments: Segments,
    batch: Vec<u8>,
    /// Lines dropped since their count was last written.
    dropped: u64,
    failing: bool,
    /// When old segments were last pruned.
    tidied: i64,
}

impl Drain {
    fn run(mut self) {
        let mut was_last = false;
        loop {
            match catch_unwind(AssertUnwindSafe(|| self.pass())) {
                Ok(closed) if closed => return,
                Ok(_) => {}
                Err(_) => {
                    tracing::error!("the audit log's thread panicked and continues");
                    self.drop_batch();
                    // One more pass writes what arrived before the log was closed.
                    if std::mem::replace(&mut was_last, self.shared.queue().closed) {
                        return;
                    }
                }
            }
        }
    }

    /// Waits for lines and writes them; returns whether the log was closed, so that these were the
    /// last ones.
    fn pass(&mut self) -> bool {
        let closed = self.take();
        let now = self.clock.now();
        let summaries = if closed {
            self.limiter.all()
        } else {
            self.limiter.ended(now)
        };
        for summary in &summaries {
            line::suppressed(&mut self.batch, summary);
        }
        if self.dropped > 0 {
            line::dropped(&mut self.batch, self.dropped, now);
        }
        if !self.batch.is_empty() {
            self.write(now);
        }
        if now.saturating_sub(self.tidied) >= TIDYING {
            self.tidied = now;
            self.segments.tidy(now);
        }
        if closed && let Err(error) = self.segments.sync() {
            tracing::error!(%error, "cannot sync the audit log");
        }
        closed
    }

    /// Waits for lines, and takes them by swapping the two buffers. Returns whether the log was
    /// closed.
    fn take(&mut self) -> bool {
        self.batch.clear();
        let queue = self.shared.queue();
        let waiting = |queue: &mut Queue| !queue.closed && queue.bytes.len() < BATCH;
        let (mut queue, _) = self
            .shared
            .wake
            .wait_timeout_while(queue, INTERVAL, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::swap(&mut queue.bytes, &mut self.batch);
        self.dropped = self
            .dropped
            .saturating_add(std::mem::take(&mut queue.dropped));
        queue.closed
    }

    /// Writes the batch. Lines that cannot be written count as dropped, in addition to the lines
    /// dropped before, because the line with their count is lost too. The program's log reports
    /// this once, not every 50 ms.
    fn write(&mut self, now: i64) {
        match self.segments.write(&self.batch, now) {
            Ok(()) => {
                self.failing = false;
                self.dropped = 0;
            }
            Err(Lost { error, lines }) => {
                if !self.failing {
                    tracing::error!(%error, "cannot write the audit log");
                }
                self.failing = true;
                // The line with the count comes last, so it is always among the lost lines.
                let lost = lines.saturating_sub(usize::from(self.dropped > 0));
                self.drop_lines(lost);
            }
        }
    }

    /// Counts the lines of a batch that a panic prevented from being written.
    fn drop_batch(&mut self) {
        let lines = memchr::memchr_iter(b'\n', &self.batch).count();
        self.batch.clear();
        self.drop_lines(lines);
    }

    fn drop_lines(&mut self, lines: usize) {
        let lines = u64::try_from(lines).unwrap_or(u64::MAX);
        self.dropped = self.dropped.saturating_add(lines);
    }
}
