//! `textDocument/documentHighlight`

use gen_lsp_types::{DocumentHighlight, DocumentHighlightRequest, ServerCapabilities};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for DocumentHighlightRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.document_highlight_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let spans = snapshot.analysis.highlights(file, offset).into_iter();
        let highlights = spans.map(|span| DocumentHighlight {
            range: snapshot.range(span),
            kind: None,
        });
        Ok(Some(highlights.collect()))
    }
}
