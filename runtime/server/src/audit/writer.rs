//! The thread that writes.

use std::cell::RefCell;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use flowright_host::Clock;

use super::limiter::Limiter;
use super::line;
use super::segments::{Lost, Segments};

/// How long a line waits at most.
const INTERVAL: Duration = Duration::from_millis(50);
/// How much is worth waking the thread for.
const BATCH: usize = 64 * 1024;
/// How much is held while the disk is behind.
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
            failing: false,
        };
        let thread = thread::Builder::new()
            .name("audit".to_owned())
            .spawn(|| drain.run())?;
        Ok(Self {
            shared,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Formats one line outside the lock, and appends it.
    pub(super) fn append(&self, format: impl FnOnce(&mut Vec<u8>)) {
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

/// What the thread owns.
struct Drain {
    shared: Arc<Shared>,
    limiter: Arc<Limiter>,
    clock: Arc<dyn Clock>,
    segments: Segments,
    batch: Vec<u8>,
    failing: bool,
}

impl Drain {
    fn run(mut self) {
        loop {
            let (dropped, closed) = self.take();
            let summaries = if closed {
                self.limiter.all()
            } else {
                self.limiter.ended(self.clock.now())
            };
            for summary in &summaries {
                line::suppressed(&mut self.batch, summary);
            }
            if dropped > 0 {
                line::dropped(&mut self.batch, dropped, self.clock.now());
            }
            if !self.batch.is_empty() {
                self.write(dropped);
            }
            if closed {
                if let Err(error) = self.segments.sync() {
                    tracing::error!(%error, "the audit log could not be synced");
                }
                return;
            }
        }
    }

    /// Waits for lines, and takes them by swapping the two buffers.
    fn take(&mut self) -> (u64, bool) {
        self.batch.clear();
        let queue = self.shared.queue();
        let waiting = |queue: &mut Queue| !queue.closed && queue.bytes.len() < BATCH;
        let (mut queue, _) = self
            .shared
            .wake
            .wait_timeout_while(queue, INTERVAL, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::swap(&mut queue.bytes, &mut self.batch);
        (std::mem::take(&mut queue.dropped), queue.closed)
    }

    /// Writes the batch. The lines that can't be written are counted as dropped, on top of those
    /// dropped before, whose line is lost too. The program's own log complains once, not every 50 ms.
    fn write(&mut self, dropped: u64) {
        match self.segments.write(&self.batch) {
            Ok(()) => self.failing = false,
            Err(Lost { error, lines }) => {
                if !self.failing {
                    tracing::error!(%error, "the audit log could not be written");
                }
                self.failing = true;
                let lines = u64::try_from(lines).unwrap_or(u64::MAX);
                // The count's own line is the last one, so that it is always among the lost.
                let lost = lines.saturating_sub(u64::from(dropped > 0));
                let mut queue = self.shared.queue();
                queue.dropped = queue.dropped.saturating_add(dropped).saturating_add(lost);
            }
        }
    }
}
