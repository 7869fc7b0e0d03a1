//! Groups files into programs.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::key::Key;

/// Identifies a program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Root {
    /// The folder that contains the program.
    Folder(PathBuf),
    /// A document that is a program by itself.
    Alone(Key),
}

/// Where to look for programs.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The folders of the workspace.
    pub folders: Vec<PathBuf>,
    /// The folders that are one program each, if the client lists them: absolute, or relative to
    /// any folder of the workspace.
    pub listed: Option<Vec<PathBuf>>,
}

impl Places {
    /// The folders to search, each once: the listed ones, or the workspace's.
    pub(super) fn areas(&self) -> Vec<PathBuf> {
        let Some(listed) = &self.listed else {
            let outer = |folder: &&PathBuf| {
                let holds = |other: &PathBuf| other != *folder && folder.starts_with(other);
                !self.folders.iter().any(holds)
            };
            return self.folders.iter().filter(outer).cloned().collect();
        };
        let mut areas = BTreeSet::new();
        for path in listed {
            if path.is_absolute() {
                areas.insert(plain(path));
                continue;
            }
            areas.extend(self.folders.iter().map(|folder| plain(&folder.join(path))));
        }
        areas.into_iter().collect()
    }
}

/// Groups documents into programs: all known documents, and which of them are open.
///
/// If the areas are listed, each is a program. Otherwise a program starts at each topmost folder
/// that directly contains a file. An open file outside all areas is grouped with the files of its
/// own folder, but not with files in subfolders, which could be a whole disk.
pub(super) fn programs<'a>(
    places: &Places,
    known: impl IntoIterator<Item = &'a Key>,
    open: impl IntoIterator<Item = &'a Key>,
) -> BTreeMap<Root, BTreeSet<Key>> {
    let areas = places.areas();
    let mut programs: BTreeMap<Root, BTreeSet<Key>> = BTreeMap::new();
    let mut inside: Vec<(&Key, &Path, &Path)> = Vec::new();
    let mut outside: Vec<(&Key, &Path)> = Vec::new();
    let mut loose: BTreeSet<&Path> = BTreeSet::new();
    let open: BTreeSet<&Key> = open.into_iter().collect();
    let known: BTreeSet<&Key> = known.into_iter().chain(open.iter().copied()).collect();
    for key in known {
        let folder = key.source().and_then(Path::parent);
        match folder.map(|folder| (folder, area(&areas, folder))) {
            Some((folder, Some(area))) => inside.push((key, folder, area)),
            Some((folder, None)) => {
                outside.push((key, folder));
                if open.contains(key) {
                    loose.insert(folder);
                }
            }
            None => {
                programs.insert(Root::Alone(key.clone()), BTreeSet::from([key.clone()]));
            }
        }
    }
    let holders: BTreeSet<&Path> = inside.iter().map(|(_, folder, _)| *folder).collect();
    for (key, folder, area) in inside {
        let root = if places.listed.is_some() {
            area
        } else {
            topmost(folder, area, &holders)
        };
        let root = Root::Folder(root.to_owned());
        programs.entry(root).or_default().insert(key.clone());
    }
    for (key, folder) in outside {
        if loose.contains(folder) {
            let root = Root::Folder(folder.to_owned());
            programs.entry(root).or_default().insert(key.clone());
        }
    }
    programs
}

/// The topmost folder in an area that contains `folder` and, like it, directly contains a file.
fn topmost<'a>(folder: &'a Path, area: &Path, holders: &BTreeSet<&Path>) -> &'a Path {
    let above = folder.ancestors();
    let above = above.take_while(|above| above.starts_with(area));
    let holding = above.filter(|above| holders.contains(above));
    holding.last().unwrap_or(folder)
}

/// The innermost area whose search covers a folder.
pub(super) fn area<'a>(areas: &'a [PathBuf], folder: &Path) -> Option<&'a Path> {
    let searched = |area: &&PathBuf| {
        let below = folder.strip_prefix(area);
        below.is_ok_and(|below| !below.iter().any(is_skipped))
    };
    let found = areas.iter().filter(searched);
    let innermost = found.max_by_key(|area| area.components().count());
    innermost.map(PathBuf::as_path)
}

/// Folders that contain no sources: hidden folders, and folders filled by tools.
pub(super) fn is_skipped(folder: &OsStr) -> bool {
    folder == "target" || folder == "node_modules" || folder.as_encoded_bytes().starts_with(b".")
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests;
