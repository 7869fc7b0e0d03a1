//! How the callers who wait for a transaction are answered.
//!
//! Waking a task from outside its runtime costs far more than from inside. Where several callers wait, the writer therefore wakes none
//! of them: it hands their jobs to one task of their runtime, which answers them all.
//!
//! Invariant: no caller depends on another one. A caller that is woken and not polled, or that is dropped, delays nobody.

use crate::job::Job;

/// Answers all jobs of a transaction, each in the runtime of its caller.
pub(super) fn answer<C: 'static>(mut jobs: Vec<Box<dyn Job<C>>>) {
    while let Some(last) = jobs.pop() {
        let Some(runtime) = last.runtime().cloned() else {
            last.answer();
            continue;
        };
        let shared = |job: &mut Box<dyn Job<C>>| {
            let other = job.runtime();
            other.is_some_and(|other| other.id() == runtime.id())
        };
        let mut together: Vec<_> = jobs.extract_if(.., shared).collect();
        if together.is_empty() {
            last.answer();
            continue;
        }
        together.push(last);
        let owed = Owed(together);
        runtime.spawn(async move { drop(owed) });
    }
}

/// Jobs that are answered when this is dropped: by the task that holds it, or by the runtime that has ended and refuses the task.
struct Owed<C>(Vec<Box<dyn Job<C>>>);

impl<C> Drop for Owed<C> {
    fn drop(&mut self) {
        self.0.drain(..).for_each(Job::answer);
    }
}
