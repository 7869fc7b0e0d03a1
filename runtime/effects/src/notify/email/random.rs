//! Random numbers for a message.

use flowright_host::Host;

use super::EmailError;

/// A number that nobody can guess.
pub(super) fn random(host: &Host) -> Result<u128, EmailError> {
    let mut random = [0; 16];
    let filled = host.random.fill(&mut random);
    filled.map_err(|error| EmailError::BadMessage {
        reason: error.to_string(),
    })?;
    Ok(u128::from_be_bytes(random))
}
