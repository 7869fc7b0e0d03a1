//! The memory of responses that clients have not read yet.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;

use super::permits::Permit;

/// The number of bytes of responses that are held, and the limit.
pub(super) struct Unsent {
    held: Arc<AtomicUsize>,
    limit: usize,
}

impl Unsent {
    pub(super) fn new(limit: usize) -> Unsent {
        Unsent {
            held: Arc::default(),
            limit,
        }
    }

    /// Whether no further request may be accepted. Requests in progress may still add their
    /// responses.
    pub(super) fn is_full(&self) -> bool {
        self.held.load(Ordering::Relaxed) >= self.limit
    }

    /// The same body, counted until hyper has dropped its last piece: either it was written, or its
    /// client was given up. The permit of the request is released at the same time.
    pub(super) fn hold(&self, body: Bytes, permit: Option<Permit>) -> Bytes {
        if body.is_empty() {
            return body;
        }
        self.held.fetch_add(body.len(), Ordering::Relaxed);
        Bytes::from_owner(Held {
            body,
            held: Arc::clone(&self.held),
            _permit: permit,
        })
    }
}

struct Held {
    body: Bytes,
    held: Arc<AtomicUsize>,
    _permit: Option<Permit>,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.held.fetch_sub(self.body.len(), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::permits::Permits;

    #[test]
    fn a_body_counts_until_its_last_piece_is_dropped() {
        let (unsent, permits) = (Unsent::new(4), Permits::new(1));
        let mut body = unsent.hold(Bytes::from_static(b"four"), permits.take());
        let piece = body.split_to(2);
        assert!(unsent.is_full());
        drop(body);
        assert!(unsent.is_full());
        assert_eq!(permits.left(), 0);
        drop(piece);
        assert!(!unsent.is_full());
        assert_eq!(permits.left(), 1);
    }

    #[test]
    fn an_empty_body_holds_nothing() {
        let (unsent, permits) = (Unsent::new(1), Permits::new(1));
        let _body = unsent.hold(Bytes::new(), permits.take());
        assert_eq!(permits.left(), 1);
    }
}
