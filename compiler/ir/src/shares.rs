//! Runs the same work on many items, distributed over all cores.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

/// The stack size of a compiler thread: sufficient for the maximum nesting.
pub const STACK: usize = 32 << 20;

/// The minimum number of items for a thread.
const LEAST: usize = 16;

/// Maps the items in order. If there are many, each core processes a share of them on its own
/// thread: the allocator then keeps the results apart from memory that the caller will free.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let all = |share: &[T]| share.iter().map(&work).collect::<Vec<R>>();
    if items.len() <= LEAST {
        return all(items);
    }
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let shares = items.chunks(items.len().div_ceil(cores).max(LEAST));
    thread::scope(|scope| {
        let start = |share| {
            let thread = thread::Builder::new().stack_size(STACK);
            (share, thread.spawn_scoped(scope, move || all(share)))
        };
        let started: Vec<_> = shares.map(start).collect();
        let mut results = Vec::with_capacity(items.len());
        for (share, thread) in started {
            match thread.map(ScopedJoinHandle::join) {
                Ok(Ok(more)) => results.extend(more),
                Ok(Err(panic)) => resume_unwind(panic),
                // If no thread can be spawned, do the work on this one.
                Err(_) => results.extend(all(share)),
            }
        }
        results
    })
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
}
