//! `textDocument/didClose`

use gen_lsp_types::{DidCloseTextDocumentNotification, Notification};

use super::Listen;
use crate::lsp::session::Session;

impl Listen for DidCloseTextDocumentNotification {
    type Read = <Self as Notification>::Params;

    fn listen(session: &mut Session, params: Self::Read) {
        session.workspace.close(&params.text_document.uri);
    }
}
