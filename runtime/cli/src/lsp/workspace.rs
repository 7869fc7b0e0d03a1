//! All that the server knows of texts: what is open, what lies on the disk, and which of them are one program.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::path::Path;
use std::sync::Arc;

use flowright_diagnostics::FileId;
use gen_lsp_types::{TextDocumentIdentifier, TextDocumentPositionParams, Uri};

use super::client::Client;
use super::disk::Found;
use super::find::{self, Places, Root};
use super::guard::Bug;
use super::key::Key;
use super::program::Program;
use super::snapshot::{File, Snapshot};
use super::text::Text;

/// A document that is open in the editor; it stands over the file of its name.
#[derive(Debug)]
pub(super) struct Document {
    /// As the client spells it.
    pub uri: Uri,
    pub version: i32,
    pub text: Arc<Text>,
    /// Whether it has changed since its diagnostics were published.
    pub is_news: bool,
}

/// The texts, and the programs that they make up.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    pub client: Arc<Client>,
    places: Places,
    documents: BTreeMap<Key, Document>,
    disk: BTreeMap<Key, Arc<Text>>,
    programs: BTreeMap<Root, Program>,
    homes: BTreeMap<Key, Root>,
    /// The texts that their programs have not been given yet.
    edited: BTreeSet<Key>,
    /// Whether files have come or gone.
    is_regrouped: bool,
    complaints: Vec<String>,
    /// The complaints that were told: each is told once, however often its file is looked at.
    told: BTreeSet<String>,
}

impl Workspace {
    /// Looks for programs in other places than before.
    pub(super) fn look_in(&mut self, change: impl FnOnce(&mut Places)) {
        change(&mut self.places);
        self.disk.clear();
        for area in self.places.areas() {
            self.found(Found::below(&area));
        }
        let keys: Vec<Key> = self.documents.keys().cloned().collect();
        for key in keys {
            self.look_beside(&key);
        }
        self.is_regrouped = true;
    }

    /// A document is opened, or opened again.
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

    /// An open document, to be changed.
    pub(super) fn edit(&mut self, uri: &Uri) -> Option<&mut Document> {
        let key = Key::of(uri);
        let document = self.documents.get_mut(&key)?;
        self.edited.insert(key);
        document.is_news = true;
        Some(document)
    }

    /// A document is closed: what lies on the disk counts again.
    pub(super) fn close(&mut self, uri: &Uri) {
        let key = Key::of(uri);
        self.documents.remove(&key);
        self.is_regrouped = true;
        if let Some(path) = key.path() {
            self.look_at(path);
        }
    }

    /// Something may have happened to a path: what lies there now counts.
    pub(super) fn look_at(&mut self, path: &Path) {
        // The files of a folder go with it, and not every client tells of each.
        let is_of = |key: &Key| key.path().is_some_and(|known| known.starts_with(path));
        self.disk.retain(|key, _| !is_of(key));
        self.is_regrouped = true;
        if path.is_dir() {
            if find::area(&self.places.areas(), path).is_some() {
                self.found(Found::below(path));
            }
        } else if self.is_searched(path) {
            self.found(Found::at(path));
        }
    }

    /// What is to be told to the user since the last time.
    pub(super) fn complaints(&mut self) -> Vec<String> {
        let mut complaints = mem::take(&mut self.complaints);
        complaints.retain(|one| self.told.insert(one.clone()));
        complaints
    }

    /// The text of a document, or of a file of a program.
    pub(super) fn text(&self, uri: &Uri) -> Option<Arc<Text>> {
        self.text_of(&Key::of(uri)).map(Arc::clone)
    }

    /// The program that a document belongs to, as the texts are now, and the document's file in it.
    ///
    /// # Errors
    /// Where the compiler panics on it.
    pub(super) fn file(
        &mut self,
        document: &TextDocumentIdentifier,
    ) -> Result<Option<(Snapshot, FileId)>, Bug> {
        self.settle();
        let key = Key::of(&document.uri);
        let Some(root) = self.homes.get(&key).cloned() else {
            return Ok(None);
        };
        let snapshot = self.snapshot(&root)?;
        Ok(snapshot.and_then(|one| one.file(&key).map(|file| (one, file))))
    }

