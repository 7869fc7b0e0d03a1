//! What makes a node of the tree itself.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Equal to its clones and to nothing else: what has an equal one is the same, but for its place.
#[derive(Clone, Debug)]
pub struct Identity(Arc<()>);

impl Identity {
    pub(crate) fn new() -> Identity {
        Identity(Arc::new(()))
    }

    fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Identity) -> bool {
        self.address() == other.address()
    }
}

impl Eq for Identity {}

impl Hash for Identity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address().hash(state);
    }
}
