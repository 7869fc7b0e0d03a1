//! A hash keyed in advance, and the digest it produces.

use flowright_stdlib::catalogue::Algorithm;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::Secret;

/// The length of a digest.
pub(super) fn digest_bytes(algorithm: Algorithm) -> usize {
    match algorithm {
        Algorithm::Sha1 => 20,
        Algorithm::Sha256 => 32,
        Algorithm::Sha512 => 64,
    }
}

/// The state after hashing the key. It is copied for each request, which saves two compressions.
/// Wiped when dropped.
#[derive(Clone, Debug)]
pub(super) enum Keyed {
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
    /// Boxed because it is more than twice as large.
    Sha512(Box<Hmac<Sha512>>),
}

impl Keyed {
    /// None for an empty secret.
    pub(super) fn new(algorithm: Algorithm, secret: &Secret) -> Option<Self> {
        if secret.is_empty() {
            return None;
        }
        let key = secret.expose();
        match algorithm {
            Algorithm::Sha1 => Hmac::new_from_slice(key).ok().map(Self::Sha1),
            Algorithm::Sha256 => Hmac::new_from_slice(key).ok().map(Self::Sha256),
            Algorithm::Sha512 => {
                let keyed = Hmac::new_from_slice(key).ok();
                keyed.map(Box::new).map(Self::Sha512)
            }
        }
    }

    /// The digest of the bytes passed by `feed`.
    pub(super) fn sign<E>(
        &self,
        feed: impl FnOnce(&mut dyn FnMut(&[u8])) -> Result<(), E>,
    ) -> Result<Digest, E> {
        match self {
            Self::Sha1(state) => finish(state.clone(), feed),
            Self::Sha256(state) => finish(state.clone(), feed),
            Self::Sha512(state) => finish(Hmac::clone(state), feed),
        }
    }
}

fn finish<M: Mac, E>(
    mut state: M,
    feed: impl FnOnce(&mut dyn FnMut(&[u8])) -> Result<(), E>,
) -> Result<Digest, E> {
    feed(&mut |bytes| state.update(bytes))?;
    Ok(Digest::of(&state.finalize().into_bytes()))
}

/// A digest of at most 64 bytes, on the stack. It cannot be compared with `==`, whose timing would
/// reveal the position of the first difference.
pub(super) struct Digest {
    bytes: [u8; 64],
    length: usize,
}

impl Digest {
    fn of(digest: &[u8]) -> Self {
        let mut bytes = [0; 64];
        let mut length = 0;
        for (to, from) in bytes.iter_mut().zip(digest) {
            *to = *from;
            length += 1;
        }
        Self { bytes, length }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}
