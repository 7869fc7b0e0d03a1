//! Answers the callers that wait for a transaction.
//!
//! Waking a task from outside its runtime costs far more than from inside. If several callers wait,
//! the writer therefore wakes none of them: it hands their jobs to one task of their runtime, which
//! answers them all.
//!
//! Invariant: no caller depends on another one. A caller that is woken but not polled, or that is
//! dropped, delays no other caller.

use std::mem;

use tokio::runtime::Handle;

use crate::job::Job;

/// Answers all jobs of a transaction, each in the runtime of its caller.
pub(super) fn answer<C: 'static>(mut jobs: Vec<Box<dyn Job<C>>>) {
    while let Some(last) = jobs.last() {
        let runtime = last.runtime().cloned();
        let id = runtime.as_ref().map(Handle::id);
        let shared = |job: &dyn Job<C>| job.runtime().map(Handle::id) == id;
        let together = if jobs.iter().all(|job| shared(&**job)) {
            mem::take(&mut jobs)
        } else {
            jobs.extract_if(.., |job| shared(&**job)).collect()
        };
        let owed = Owed(together);
        match runtime {
            Some(runtime) if owed.0.len() > 1 => drop(runtime.spawn(async move { drop(owed) })),
            Some(_) | None => drop(owed),
        }
    }
}

/// Jobs that are answered when this is dropped: by the task that holds it, or by a runtime that has
/// ended and refuses the task.
pub(super) struct Owed<C>(pub Vec<Box<dyn Job<C>>>);

impl<C> Drop for Owed<C> {
    fn drop(&mut self) {
        self.0.drain(..).for_each(Job::answer);
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::thread;

    use tokio::runtime::{Builder, Runtime};

    use super::answer;
    use crate::error::Fault;
    use crate::job::{Job, Operation, Pending, job};

    struct Number(u64);

    impl Operation<()> for Number {
        type Output = u64;

        fn run(&self, (): &()) -> Result<u64, Fault> {
            Ok(self.0)
        }
    }

    /// A job that has run, for a caller in that runtime.
    fn done(runtime: &Runtime, number: u64) -> (Box<dyn Job<()>>, Pending<u64>) {
        let _entered = runtime.enter();
        let (mut job, pending) = job(Number(number));
        assert_eq!(job.run(&()), Ok(()));
        (job, pending)
    }

    fn runtime() -> Runtime {
        Builder::new_current_thread().build().unwrap()
    }

    #[test]
    fn a_caller_that_is_woken_and_not_polled_delays_nobody() {
        let runtime = runtime();
        for reversed in [false, true] {
            let (first, held) = done(&runtime, 1);
            let (second, awaited) = done(&runtime, 2);
            runtime.block_on(async {
                let mut held = pin!(held);
                tokio::select! {
                    biased;
                    _ = &mut held => panic!("answered before"),
                    () = std::future::ready(()) => {}
                }
                let mut jobs = vec![first, second];
                if reversed {
                    jobs.reverse();
                }
                thread::spawn(move || answer(jobs)).join().unwrap();
                assert_eq!(awaited.await, Ok(Ok(2)));
                assert_eq!(held.await, Ok(Ok(1)));
            });
        }
    }

    #[test]
    fn a_runtime_that_stands_still_delays_no_other_one() {
        let (still, runs) = (runtime(), runtime());
        let (mut jobs, mut pending) = (Vec::new(), Vec::new());
        for number in 0..4 {
            let of = if number % 2 == 0 { &still } else { &runs };
            let (job, result) = done(of, number);
            jobs.push(job);
            pending.push(result);
        }
        answer(jobs);
        for number in [1, 3] {
            assert_eq!(runs.block_on(&mut pending[number]), Ok(Ok(number as u64)));
        }
        for number in [0, 2] {
            assert_eq!(still.block_on(&mut pending[number]), Ok(Ok(number as u64)));
        }
    }

    #[test]
    fn the_callers_of_a_runtime_that_has_ended_are_answered() {
        let ended = runtime();
        let (jobs, pending): (Vec<_>, Vec<_>) = (0..3).map(|number| done(&ended, number)).unzip();
        drop(ended);
        answer(jobs);
        for (number, pending) in (0..).zip(pending) {
            assert_eq!(pending.blocking_recv(), Ok(Ok(number)));
        }
    }
}
