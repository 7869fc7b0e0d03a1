//! Which modules of the crate may use which names.

use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a directory.
fn files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn rusqlite_is_named_in_the_sqlite_module_only() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (inside, outside): (Vec<_>, Vec<_>) = files(&sources)
        .into_iter()
        .filter(|file| fs::read_to_string(file).unwrap().contains("rusqlite"))
        .partition(|file| file.starts_with(sources.join("sqlite")));
    assert_eq!(outside, Vec::<PathBuf>::new());
    assert!(!inside.is_empty(), "the search finds nothing");
}
