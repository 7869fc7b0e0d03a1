//! The writer and its callers in a model checker, which runs them in many different orders.
//!
//! The queue, the batches, the jobs and their channels are the real ones. The database and the
//! runtime are mocks that let the checker switch to another thread or task on every call.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::panic::resume_unwind;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use async_channel::Receiver;
use shuttle::rand::{Rng, thread_rng};
use shuttle::{future, thread};
use tokio::runtime::Handle;

use super::answer::Owed;
use super::database::{Checkpoint, Database};
use super::runtime::Runtime;
use super::thread::Writer;
use crate::StepError;
use crate::error::Fault;
use crate::job::{Job, Operation};
use crate::mailbox::Mailbox;

/// A database that counts.
#[derive(Default)]
struct Counter {
    transaction: Cell<Option<u64>>,
    committed: Arc<AtomicU64>,
    /// Whether it occasionally panics instead of committing.
    faulty: bool,
}

impl Database for Counter {
    fn begin(&self) -> Result<(), Fault> {
        thread::yield_now();
        assert_eq!(self.transaction.replace(Some(0)), None);
        Ok(())
    }

    fn commit(&self) -> Result<(), Fault> {
        thread::yield_now();
        if self.faulty && thread_rng().gen_ratio(1, 4) {
            panics_in_silence();
        }
        let written = self.transaction.take().unwrap();
        self.committed.fetch_add(written, Ordering::Relaxed);
        Ok(())
    }

    fn rollback(&self) {
        self.transaction.take();
    }

    fn in_transaction(&self) -> bool {
        self.transaction.get().is_some()
    }

    fn log_is_long(&self) -> bool {
        false
    }

    fn checkpoint(&self, _: Checkpoint) -> Result<(), Fault> {
        Ok(())
    }
}

/// Increments the counter, and returns its own number.
struct Add(u64);

impl Operation<Counter> for Add {
    type Output = u64;

    fn run(&self, database: &Counter) -> Result<u64, Fault> {
        thread::yield_now();
        let before = database.transaction.get().unwrap();
        database.transaction.set(Some(before + 1));
        Ok(self.0)
    }
}

/// Increments the counter, and then panics.
struct Panics(Add);

impl Operation<Counter> for Panics {
    type Output = u64;

    fn run(&self, database: &Counter) -> Result<u64, Fault> {
        self.0.run(database)?;
        panics_in_silence()
    }
}

/// `panic!` would print to the terminal each time.
fn panics_in_silence() -> ! {
    resume_unwind(Box::new("on purpose"))
}

/// The runtime of the checker.
struct Model;

impl Runtime for Model {
    fn receive<T>(&self, queue: &Receiver<T>) -> Option<T> {
        future::block_on(queue.recv()).ok()
    }

    fn yield_now(&self) {
        thread::yield_now();
    }

    fn answer<C: 'static>(&self, jobs: Vec<Box<dyn Job<C>>>) {
        let jobs = jobs.into_iter();
        let owed = Owed(jobs.map(|job| Box::new(Switching(job)) as _).collect());
        if thread_rng().gen_ratio(1, 8) {
            // A runtime that has ended drops its tasks.
            drop(owed);
        } else {
            drop(future::spawn(async move { drop(owed) }));
        }
    }
}

/// A job that lets the checker switch before it is answered.
struct Switching<C>(Box<dyn Job<C>>);

impl<C> Job<C> for Switching<C> {
    fn run(&mut self, connection: &C) -> Result<(), &Fault> {
        self.0.run(connection)
    }

    fn fail(&mut self, error: &StepError) {
        self.0.fail(error);
    }

    fn answer(self: Box<Self>) {
        thread::yield_now();
        self.0.answer();
    }

    fn runtime(&self) -> Option<&Handle> {
        self.0.runtime()
    }
}

type Answer = Result<u64, StepError>;

