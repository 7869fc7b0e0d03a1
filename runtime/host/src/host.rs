//! Clock and randomness together.

use std::fmt;
use std::sync::Arc;

use crate::{Clock, Random, SystemClock, SystemRandom};

/// The machine's services for the runtime. A clone shares the same clock and the same source of
/// randomness.
#[derive(Clone)]
pub struct Host {
    /// The wall clock.
    pub clock: Arc<dyn Clock>,
    /// The source of random bytes.
    pub random: Arc<dyn Random>,
}

impl Host {
    /// The clock and the randomness of this machine.
    #[must_use]
    pub fn system() -> Host {
        Host {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        }
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Host").finish_non_exhaustive()
    }
}
