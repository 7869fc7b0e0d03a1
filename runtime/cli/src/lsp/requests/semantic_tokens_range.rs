//! `textDocument/semanticTokens/range`

use gen_lsp_types::{SemanticTokensRangeRequest, ServerCapabilities};

use super::semantic_tokens::tokens;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for SemanticTokensRangeRequest {
    /// The request for a whole file advertises this one.
    fn offer(_: &mut ServerCapabilities, _: &Client) {}

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        let within = snapshot.file_range(file, params.range);
        Ok(Some(tokens(&snapshot, file, |span| {
            span.start < within.end && within.start < span.end
        })))
    }
}
