//! The data directory, held by one process at a time.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::OpenError;

/// The file of the database.
const DATABASE: &str = "flowright.db";
/// The file whose lock says that a process has the directory open.
const LOCK: &str = "flowright.lock";
/// What the lock file holds once the database has tables.
const MARK: &[u8] = b"The database beside this file has tables.\n";

/// A data directory that no other process has open while this value lives.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    lock: File,
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
        // SQLite gives its log and its index the rights of the database.
        private_file(&database).map_err(failed)?;
        Ok(Directory {
            path: path.to_owned(),
            lock,
        })
    }

    /// The database of a directory that may be in use, if there is one: nothing is made.
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

    /// Notes beside the database that it has tables now, so that a start on an empty file is seen to have lost them.
    pub(crate) fn mark(&self) {
        if is_marked(&self.path.join(LOCK)) {
            return;
        }
        if let Err(error) = (&self.lock)
            .write_all(MARK)
            .and_then(|()| self.lock.sync_all())
        {
            tracing::warn!(%error, "the data directory could not be marked");
        }
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

/// Whether the database beside this file has had tables.
fn is_marked(lock: &Path) -> bool {
    fs::metadata(lock).is_ok_and(|lock| lock.len() > 0)
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
