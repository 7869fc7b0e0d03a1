//! The source of randomness that the runtime uses.

use std::fmt;

/// A source of random bytes. The machine's source is suitable for keys and for IDs that must not be
/// guessable.
pub trait Random: Send + Sync {
    /// Fills all of `bytes`.
    ///
    /// # Errors
    /// If the operating system cannot provide randomness; on Linux that only happens if the system
    /// call is forbidden.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError>;

    /// A random number.
    ///
    /// # Errors
    /// As [`Random::fill`].
    fn next_u64(&self) -> Result<u64, RandomError> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// The operating system provided no randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RandomError(pub(crate) getrandom::Error);

impl fmt::Display for RandomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the system gave no random bytes: {}", self.0)
    }
}

impl std::error::Error for RandomError {}
