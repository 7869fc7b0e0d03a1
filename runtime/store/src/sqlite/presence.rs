//! Checks that the database files are still in place: a process can keep writing to a deleted file,
//! whose content is lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The files of a database, as they were when it was opened.
pub(crate) struct Presence {
    files: [(PathBuf, OnceLock<Identity>); 2],
}

/// Distinguishes a file from another file that has replaced it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Identity {
    device: u64,
    node: u64,
}

impl Presence {
    /// The database at that path and its log.
    pub(crate) fn of(database: &Path) -> Presence {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        let presence = Presence {
            files: [database.to_owned(), PathBuf::from(log)].map(|path| (path, OnceLock::new())),
        };
        // The WAL may not exist before the first transaction.
        presence.missing();
        presence
    }

    /// The first file that existed but has been removed or replaced; also the database file, if it
    /// is empty.
    pub(crate) fn missing(&self) -> Option<&Path> {
        for (index, (path, known)) in self.files.iter().enumerate() {
            let found = identity(path);
            let is_there = match (known.get(), found) {
                (Some(known), Some((found, length))) => {
                    *known == found && (index > 0 || length > 0)
                }
                (Some(_), None) => false,
                (None, Some((found, _))) => {
                    known.get_or_init(|| found);
                    true
                }
                (None, None) => true,
            };
            if !is_there {
                return Some(path);
            }
        }
        None
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(Identity, u64)> {
    use std::os::unix::fs::MetadataExt;
    let file = fs::metadata(path).ok()?;
    let identity = Identity {
        device: file.dev(),
        node: file.ino(),
    };
    Some((identity, file.len()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(Identity, u64)> {
    let file = fs::metadata(path).ok()?;
    let identity = Identity { device: 0, node: 0 };
    Some((identity, file.len()))
}
