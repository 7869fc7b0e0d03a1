//! Work for a thread of the store, together with the caller waiting for its result.
//!
//! In: an [`Operation`]. Out: a [`Job`], which a thread can run and answer without knowing its
//! type, and the [`Pending`] result.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::StepError;
use crate::error::{Fault, Reach};

/// An operation on a connection of type `C`.
pub(crate) trait Operation<C>: Send + 'static {
    /// The result.
    type Output: Send + 'static;

    /// Runs the operation.
    ///
    /// An operation that fails must leave no changes in its transaction, which it shares with other
    /// operations. It may run more than once, because the transaction is rolled back and started
    /// again when another operation panics. It must therefore have no effect outside the database.
    fn run(&self, connection: &C) -> Result<Self::Output, Fault>;
}

/// An operation whose result is awaited. Its type, and the type of its result, are erased.
pub(crate) trait Job<C>: Send {
    /// Runs the operation and stores the result for the caller. A panic counts as a result.
    fn run(&mut self, connection: &C) -> Result<(), &Fault>;

    /// Fails the job because its transaction failed. A job that has already failed keeps its own
    /// error.
    fn fail(&mut self, error: &StepError);

    /// Sends the result to the caller, which may have been dropped.
    fn answer(self: Box<Self>);

    /// The runtime of the caller; `None` for a blocking thread.
    fn runtime(&self) -> Option<&Handle>;
}

/// Where the result of an operation arrives.
pub(crate) type Pending<T> = oneshot::Receiver<Result<T, StepError>>;

/// A job for an operation that is awaited in the current runtime.
pub(crate) fn job<C, O: Operation<C>>(operation: O) -> (Box<dyn Job<C>>, Pending<O::Output>) {
    let (sender, pending) = oneshot::channel();
    let job = Awaited {
        operation,
        result: None,
        sender,
        runtime: Handle::try_current().ok(),
    };
    (Box::new(job), pending)
}

struct Awaited<O, T> {
    operation: O,
    /// `None` until the operation has run.
    result: Option<Result<T, Fault>>,
    sender: oneshot::Sender<Result<T, StepError>>,
    runtime: Option<Handle>,
}

impl<C, O: Operation<C>> Job<C> for Awaited<O, O::Output> {
    fn run(&mut self, connection: &C) -> Result<(), &Fault> {
        let result = caught(|| self.operation.run(connection));
        self.result.insert(result).as_ref().map(|_| ())
    }

    fn fail(&mut self, error: &StepError) {
        if !matches!(self.result, Some(Err(_))) {
            self.result = Some(Err(Fault {
                error: error.clone(),
                reach: Reach::Operation,
            }));
        }
    }

    fn answer(self: Box<Self>) {
        // The resources of the operation are released before the caller continues.
        let Awaited {
            operation,
            result,
            sender,
            runtime: _,
        } = *self;
        drop(operation);
        if let Some(result) = result {
            drop(sender.send(result.map_err(|fault| fault.error)));
        }
    }

    fn runtime(&self) -> Option<&Handle> {
        self.runtime.as_ref()
    }
}

/// Runs an operation. A panic counts as a result.
pub(crate) fn caught<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    // The state left behind by a panic is not observed: the transaction is rolled back, and the
    // operation is not run again.
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(panicked(&*panic)))
}

/// The fault by which a panic ends its operation and the transaction. The message is only logged,
/// because it may quote data.
fn panicked(panic: &(dyn Any + Send)) -> Fault {
    let message = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    tracing::error!(panic = message, "an operation of the store panicked");
    Fault {
        error: StepError::Internal {
            reason: "the step panicked".into(),
        },
        reach: Reach::Transaction,
    }
}
