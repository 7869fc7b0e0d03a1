//! The programs that the texts make up, and their current state.

use std::mem;
use std::sync::Arc;

use flowright_diagnostics::FileId;
use gen_lsp_types::{TextDocumentIdentifier, TextDocumentPositionParams};

use super::Workspace;
use crate::lsp::find::{self, Root};
use crate::lsp::guard::Bug;
use crate::lsp::key::Key;
use crate::lsp::snapshot::{File, Snapshot};

impl Workspace {
    /// The program that a document belongs to, for the current texts, and the document's file in
    /// it.
    ///
    /// # Errors
    /// If the compiler panics on it.
    pub(in crate::lsp) fn file(
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

    /// The same, with the byte offset that a request is about.
    ///
    /// # Errors
    /// If the compiler panics on it.
    pub(in crate::lsp) fn at(
        &mut self,
        at: &TextDocumentPositionParams,
    ) -> Result<Option<(Snapshot, FileId, u32)>, Bug> {
        let found = self.file(&at.text_document)?;
        Ok(found.map(|(snapshot, file)| {
            let offset = snapshot.offset(file, at.position);
            (snapshot, file, offset)
        }))
    }

    /// All programs, for the current texts, except those on which the compiler panics.
    pub(in crate::lsp) fn snapshots(&mut self) -> Vec<Snapshot> {
        self.settle();
        let roots: Vec<Root> = self.programs.keys().cloned().collect();
        let snapshot = |root| self.snapshot(root).ok().flatten();
        roots.iter().filter_map(snapshot).collect()
    }

    /// The programs that have changed since the last call, in their current state, or the bug that
    /// one of them triggers.
    pub(in crate::lsp) fn news(&mut self) -> Vec<Result<Snapshot, Bug>> {
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
            pages: Arc::clone(&self.pages),
        }))
    }

    /// Passes the texts on to their programs.
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
        // Drops the files that were only read because a document next to them was open.
        self.disk.retain(|key, _| self.homes.contains_key(key));
    }
}
