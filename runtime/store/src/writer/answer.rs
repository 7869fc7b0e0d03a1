//! How those who wait for a transaction are answered.
//!
//! Waking a task from outside its runtime costs far more than from inside. Where several wait, the writer therefore wakes none of them:
//! it hands their answers to one task of their runtime, which sends them all.
//!
//! Invariant: no waiter depends on another one. A waiter that is woken and not polled, or that is dropped, delays nobody.

use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::command::Done;
use crate::StepError;

/// Where a result is waited for.
pub(crate) struct Answer<T> {
    sender: oneshot::Sender<Result<T, StepError>>,
    /// The runtime of the waiter; `None` for a thread that blocks.
    runtime: Option<Handle>,
}

impl<T> Answer<T> {
    /// An answer to one who waits in the runtime at hand, and where it arrives.
    pub(crate) fn new() -> (Answer<T>, oneshot::Receiver<Result<T, StepError>>) {
        let (sender, receiver) = oneshot::channel();
        let runtime = Handle::try_current().ok();
        (Answer { sender, runtime }, receiver)
    }

    /// The waiter may be gone; what was written stays written.
    pub(super) fn send(self, result: Result<T, StepError>) {
        drop(self.sender.send(result));
    }

    pub(super) fn runtime(&self) -> Option<&Handle> {
        self.runtime.as_ref()
    }
}

/// Answers all of a transaction, each in the runtime of its waiter.
pub(super) fn answer(mut done: Vec<Done>) {
    while let Some(last) = done.pop() {
        let Some(runtime) = last.runtime().cloned() else {
            last.answer();
            continue;
        };
        let mut together: Vec<Done> = done
            .extract_if(.., |one| {
                one.runtime()
                    .is_some_and(|other| other.id() == runtime.id())
            })
            .collect();
        if together.is_empty() {
            last.answer();
            continue;
        }
        together.push(last);
        let owed = Owed(together);
        runtime.spawn(async move { drop(owed) });
    }
}

/// Answers that are sent when this is dropped. A runtime that has ended drops the task it is given, and so answers too.
struct Owed(Vec<Done>);

impl Drop for Owed {
    fn drop(&mut self) {
        self.0.drain(..).for_each(Done::answer);
    }
}
