//! `textDocument/didChange`

use std::sync::Arc;

use gen_lsp_types::{
    DidChangeTextDocumentNotification, MessageType, VersionedTextDocumentIdentifier,
};
use serde::Deserialize;

use super::Listen;
use crate::lsp::session::Session;
use crate::lsp::text::Change;

/// The changes of a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct Changes {
    text_document: VersionedTextDocumentIdentifier,
    content_changes: Vec<Change>,
}

impl Listen for DidChangeTextDocumentNotification {
    type Read = Changes;

    fn listen(session: &mut Session, params: Changes) {
        let uri = params.text_document.text_document_identifier.uri;
        let encoding = session.workspace.client.encoding;
        let Some(document) = session.workspace.edit(&uri) else {
            let text = format!("change of a document that is not open: {}", uri.0);
            return session.log(MessageType::Warning, text);
        };
        document.version = params.text_document.version;
        document.text = Arc::new(document.text.changed(params.content_changes, encoding));
    }
}
