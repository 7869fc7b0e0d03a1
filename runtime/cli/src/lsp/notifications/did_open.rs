//! `textDocument/didOpen`

use gen_lsp_types::{DidOpenTextDocumentNotification, Notification};

use super::Listen;
use crate::lsp::server::Server;

impl Listen for DidOpenTextDocumentNotification {
    type Read = <Self as Notification>::Params;

    fn listen(server: &mut Server, params: Self::Read) {
        let document = params.text_document;
        server
            .workspace
            .open(document.uri, document.version, document.text);
    }
}
