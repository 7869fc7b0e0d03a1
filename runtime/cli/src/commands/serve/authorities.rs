//! The certificates of `--ca-file`.

use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

use flowright_effects::{PemError, Tls, certificates};

/// Why a file of certificates cannot be used.
#[derive(Debug)]
pub(super) enum AuthoritiesError {
    Read(PathBuf, io::Error),
    Pem(PathBuf, PemError),
    Certificate(String),
}

impl fmt::Display for AuthoritiesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AuthoritiesError::Read(path, error) => {
                write!(f, "cannot read {}: {error}", path.display())
            }
            AuthoritiesError::Pem(path, error) => {
                let path = path.display();
                write!(f, "{path} contains no certificates in PEM format: {error}")
            }
            AuthoritiesError::Certificate(reason) => {
                write!(f, "a certificate of --ca-file cannot be trusted: {reason}")
            }
        }
    }
}

/// The authorities that the program trusts: the authorities of the system, and those in these
/// files.
pub(super) fn read(files: &[PathBuf]) -> Result<Tls, AuthoritiesError> {
    let mut authorities = Vec::new();
    for path in files {
        let pem = fs::read(path).map_err(|error| AuthoritiesError::Read(path.clone(), error))?;
        let found = certificates(&pem);
        authorities.extend(found.map_err(|error| AuthoritiesError::Pem(path.clone(), error))?);
    }
    Tls::trusting(authorities).map_err(|error| AuthoritiesError::Certificate(error.to_string()))
}
