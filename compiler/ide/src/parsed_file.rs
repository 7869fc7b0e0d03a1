//! A parsed file.

use std::sync::Arc;

use flowright_diagnostics::SourceFile;
use flowright_syntax::Parse;

/// A file and what its text alone determines.
#[derive(Debug)]
pub(crate) struct ParsedFile {
    pub source: Arc<SourceFile>,
    pub parse: Parse,
}

impl ParsedFile {
    pub fn new(path: &str, text: String, parse: Parse) -> Arc<ParsedFile> {
        Arc::new(ParsedFile {
            source: Arc::new(SourceFile::new(path, text)),
            parse,
        })
    }

    /// The file with another text.
    pub fn edited(&self, text: String) -> Arc<ParsedFile> {
        let parse = self.parse.reparse(&text);
        ParsedFile::new(&self.source.path, text, parse)
    }
}
