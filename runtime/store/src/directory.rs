//! The data directory, held by one process at a time.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::OpenError;

/// The database file.
const DATABASE: &str = "flowright.db";
/// The file whose lock indicates that a process has the directory open.
const LOCK: &str = "flowright.lock";
/// The contents of the lock file once the database has tables.
const MARK: &[u8] = b"The database beside this file has tables.\n";

/// A data directory that no other process has open while this value lives.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    lock: File,
}

impl Directory {
    /// Creates the directory if it does not exist, and takes the lock.
    pub(crate) fn open(path: &Path) -> Result<Directory, OpenError> {
        let failed = |reason: io::Error| OpenError::Directory {
            path: path.to_owned(),
            reason: reason.to_string(),
        };
        if !path.is_dir() {
            private_directory(path).map_err(failed)?;
            sync(path.parent()).map_err(failed)?;
        }
        let lock = private_file(&path.join(LOCK)).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OpenError::Locked {
                    path: path.to_owned(),
                });
            }
            Err(TryLockError::Error(reason)) => return Err(failed(reason)),
        }
        let database = path.join(DATABASE);
        let is_empty = fs::metadata(&database).map_or(true, |file| file.len() == 0);
        if is_empty && is_marked(&path.join(LOCK)) {
            return Err(OpenError::Emptied { path: database });
        }
        // SQLite gives the WAL and its index the permissions of the database.
        private_file(&database).map_err(failed)?;
        Ok(Directory {
            path: path.to_owned(),
            lock,
        })
    }

    /// The database of a directory that may be in use, if the directory has one; creates nothing.
    pub(crate) fn look(path: &Path) -> Result<Option<PathBuf>, OpenError> {
        let failed = |reason: io::Error| OpenError::Directory {
            path: path.to_owned(),
            reason: reason.to_string(),
        };
        let database = path.join(DATABASE);
        match fs::metadata(&database) {
            Ok(file) if file.len() > 0 => Ok(Some(database)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
            Ok(_) | Err(_) => match is_marked(&path.join(LOCK)) {
                true => Err(OpenError::Emptied { path: database }),
                false => Ok(None),
            },
        }
    }

    /// Records next to the database that it has tables, so that an empty database file at a later
    /// start is recognised as data loss.
    pub(crate) fn mark(&self) {
        if is_marked(&self.path.join(LOCK)) {
            return;
        }
        if let Err(error) = (&self.lock)
            .write_all(MARK)
            .and_then(|()| self.lock.sync_all())
        {
            tracing::warn!(%error, "cannot mark the data directory as used");
        }
    }

    /// The database in it.
    pub(crate) fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }
}

/// Only the operator may read rows, so everything created here is accessible to its owner alone.
fn private_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Whether the database next to this file has had tables.
fn is_marked(lock: &Path) -> bool {
    fs::metadata(lock).is_ok_and(|lock| lock.len() > 0)
}

/// Opens a file, and creates it if it does not exist.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A new directory is durable only once its parent is synced.
fn sync(directory: Option<&Path>) -> io::Result<()> {
    match directory {
        Some(path) if cfg!(unix) && !path.as_os_str().is_empty() => File::open(path)?.sync_all(),
        _ => Ok(()),
    }
}
