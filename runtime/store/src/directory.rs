//! The data directory, held by one process at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::OpenError;

/// The file of the database.
const DATABASE: &str = "flowright.db";

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
            private_directory(path).map_err(failed)?;
            sync(path.parent()).map_err(failed)?;
        }
        let lock = private_file(&path.join("flowright.lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OpenError::Locked {
                    path: path.to_owned(),
                });
            }
            Err(TryLockError::Error(reason)) => return Err(failed(reason)),
        }
        // SQLite gives its log and its index the rights of the database.
        private_file(&path.join(DATABASE)).map_err(failed)?;
        Ok(Directory {
            path: path.to_owned(),
            _lock: lock,
        })
    }

    /// The database in it.
    pub(crate) fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }
}

/// Rows are nobody's business but the operator's: what is made here is for its owner alone.
fn private_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens a file, and makes it where there is none.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A new directory is on disk only when the one above it is.
fn sync(directory: Option<&Path>) -> io::Result<()> {
    match directory {
        Some(path) if cfg!(unix) && !path.as_os_str().is_empty() => File::open(path)?.sync_all(),
        _ => Ok(()),
    }
}
