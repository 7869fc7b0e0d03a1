//! A snapshot of a project: its trees, their semantics, and its diagnostics.

use std::sync::{Arc, Mutex, PoisonError};

use flowright_check::{Cache, Index, Symbol, SymbolKind};
use flowright_diagnostics::{
    Anchors, Diagnostic, Edit, FileId, FileRange, SourceFile, Sources, Span,
};
use flowright_syntax::ast;

use crate::parsed_file::ParsedFile;

/// A snapshot of a project. It is immutable, so several threads can query it at once.
#[derive(Debug)]
pub struct Analysis {
    files: Vec<Arc<ParsedFile>>,
    /// The cache of the last check, for any texts; it speeds up the next check without affecting
    /// its result.
    cache: Arc<Mutex<Cache>>,
    /// The files, as referred to by the diagnostics.
    pub sources: Sources,
    /// The positions of the declarations in their files.
    pub anchors: Anchors,
    /// The diagnostics, in the order of the files and of their texts.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
    /// The meaning of names and expressions, by declaration.
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

    /// The project after some edits; a file that the edits do not fit is not changed.
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

    /// A position in a file as an empty span, relative to the last declaration that begins at or
    /// before it.
    pub(crate) fn at(&self, file: FileId, offset: u32) -> Span {
        self.anchors.locate(FileRange::new(file, offset, offset))
    }

    /// The text of a span.
    pub(crate) fn written(&self, span: Span) -> &str {
        self.sources.text(self.anchors.resolve(span))
    }

    /// The declared symbols of a kind, in source order.
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

    /// The ID of a file.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<FileId> {
        let mut files = self.sources.iter();
        files.find_map(|(id, file)| (file.path == path).then_some(id))
    }

    /// The path and text of a file; `None` if there is no such ID.
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
