//! Reads sources from disk. A source that cannot be read is left out, with a complaint.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::find;
use super::key::Key;
use super::text::Text;
use crate::project;

/// The maximum number of directory entries that one search visits: an editor may be opened on a
/// whole disk.
const MAX_ENTRIES: usize = 200_000;

/// The result of a search.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The sources.
    pub texts: Vec<(Key, Arc<Text>)>,
    /// What was skipped, and why.
    pub complaints: Vec<String>,
}

impl Found {
    /// All sources in a folder and below it.
    pub(super) fn below(folder: &Path) -> Found {
        let mut found = Found::default();
        let mut folders = vec![folder.to_owned()];
        let mut entries = 0;
        while let Some(folder) = folders.pop() {
            found.folder(&folder, Some(&mut folders), &mut entries);
            if entries > MAX_ENTRIES {
                let shown = folder.display();
                let text = format!("too many files: the search for .flow files stopped at {shown}");
                found.complaints.push(text);
                break;
            }
        }
        found
    }

    /// The sources directly inside a folder.
    pub(super) fn beside(folder: &Path) -> Found {
        let mut found = Found::default();
        found.folder(folder, None, &mut 0);
        found
    }

    /// The source at a path, if it exists.
    pub(super) fn at(path: &Path) -> Found {
        let mut found = Found::default();
        found.file(path);
        found
    }

    fn folder(&mut self, folder: &Path, mut below: Option<&mut Vec<PathBuf>>, count: &mut usize) {
        let shown = folder.display();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let text = format!("cannot read the folder {shown}: {error}");
                return self.complaints.push(text);
            }
        };
        for entry in entries.flatten() {
            *count += 1;
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let path = entry.path();
            if !is_folder {
                self.file(&path);
            } else if let Some(below) = &mut below
                && !find::is_skipped(&entry.file_name())
            {
                below.push(path);
            }
        }
    }

    fn file(&mut self, path: &Path) {
        let is_named = path
            .extension()
            .is_some_and(|extension| extension == "flow");
        if !is_named || !path.is_file() {
            return;
        }
        let Some(key) = Key::file(path) else {
            let text = format!("skipped {}: its name is not UTF-8", path.display());
            return self.complaints.push(text);
        };
        match project::text(path) {
            Ok(text) => self.texts.push((key, Arc::new(Text::new(text)))),
            Err(error) => self.complaints.push(format!("skipped a file: {error}")),
        }
    }
}
