//! All texts known to the server: the open documents, the files on disk, and how they are grouped
//! into programs.

mod programs;

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::Uri;

use super::client::Client;
use super::disk::Found;
use super::find::{self, Places, Root};
use super::key::Key;
use super::pages::Pages;
use super::program::Program;
use super::text::Text;

/// A document that is open in the editor; it takes precedence over the file of the same name.
#[derive(Debug)]
pub(super) struct Document {
    /// In the spelling of the client.
    pub uri: Uri,
    pub version: i32,
    pub text: Arc<Text>,
    /// Whether it has changed since its diagnostics were published.
    pub is_news: bool,
}

/// The texts, and the programs they make up.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    pub client: Arc<Client>,
    pub pages: Arc<Pages>,
    places: Places,
    documents: BTreeMap<Key, Document>,
    disk: BTreeMap<Key, Arc<Text>>,
    programs: BTreeMap<Root, Program>,
    homes: BTreeMap<Key, Root>,
    /// The texts that have not been passed to their programs yet.
    edited: BTreeSet<Key>,
    /// Whether files have been added or removed.
    is_regrouped: bool,
    complaints: Vec<String>,
    /// Messages to show the user along with the response to a request.
    notices: Vec<String>,
    /// The complaints already reported. Each is reported once, however many times its file is read.
    told: BTreeSet<String>,
}

impl Workspace {
    /// Changes where to look for programs.
    pub(super) fn look_in(&mut self, change: impl FnOnce(&mut Places)) {
        change(&mut self.places);
        self.disk.clear();
        let has_many = self.places.folders.len() > 1;
        for area in self.places.areas() {
            // A folder listed by a relative path is in one of the workspace folders, not
            // necessarily in each.
            if area.is_dir() || !has_many {
                self.found(Found::below(&area));
            }
        }
        let keys: Vec<Key> = self.documents.keys().cloned().collect();
        for key in keys {
            self.look_beside(&key);
        }
        self.is_regrouped = true;
    }

    /// The folders outside the workspace that are searched for programs.
    pub(super) fn areas_elsewhere(&self) -> impl Iterator<Item = Key> {
        let areas = self.places.areas().into_iter();
        let elsewhere = areas.filter(|area| {
            let mut folders = self.places.folders.iter();
            !folders.any(|folder| area.starts_with(folder))
        });
        elsewhere.filter_map(|area| Key::file(&area))
    }

    /// Opens a document, or opens it again.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) {
        let key = Key::of(&uri);
        let document = Document {
            uri,
            version,
            text: Arc::new(Text::new(text)),
            is_news: true,
        };
        self.look_beside(&key);
        self.is_regrouped |= !self.homes.contains_key(&key);
        self.edited.insert(key.clone());
        self.documents.insert(key, document);
    }

    /// An open document, to be modified.
    pub(super) fn edit(&mut self, uri: &Uri) -> Option<&mut Document> {
        let key = Key::of(uri);
        let document = self.documents.get_mut(&key)?;
        self.edited.insert(key);
        document.is_news = true;
        Some(document)
    }

    /// Closes a document: the file on disk counts again.
    pub(super) fn close(&mut self, uri: &Uri) {
        let key = Key::of(uri);
        self.documents.remove(&key);
        self.is_regrouped = true;
        if let Some(path) = key.path() {
            self.look_at(path);
        }
    }

    /// Reads a path again, because something may have happened to it.
    pub(super) fn look_at(&mut self, path: &Path) {
        // A folder's files disappear with it, and not every client reports each of them.
        let is_folder = path.is_dir();
        self.disk.retain(|key, _| {
            let file = key.path().filter(|file| file.starts_with(path));
            file.is_none_or(|file| is_folder && file.is_file())
        });
        self.is_regrouped = true;
        if is_folder {
            let areas = self.places.areas();
            if find::area(&areas, path).is_some() {
                self.found(Found::below(path));
            } else {
                for area in areas.iter().filter(|area| area.starts_with(path)) {
                    self.found(Found::below(area));
                }
            }
        } else if self.is_searched(path) {
            self.found(Found::at(path));
        }
    }

    /// The complaints since the last call.
    pub(super) fn complaints(&mut self) -> Vec<String> {
        let mut complaints = mem::take(&mut self.complaints);
        complaints.retain(|one| self.told.insert(one.clone()));
        complaints
    }

    /// Shows the user a message along with the current response.
    pub(super) fn notice(&mut self, text: String) {
        self.notices.push(text);
    }

    /// The messages to show the user since the last call.
    pub(super) fn notices(&mut self) -> Vec<String> {
        mem::take(&mut self.notices)
    }

    /// The text of a document, or of a file of a program.
    pub(super) fn text(&self, uri: &Uri) -> Option<Arc<Text>> {
        self.text_of(&Key::of(uri)).map(Arc::clone)
    }

    /// Whether a document belongs to any program.
    pub(super) fn knows(&self, key: &Key) -> bool {
        self.homes.contains_key(key)
    }

    /// Discards everything but the texts: after a bug, nothing else can be trusted.
    pub(super) fn forget(&mut self) {
        self.programs.clear();
        self.is_regrouped = true;
    }

    fn text_of(&self, key: &Key) -> Option<&Arc<Text>> {
        let open = self.documents.get(key).map(|document| &document.text);
        open.or_else(|| self.disk.get(key))
    }

    fn found(&mut self, found: Found) {
        self.complaints.extend(found.complaints);
        for (key, text) in found.texts {
            self.is_regrouped |= !self.homes.contains_key(&key);
            self.edited.insert(key.clone());
            self.disk.insert(key, text);
        }
    }

    /// Reads the files next to a document outside the searched folders.
    fn look_beside(&mut self, key: &Key) {
        if let Some(folder) = key.source().and_then(Path::parent)
            && find::area(&self.places.areas(), folder).is_none()
            && folder.is_dir()
        {
            // That folder is not watched, so files that have been deleted since the last read are
            // noticed only now.
            self.disk
                .retain(|key, _| key.path().and_then(Path::parent) != Some(folder));
            self.is_regrouped = true;
            self.found(Found::beside(folder));
        }
    }

    /// Whether a file belongs to a program, or would if it existed.
    fn is_searched(&self, path: &Path) -> bool {
        let Some(folder) = path.parent() else {
            return false;
        };
        let mut open = self.documents.keys().filter_map(Key::source);
        find::area(&self.places.areas(), folder).is_some()
            || open.any(|open| open.parent() == Some(folder))
    }
}
