//! `textDocument/didClose`

use gen_lsp_types::{DidCloseTextDocumentNotification, Notification};

use super::Listen;
use crate::lsp::server::Server;

impl Listen for DidCloseTextDocumentNotification {
    type Read = <Self as Notification>::Params;

    fn listen(server: &mut Server, params: Self::Read) {
        server.workspace.close(&params.text_document.uri);
    }
}
