//! The secrets that a sender may send, and the check of whether a value is one of them.
//!
//! Invariant: the time of the check reveals nothing about the secrets, not even their lengths: it
//! compares digests, and always the digests of all secrets.

use hyper::header::HeaderValue;
use sha2::{Digest, Sha256};

use crate::Secret;
use crate::edge::scheme::{Refusal, SetupError, same};

/// Secrets that are sent verbatim.
#[derive(Debug)]
pub(super) struct Known {
    secrets: Vec<Secret>,
    /// The digest of each secret.
    digests: Vec<Secret>,
}

impl Known {
    /// Accepts any of these secrets.
    ///
    /// # Errors
    /// If there is no secret, or an empty one.
    pub(super) fn of(secrets: Vec<Secret>) -> Result<Known, SetupError> {
        if secrets.is_empty() {
            return Err(SetupError::NoSecret);
        }
        refuse(&secrets, Secret::is_empty, |number| {
            SetupError::EmptySecret { number }
        })?;
        let digests = secrets.iter().map(|one| Secret::new(digest(one.expose())));
        Ok(Known {
            digests: digests.collect(),
            secrets,
        })
    }

    /// The same, for secrets that are sent in a header: a secret that a header cannot contain could
    /// never be sent.
    ///
    /// # Errors
    /// As [`Known::of`], and if a header cannot contain one.
    pub(super) fn in_header(secrets: Vec<Secret>) -> Result<Known, SetupError> {
        let known = Known::of(secrets)?;
        let is_wrong = |secret: &Secret| {
            let bytes = secret.expose();
            bytes.trim_ascii() != bytes || HeaderValue::from_bytes(bytes).is_err()
        };
        refuse(&known.secrets, is_wrong, |number| SetupError::NotInHeader {
            number,
        })?;
        Ok(known)
    }

    /// Whether equal secrets always belong to the same name; `names` holds the name of each secret.
    ///
    /// # Errors
    /// If two names have the same secret.
    pub(super) fn differ_by(&self, names: &[Box<str>]) -> Result<(), SetupError> {
        for (number, (name, secret)) in names.iter().zip(&self.secrets).enumerate() {
            let earlier = names.iter().zip(&self.secrets).take(number);
            for (first, other) in earlier {
                if first != name && same(secret.expose(), other.expose()) {
                    return Err(SetupError::SameKey {
                        first: first.clone(),
                        second: name.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    /// The index of the secret that was sent; the last index if several secrets are equal.
    pub(super) fn position(&self, sent: &[u8]) -> Result<usize, Refusal> {
        let sent = digest(sent);
        let numbered = self.digests.iter().enumerate();
        let found = numbered.fold(None, |found, (number, known)| {
            // All secrets are compared, so that the time does not reveal which one matches.
            let is_it = same(known.expose(), &sent);
            if is_it { Some(number) } else { found }
        });
        found.ok_or(Refusal::WrongCredentials)
    }

    /// The secret that a sender uses.
    pub(super) fn first(&self) -> Result<&Secret, Refusal> {
        self.secrets.first().ok_or(Refusal::WrongCredentials)
    }
}

fn refuse(
    secrets: &[Secret],
    is_wrong: impl Fn(&Secret) -> bool,
    error: impl Fn(usize) -> SetupError,
) -> Result<(), SetupError> {
    let mut numbered = (1..).zip(secrets);
    let wrong = numbered.find(|(_, secret)| is_wrong(secret));
    wrong.map_or(Ok(()), |(number, _)| Err(error(number)))
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
