//! The same work on many items, shared by all cores.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

/// The stack that a thread of the compiler gets: nesting is bounded, and this bound fits it.
pub const STACK: usize = 32 << 20;

/// Items that are worth a thread.
const LEAST: usize = 16;

/// The results of some work on each item, in order. Where there are many, every core takes a share of the items, on a thread of its own:
/// the allocator then keeps what the work leaves apart from what its caller will free.
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
                // Without a thread to spare, this one has to do.
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
