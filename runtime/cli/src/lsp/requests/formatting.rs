//! `textDocument/formatting`

use flowright_format::{Law, format};
use gen_lsp_types::{DocumentFormattingRequest, ServerCapabilities};
use lsp_server::ErrorCode;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::edits::edits;
use crate::lsp::workspace::Workspace;

impl Answer for DocumentFormattingRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.document_formatting_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some(text) = workspace.text(&params.text_document.uri) else {
            return Ok(None);
        };
        let formatted = format(text.as_str()).map_err(refused)?;
        let whole = 0..text.as_str().len();
        let encoding = workspace.client.encoding;
        Ok(Some(edits(&text, [(whole, &*formatted.text)], encoding)))
    }
}

/// Reports a bug in Flowright; nothing is changed.
pub(super) fn refused(law: Law) -> Failure {
    let text = format!(
        "the text is left unchanged: {law}. This is a bug in Flowright; please report it with the file"
    );
    Failure::new(ErrorCode::RequestFailed, text)
}
