//! A project at one moment: its trees, what they mean, and what is wrong with them.

use std::sync::{Arc, Mutex, PoisonError};

use flowright_check::{Cache, Index, Symbol, SymbolKind};
use flowright_diagnostics::{
    Anchors, Diagnostic, Edit, FileId, FileRange, SourceFile, Sources, Span,
};
use flowright_syntax::ast;

use crate::parsed_file::ParsedFile;

/// A project at one moment. It does not change, so that it can be asked from several threads.
#[derive(Debug)]
pub struct Analysis {
    files: Vec<Arc<ParsedFile>>,
    /// What the last check knows, of whichever texts; it makes the next one quick, and no difference to what it finds.
    cache: Arc<Mutex<Cache>>,
    /// The files as the diagnostics name them.
    pub sources: Sources,
    /// Where the declarations stand in their files.
    pub anchors: Anchors,
    /// What is wrong, in the order of the files and of their texts.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
    /// What names and expressions mean, declaration by declaration.
    pub index: Index,
}

impl Analysis {
    pub(crate) fn new(files: Vec<Arc<ParsedFile>>, cache: Arc<Mutex<Cache>>) -> Analysis {
        let mut sources = Sources::new();
        let mut diagnostics = Vec::new();
        for file in &files {
            sources.share(Arc::clone(&file.source));
            diagnostics.extend(file.parse.diagnostics.iter().cloned());
        }
        // A check that panicked has left nothing in the cache.
        let mut known = cache.lock().unwrap_or_else(PoisonError::into_inner);
        let checked = known.check(files.iter().map(|file| &file.parse.tree));
        drop(known);
        diagnostics.extend(checked.diagnostics);
        let anchors = files
            .iter()
            .map(|file| Arc::clone(&file.parse.tree.anchors));
        let anchors = Anchors::new(anchors);
        diagnostics.sort_by_key(|one| one.primary.span);
        Analysis {
            files,
            cache,
            sources,
            anchors,
            diagnostics,
            index: checked.index,
        }
    }

    /// The same project after some edits; a file that they do not fit stays as it is.
    #[must_use]
    pub fn edited(&self, edits: &[Edit<FileRange>]) -> Analysis {
        let files = self.sources.iter().zip(&self.files);
        let files = files.map(|((id, source), file)| {
            let own = edits.iter().filter(|edit| edit.span.file == id);
            match flowright_diagnostics::edited(&source.text, own) {
                Some(text) if text != source.text => file.edited(text),
                _ => Arc::clone(file),
            }
        });
        Analysis::new(files.collect(), Arc::clone(&self.cache))
    }

    /// A place of a file as an empty span: in the declaration that begins last before it, or there.
    pub(crate) fn at(&self, file: FileId, offset: u32) -> Span {
        self.anchors.locate(FileRange::new(file, offset, offset))
    }

    /// The text under a span.
    pub(crate) fn written(&self, span: Span) -> &str {
        self.sources.text(self.anchors.resolve(span))
    }

    /// What is declared of a kind, in the order of the text.
    pub(crate) fn symbols(&self, kind: SymbolKind) -> impl Iterator<Item = &Symbol> {
        let symbols = self.index.symbols.iter().filter(|one| one.kind == kind);
        let mut symbols: Vec<&Symbol> = symbols.collect();
        symbols.sort_by_cached_key(|one| self.anchors.resolve(one.span));
        symbols.into_iter()
    }

    /// The trees of all files.
    pub(crate) fn trees(&self) -> impl Iterator<Item = &ast::File> {
        self.files.iter().map(|file| &file.parse.tree)
    }

    /// The id of a file.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<FileId> {
        let mut files = self.sources.iter();
        files.find_map(|(id, file)| (file.path == path).then_some(id))
    }

    /// A file's path and text; empty where there is none of that id.
    #[must_use]
    pub fn source(&self, file: FileId) -> Option<&SourceFile> {
        self.sources.get(file)
    }

    /// The tree of a file.
    #[must_use]
    pub fn tree(&self, file: FileId) -> Option<&ast::File> {
        self.files.get(file.0 as usize).map(|file| &file.parse.tree)
    }
}
