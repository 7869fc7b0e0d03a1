//! Secrets in owned values.

use std::fmt;
use std::hash::{Hash, Hasher};

use zeroize::Zeroizing;

use super::decoder::Decoder;
use super::encoder::Encoder;
use super::error::CodecError;
use super::owned::{Decode, Encode};

/// A secret in a request, or the hole it leaves in an encoding: a secret is never stored, so a
/// decoded value must be filled before it is sent.
///
/// All secrets are equal and have the same hash and encoding: a request remains equal when a key is
/// replaced. The text is overwritten in memory when it is dropped.
#[derive(Clone, Default)]
pub struct SecretText(Option<Zeroizing<String>>);

impl SecretText {
    /// A secret.
    #[must_use]
    pub fn new(text: impl Into<String>) -> SecretText {
        SecretText(Some(Zeroizing::new(text.into())))
    }

    /// A hole.
    #[must_use]
    pub fn hole() -> SecretText {
        SecretText(None)
    }

    /// Whether it contains a secret.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        self.0.is_some()
    }

    /// Fills the hole, or replaces the secret.
    pub fn fill(&mut self, text: impl Into<String>) {
        *self = SecretText::new(text);
    }

    /// The secret, for the code that sends it; `None` for a hole.
    #[must_use]
    pub fn expose(&self) -> Option<&str> {
        self.0.as_ref().map(|text| text.as_str())
    }
}

impl PartialEq for SecretText {
    fn eq(&self, _: &SecretText) -> bool {
        true
    }
}

impl Eq for SecretText {}

impl Hash for SecretText {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Encode for SecretText {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.hole()
    }
}

impl Decode for SecretText {
    fn decode(decoder: &mut Decoder<'_>) -> Result<SecretText, CodecError> {
        decoder.hole()?;
        Ok(SecretText::hole())
    }
}