    /// The same, and the byte that a request is about.
    ///
    /// # Errors
    /// Where the compiler panics on it.
    pub(super) fn at(
        &mut self,
        at: &TextDocumentPositionParams,
    ) -> Result<Option<(Snapshot, FileId, u32)>, Bug> {
        let found = self.file(&at.text_document)?;
        Ok(found.map(|(snapshot, file)| {
            let offset = snapshot.offset(file, at.position);
            (snapshot, file, offset)
        }))
    }

    /// All programs, as the texts are now; without those on which the compiler panics.
    pub(super) fn snapshots(&mut self) -> Vec<Snapshot> {
        self.settle();
        let roots: Vec<Root> = self.programs.keys().cloned().collect();
        let snapshot = |root| self.snapshot(root).ok().flatten();
        roots.iter().filter_map(snapshot).collect()
    }

    /// The programs that have changed since the last time, as they are now, or the bug that one of them shows.
    pub(super) fn news(&mut self) -> Vec<Result<Snapshot, Bug>> {
        self.settle();
        let news = self.programs.iter_mut().filter(|(_, one)| {
            let has_news = |key| self.documents.get(key).is_some_and(|one| one.is_news);
            one.is_news || one.texts().any(|(key, _)| has_news(key))
        });
        let mut roots = Vec::new();
        for (root, program) in news {
            program.is_news = false;
            roots.push(root.clone());
        }
        let snapshots = roots.iter();
        let snapshots = snapshots.filter_map(|root| self.snapshot(root).transpose());
        let snapshots = snapshots.collect();
        for document in self.documents.values_mut() {
            document.is_news = false;
        }
        snapshots
    }

    /// Whether a document belongs to any program.
    pub(super) fn knows(&self, key: &Key) -> bool {
        self.homes.contains_key(key)
    }

    /// Keeps the texts and nothing else: after a bug, nobody knows what else is right.
    pub(super) fn forget(&mut self) {
        self.programs.clear();
        self.is_regrouped = true;
    }

    fn snapshot(&mut self, root: &Root) -> Result<Option<Snapshot>, Bug> {
        let Some(program) = self.programs.get_mut(root) else {
            return Ok(None);
        };
        let analysis = program.analysis()?;
        let files = program.texts().map(|(key, text)| {
            let document = self.documents.get(key);
            File {
                key: key.clone(),
                uri: document.map_or_else(|| key.uri(), |one| one.uri.clone()),
                version: document.map(|one| one.version),
                is_news: document.is_some_and(|one| one.is_news),
                text: Arc::clone(text),
            }
        });
        Ok(Some(Snapshot {
            files: files.collect(),
            analysis,
            client: Arc::clone(&self.client),
        }))
    }

    /// Gives the programs their texts.
    fn settle(&mut self) {
        let edited = mem::take(&mut self.edited);
        if mem::take(&mut self.is_regrouped) {
            return self.group();
        }
        for key in edited {
            let root = self.homes.get(&key);
            let text = self.text_of(&key).map(Arc::clone);
            let program = root.and_then(|root| self.programs.get_mut(root));
            if let (Some(program), Some(text)) = (program, text) {
                program.set(&key, text);
            }
        }
    }

    fn group(&mut self) {
        let groups = find::programs(&self.places, self.disk.keys(), self.documents.keys());
        self.programs.retain(|root, _| groups.contains_key(root));
        self.homes.clear();
        for (root, keys) in groups {
            let text = |key: &Key| Some((key.clone(), Arc::clone(self.text_of(key)?)));
            let texts = keys.iter().filter_map(text).collect();
            self.programs
                .entry(root.clone())
                .or_default()
                .replace(texts);
            let homes = keys.into_iter().map(|key| (key, root.clone()));
            self.homes.extend(homes);
        }
        // What lay beside a document that is closed.
        self.disk.retain(|key, _| self.homes.contains_key(key));
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

    /// Reads what lies beside a document that is not where programs are looked for.
    fn look_beside(&mut self, key: &Key) {
        if let Some(folder) = key.source().and_then(Path::parent)
            && find::area(&self.places.areas(), folder).is_none()
            && folder.is_dir()
        {
            self.found(Found::beside(folder));
        }
    }

    /// Whether a file is of a program, or would be.
    fn is_searched(&self, path: &Path) -> bool {
        let Some(folder) = path.parent() else {
            return false;
        };
        let mut open = self.documents.keys().filter_map(Key::source);
        find::area(&self.places.areas(), folder).is_some()
            || open.any(|open| open.parent() == Some(folder))
    }
}
