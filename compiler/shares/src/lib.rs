//! Runs the same work on many items, distributed over all cores.
//!
//! In: items, and a function to apply to each of them. Out: the results, in the order of the items.

#![forbid(unsafe_code)]

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// The stack size of a compiler thread: sufficient for the maximum nesting.
pub const STACK: usize = 32 << 20;

/// The number of items that a thread takes at a time. Work on this many items or fewer needs no
/// other thread.
const SHARE: usize = 16;

/// Maps the items in order. If there are many, threads on all cores take one share of them after
/// the other, so that no thread is idle while others still have much to do. The allocator places
/// the memory that these threads allocate apart from memory that the caller will free.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if items.len() <= SHARE {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let share = items.chunks(SHARE).nth(number)?;
        Some((number, share.iter().map(&work).collect::<Vec<R>>()))
    };
    let take = || std::iter::from_fn(take).collect::<Vec<_>>();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = thread::scope(|scope| {
        let start = |_| {
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, take)
        };
        let threads = cores.min(items.len().div_ceil(SHARE));
        let started: Vec<_> = (0..threads).map(start).collect();
        let mut done = Vec::new();
        for thread in started {
            match thread.map(ScopedJoinHandle::join) {
                Ok(Ok(shares)) => done.extend(shares),
                Ok(Err(panic)) => resume_unwind(panic),
                // If no thread can be spawned, do the work on this one.
                Err(_) => done.extend(take()),
            }
        }
        done
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().flat_map(|(_, share)| share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for count in [0, 1, 15, 16, 17, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(map(&items, |item| item * 2), doubled);
        }
    }

    #[test]
    #[should_panic(expected = "item 500")]
    fn a_panic_reaches_the_caller() {
        let items: Vec<usize> = (0..1000).collect();
        map(&items, |item| assert_ne!(*item, 500, "item 500"));
    }
}
