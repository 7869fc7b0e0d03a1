//! Permits for requests in progress. A counter is enough, because nothing ever waits for a permit.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of permits left.
pub(super) struct Permits(Arc<AtomicUsize>);

/// A permit, returned when dropped.
pub(super) struct Permit(Arc<AtomicUsize>);

impl Permits {
    pub(super) fn new(count: usize) -> Permits {
        Permits(Arc::new(AtomicUsize::new(count)))
    }

    /// Takes a permit, if one is left.
    pub(super) fn take(&self) -> Option<Permit> {
        let one_less = |left: usize| left.checked_sub(1);
        // The count guards no other memory, so relaxed ordering suffices.
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less);
        taken.ok().map(|_| Permit(Arc::clone(&self.0)))
    }

    /// The number of permits left.
    #[cfg(test)]
    pub(super) fn left(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::iter;

    use super::*;

    #[test]
    fn there_are_as_many_as_were_made() {
        let permits = Permits::new(2);
        let taken: Vec<Permit> = iter::from_fn(|| permits.take()).collect();
        assert_eq!(taken.len(), 2);
        drop(taken);
        assert_eq!(permits.left(), 2);
        assert!(Permits::new(0).take().is_none());
    }
}
