//! `textDocument/hover`

use gen_lsp_types::{Contents, Hover, HoverRequest, ServerCapabilities};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for HoverRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.hover_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let hover = snapshot.analysis.hover(file, offset);
        Ok(hover.map(|hover| Hover {
            contents: Contents::MarkupContent(snapshot.client.markup(hover.markdown)),
            range: Some(snapshot.range(hover.span)),
        }))
    }
}
