//! The data directory, held by one process at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::OpenError;

/// A data directory that no other process has open while this value lives.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    _lock: File,
}

impl Directory {
    /// Makes the directory where there is none, and takes the lock.
    pub(crate) fn open(path: &Path) -> Result<Directory, OpenError> {
        let failed = |reason: io::Error| OpenError::Directory {
            path: path.to_owned(),
            reason: reason.to_string(),
        };
        if !path.is_dir() {
            fs::create_dir_all(path).map_err(failed)?;
            sync(path.parent()).map_err(failed)?;
        }
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("flowright.lock"))
            .map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OpenError::Locked {
                    path: path.to_owned(),
                });
            }
            Err(TryLockError::Error(reason)) => return Err(failed(reason)),
        }
        Ok(Directory {
            path: path.to_owned(),
            _lock: lock,
        })
    }

    /// The database in it.
    pub(crate) fn database(&self) -> PathBuf {
        self.path.join("flowright.db")
    }
}

/// A new directory is on disk only when the one above it is.
fn sync(directory: Option<&Path>) -> io::Result<()> {
    match directory {
        Some(path) if cfg!(unix) && !path.as_os_str().is_empty() => File::open(path)?.sync_all(),
        _ => Ok(()),
    }
}
