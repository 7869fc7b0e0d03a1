//! A program at one moment, with positions as the client counts them.

use std::collections::BTreeMap;
use std::sync::Arc;

use flowright_diagnostics::{Edit, FileId, FileRange};
use flowright_ide::Analysis;
use gen_lsp_types::{
    self as lsp, DocumentChange, Location, OptionalVersionedTextDocumentIdentifier, Position,
    Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::key::Key;
use super::pages::Pages;
use super::text::Text;

/// A program at one moment.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// By their ids.
    pub files: Vec<File>,
    pub analysis: Arc<Analysis>,
    pub client: Arc<Client>,
    pub pages: Arc<Pages>,
}

/// A file of a program.
#[derive(Debug)]
pub(super) struct File {
    pub key: Key,
    /// In the spelling of the client, if the client has the document open.
    pub uri: Uri,
    pub version: Option<i32>,
    /// Whether it is open and has changed since its diagnostics were published.
    pub is_news: bool,
    pub text: Arc<Text>,
}

impl Snapshot {
    /// The file of a document.
    pub(super) fn file(&self, key: &Key) -> Option<FileId> {
        let index = self.files.iter().position(|file| file.key == *key)?;
        u32::try_from(index).ok().map(FileId)
    }

    /// The byte at a position of a file.
    pub(super) fn offset(&self, file: FileId, at: Position) -> u32 {
        let text = self.get(file).map(|file| &file.text);
        let offset = text.map_or(0, |text| text.offset(at, self.client.encoding));
        u32::try_from(offset).unwrap_or(u32::MAX)
    }

    /// The byte range of a range in a file.
    pub(super) fn file_range(&self, file: FileId, range: Range) -> FileRange {
        let (one, other) = (self.offset(file, range.start), self.offset(file, range.end));
        FileRange::new(file, one.min(other), one.max(other))
    }

    /// The range of a span in its file.
    pub(super) fn range(&self, place: FileRange) -> Range {
        let file = self.get(place.file);
        file.map_or_else(Range::default, |file| {
            file.text.range(place.range(), self.client.encoding)
        })
    }

    /// The location of a span, if its file belongs to this program.
    pub(super) fn location(&self, place: FileRange) -> Option<Location> {
        let uri = self.get(place.file)?.uri.clone();
        Some(Location {
            uri,
            range: self.range(place),
        })
    }

    /// Converts the compiler's edits of one file.
    pub(super) fn edits(&self, edits: &[Edit<FileRange>]) -> Vec<TextEdit> {
        let edit = |edit: &Edit<FileRange>| TextEdit {
            range: self.range(edit.span),
            new_text: edit.text.clone(),
        };
        edits.iter().map(edit).collect()
    }

    /// Converts the compiler's edits of any files.
    pub(super) fn workspace_edit(&self, edits: &[Edit<FileRange>]) -> WorkspaceEdit {
        let mut by_file: BTreeMap<FileId, Vec<Edit<FileRange>>> = BTreeMap::new();
        for edit in edits {
            by_file
                .entry(edit.span.file)
                .or_default()
                .push(edit.clone());
        }
        let files = by_file.into_iter();
        let files = files.filter_map(|(file, edits)| Some((self.get(file)?, self.edits(&edits))));
        if !self.client.versioned_edits {
            let changes = files.map(|(file, edits)| (file.uri.clone(), edits));
            return WorkspaceEdit {
                changes: Some(changes.collect()),
                ..WorkspaceEdit::default()
            };
        }
        let changes = files.map(|(file, edits)| {
            DocumentChange::TextDocumentEdit(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    version: file.version,
                    text_document_identifier: TextDocumentIdentifier {
                        uri: file.uri.clone(),
                    },
                },
                edits: edits.into_iter().map(lsp::Edit::TextEdit).collect(),
            })
        });
        WorkspaceEdit {
            document_changes: Some(changes.collect()),
            ..WorkspaceEdit::default()
        }
    }

    pub(super) fn get(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0 as usize)
    }
}
