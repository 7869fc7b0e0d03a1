//! The files of a project that is being edited: unchanged declarations are neither parsed nor
//! checked again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use flowright_check::Cache;
use flowright_diagnostics::FileId;
use flowright_syntax::Parse;

use crate::Analysis;
use crate::parsed_file::ParsedFile;

/// The files of one program.
#[derive(Debug, Default)]
pub struct Project {
    /// By ID. A removed file has an empty text, and keeps its ID in case it is added again.
    files: Vec<Arc<ParsedFile>>,
    ids: HashMap<String, FileId>,
    /// The results of earlier checks, shared by all analyses: each analysis checks a program that
    /// differs little from the previous one.
    cache: Arc<Mutex<Cache>>,
}

impl Project {
    /// A project without files.
    #[must_use]
    pub fn new() -> Project {
        Project::default()
    }

    /// Sets the text of a file; returns whether it changed.
    pub fn set(&mut self, path: &str, text: impl Into<String>) -> bool {
        let text = text.into();
        let next = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry(path.to_owned()).or_insert(next);
        match self.files.get_mut(id.0 as usize) {
            Some(known) if known.source.text == text => return false,
            Some(known) => *known = known.edited(text),
            None => {
                let parse = Parse::new(id, &text);
                self.files.push(ParsedFile::new(path, text, parse));
            }
        }
        true
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) {
        self.set(path, "");
    }

    /// Checks the files together.
    #[must_use]
    pub fn analyse(&self) -> Analysis {
        Analysis::new(self.files.clone(), Arc::clone(&self.cache))
    }
}
