//! Whether a server can do its work.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use flowright_stdlib::failure::Failure;

use super::shared::Shared;

/// How long the store may take to confirm that it can be written.
const PATIENCE: Duration = Duration::from_secs(5);

/// Determines whether a server can do its work.
#[derive(Clone)]
pub struct Readiness(pub(super) Arc<Shared>);

/// Why a server cannot do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReady {
    /// It accepts no more connections.
    Stopping,
    /// Its store cannot be written.
    Store(Failure),
    /// Its store has not answered within some seconds.
    StoreTimeout,
}

impl Readiness {
    /// Runs an empty transaction on the store, after the writes that are queued.
    ///
    /// # Errors
    /// If the server is stopping, or the store cannot be written.
    pub async fn check(&self) -> Result<(), NotReady> {
        if self.0.tasks.is_closed() {
            return Err(NotReady::Stopping);
        }
        let program = Arc::clone(self.0.site.load().program());
        match tokio::time::timeout(PATIENCE, program.probe()).await {
            Ok(probed) => probed.map_err(NotReady::Store),
            Err(_) => Err(NotReady::StoreTimeout),
        }
    }
}

impl fmt::Display for NotReady {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotReady::Stopping => f.write_str("the server is stopping"),
            NotReady::Store(failure) => {
                write!(f, "the store cannot be written: {}", failure.message)
            }
            NotReady::StoreTimeout => {
                write!(f, "the store has not answered for {} s", PATIENCE.as_secs())
            }
        }
    }
}
