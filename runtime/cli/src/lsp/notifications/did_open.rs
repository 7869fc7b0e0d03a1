//! `textDocument/didOpen`

use gen_lsp_types::{DidOpenTextDocumentNotification, Notification};

use super::Listen;
use crate::lsp::session::Session;

impl Listen for DidOpenTextDocumentNotification {
    type Read = <Self as Notification>::Params;

    fn listen(session: &mut Session, params: Self::Read) {
        let document = params.text_document;
        session
            .workspace
            .open(document.uri, document.version, document.text);
    }
}