/// The answers that the callers of an execution received.
#[derive(Default)]
struct Answers {
    /// Whether the database may have lost a write.
    faulty: bool,
    /// Writes that were acknowledged.
    acknowledged: AtomicU64,
    /// Writes whose callers left.
    abandoned: AtomicU64,
}

impl Answers {
    /// Each write is answered with its own number, unless the store was closed before or its
    /// database is faulty.
    fn of_add(&self, number: u64, answer: &Answer) {
        match answer {
            Ok(given) => assert_eq!(*given, number),
            Err(StepError::Internal { .. }) => assert!(self.faulty),
            Err(error) => assert_eq!(*error, StepError::Closed),
        }
        self.acknowledged
            .fetch_add(u64::from(answer.is_ok()), Ordering::Relaxed);
    }
}

/// Polls the future once.
async fn once<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| {
        Poll::Ready(match future.as_mut().poll(context) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        })
    })
    .await
}

/// A caller that waits for its answer.
async fn waits(writes: &Mailbox<Counter>, answers: &Answers) {
    answers.of_add(1, &writes.run(Add(1)).await);
}

/// A caller that leaves after polling for some time.
async fn leaves(writes: &Mailbox<Counter>, answers: &Answers) {
    let mut write = pin!(writes.run(Add(2)));
    for _ in 0..thread_rng().gen_range(1..5) {
        if let Some(answer) = once(write.as_mut()).await {
            return answers.of_add(2, &answer);
        }
        future::yield_now().await;
    }
    answers.abandoned.fetch_add(1, Ordering::Relaxed);
}

/// A caller that does not poll its first write, although it has been woken, before its second write
/// is answered.
async fn holds(writes: &Mailbox<Counter>, answers: &Answers) {
    let mut first = pin!(writes.run(Add(3)));
    let early = once(first.as_mut()).await;
    answers.of_add(4, &writes.run(Add(4)).await);
    let late = match early {
        Some(answer) => answer,
        None => first.await,
    };
    answers.of_add(3, &late);
}

/// A caller whose operation panics.
async fn panics(writes: &Mailbox<Counter>) {
    let error = writes.run(Panics(Add(5))).await.unwrap_err();
    assert!(matches!(
        error,
        StepError::Closed | StepError::Internal { .. }
    ));
}

/// All callers at once, while the store is being closed.
fn execution(faulty: bool) {
    let (writes, queue) = Mailbox::new();
    let writes = Arc::new(writes);
    let answers = Arc::new(Answers {
        faulty,
        ..Answers::default()
    });
    let committed = Arc::new(AtomicU64::new(0));
    let database = Counter {
        committed: committed.clone(),
        faulty,
        ..Counter::default()
    };
    let writer = Writer::new(database, Model, Arc::default());
    let writer = thread::spawn(move || writer.run(&queue));
    let mut callers = Vec::new();
    for caller in 0..5 {
        let (writes, answers) = (writes.clone(), answers.clone());
        callers.push(future::spawn(async move {
            match caller {
                0 => waits(&writes, &answers).await,
                1 => leaves(&writes, &answers).await,
                2 => holds(&writes, &answers).await,
                3 => panics(&writes).await,
                _ => writes.close().await,
            }
        }));
    }
    // The checker fails if a caller waits and nothing is left to answer it.
    for caller in callers {
        assert!(future::block_on(caller).is_ok());
    }
    assert!(writer.join().is_ok());
    let committed = committed.load(Ordering::Relaxed);
    let acknowledged = answers.acknowledged.load(Ordering::Relaxed);
    let abandoned = answers.abandoned.load(Ordering::Relaxed);
    assert!(acknowledged <= committed && committed <= acknowledged + abandoned);
}

#[test]
fn every_caller_is_answered_once_in_any_order() {
    shuttle::check_random(|| execution(false), 2000);
}

#[test]
fn every_caller_is_answered_once_where_few_switches_matter() {
    shuttle::check_pct(|| execution(false), 2000, 3);
}

#[test]
fn every_caller_is_answered_once_where_the_database_panics() {
    shuttle::check_random(|| execution(true), 2000);
}
