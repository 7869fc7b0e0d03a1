//! The files of a project while they are edited: each is parsed when its text changes, and not otherwise.

use std::collections::HashMap;
use std::sync::Arc;

use flowright_diagnostics::{Diagnostic, FileId, SourceFile};
use flowright_syntax::ast;

use crate::Analysis;

/// The files of one program.
#[derive(Debug, Default)]
pub struct Project {
    /// By their id; one that is gone has no text, and gets its id back where it comes again.
    files: Vec<Arc<ParsedFile>>,
    ids: HashMap<String, FileId>,
}

/// A file and what its text alone tells.
#[derive(Debug)]
pub(crate) struct ParsedFile {
    pub source: Arc<SourceFile>,
    pub tree: ast::File,
    pub diagnostics: Vec<Diagnostic>,
}

impl ParsedFile {
    pub(crate) fn new(id: FileId, path: &str, text: String) -> Arc<ParsedFile> {
        let (tree, diagnostics) = flowright_syntax::parse(id, &text);
        Arc::new(ParsedFile {
            source: Arc::new(SourceFile::new(path, text)),
            tree,
            diagnostics,
        })
    }
}

impl Project {
    /// No files yet.
    #[must_use]
    pub fn new() -> Project {
        Project::default()
    }

    /// Gives a file its text; whether that is another one than before.
    pub fn set(&mut self, path: &str, text: impl Into<String>) -> bool {
        let text = text.into();
        let next = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry(path.to_owned()).or_insert(next);
        match self.files.get_mut(id.0 as usize) {
            Some(known) if known.source.text == text => return false,
            Some(known) => *known = ParsedFile::new(id, path, text),
            None => self.files.push(ParsedFile::new(id, path, text)),
        }
        true
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        self.set(path, "");
    }

    /// Checks the files together.
    #[must_use]
    pub fn analyse(&self) -> Analysis {
        Analysis::new(self.files.clone())
    }
}
