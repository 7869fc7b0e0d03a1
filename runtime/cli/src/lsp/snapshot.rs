//! A program at one moment, with the places as the client counts them.

use std::sync::Arc;

use flowright_diagnostics::{FileId, Span};
use flowright_ide::Analysis;
use gen_lsp_types::{Location, Position, Range, TextDocumentPositionParams, Uri};

use super::client::Client;
use super::key::Key;
use super::text::Text;

/// A program at one moment.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// By their ids.
    pub files: Vec<File>,
    pub analysis: Arc<Analysis>,
    pub client: Arc<Client>,
}

/// A file of a program.
#[derive(Debug)]
pub(super) struct File {
    pub key: Key,
    /// As the client spells it, where it has it open.
    pub uri: Uri,
    pub version: Option<i32>,
    /// Whether it is open and has changed since its diagnostics were published.
    pub is_news: bool,
    pub text: Arc<Text>,
}

impl Snapshot {
    /// The file of a URI.
    pub(super) fn file(&self, uri: &Uri) -> Option<FileId> {
        let key = Key::of(uri);
        let index = self.files.iter().position(|file| file.key == key)?;
        u32::try_from(index).ok().map(FileId)
    }

    /// The file and the byte that a request is about.
    pub(super) fn place(&self, at: &TextDocumentPositionParams) -> Option<(FileId, u32)> {
        let file = self.file(&at.text_document.uri)?;
        Some((file, self.offset(file, at.position)?))
    }

    /// The byte at a position of a file.
    pub(super) fn offset(&self, file: FileId, at: Position) -> Option<u32> {
        let text = &self.get(file)?.text;
        u32::try_from(text.offset(at, self.client.encoding)).ok()
    }

    /// The range of a span in its file.
    pub(super) fn range(&self, span: Span) -> Range {
        let file = self.get(span.file);
        file.map_or_else(Range::default, |file| {
            file.text.range(span.range(), self.client.encoding)
        })
    }

    /// Where a span is, if its file is of this program.
    pub(super) fn location(&self, span: Span) -> Option<Location> {
        let uri = self.get(span.file)?.uri.clone();
        Some(Location {
            uri,
            range: self.range(span),
        })
    }

    pub(super) fn get(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0 as usize)
    }
}
