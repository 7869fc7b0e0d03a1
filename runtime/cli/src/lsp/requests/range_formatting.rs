//! `textDocument/rangeFormatting`

use flowright_format::{format, pieces};
use gen_lsp_types::{DocumentRangeFormattingRequest, ServerCapabilities};

use super::formatting::refused;
use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::edits::edits;
use crate::lsp::workspace::Workspace;

impl Answer for DocumentRangeFormattingRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.document_range_formatting_provider = Some(true.into());
    }

    /// The declarations that the range touches.
    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some(text) = workspace.text(&params.text_document.uri) else {
            return Ok(None);
        };
        // The pieces are not checked against the formatter's laws one by one.
        format(text.as_str()).map_err(refused)?;
        let encoding = workspace.client.encoding;
        let range = text.bytes(params.range, encoding);
        let pieces = pieces(text.as_str());
        let touched = pieces
            .iter()
            .filter(|piece| piece.start <= range.end && range.start <= piece.end);
        let touched = touched.map(|piece| (piece.start..piece.end, &*piece.text));
        Ok(Some(edits(&text, touched, encoding)))
    }
}
