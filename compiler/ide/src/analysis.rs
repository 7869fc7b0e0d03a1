//! A project at one moment: its trees, what they mean, and what is wrong with them.

use std::sync::Arc;

use flowright_check::{Index, Memory};
use flowright_diagnostics::{Diagnostic, FileId, SourceFile, Sources};
use flowright_syntax::ast;

use crate::project::ParsedFile;

/// A project at one moment. It does not change, so that it can be asked from several threads.
#[derive(Debug)]
pub struct Analysis {
    files: Vec<Arc<ParsedFile>>,
    /// The files as the diagnostics name them.
    pub sources: Sources,
    /// What is wrong, in the order of the files and of their texts.
    pub diagnostics: Vec<Diagnostic>,
    /// What names and expressions mean.
    pub index: Index,
}

impl Analysis {
    pub(crate) fn new(files: Vec<Arc<ParsedFile>>, memory: &mut Memory) -> Analysis {
        let mut sources = Sources::new();
        let mut diagnostics = Vec::new();
        for file in &files {
            sources.share(Arc::clone(&file.source));
            diagnostics.extend(file.parse.diagnostics.iter().cloned());
        }
        let checked = memory.check(files.iter().map(|file| &file.parse.tree));
        diagnostics.extend(checked.diagnostics);
        diagnostics.sort_by_key(|one| one.primary.span);
        Analysis {
            files,
            sources,
            diagnostics,
            index: checked.index,
        }
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
