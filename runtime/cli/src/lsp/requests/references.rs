//! `textDocument/references`

use gen_lsp_types::{ReferencesRequest, ServerCapabilities};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for ReferencesRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.references_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let mut spans = snapshot.analysis.references(file, offset);
        if !params.context.include_declaration {
            let declared = snapshot.analysis.definition(file, offset);
            spans.retain(|span| !declared.iter().any(|one| one.name == *span));
        }
        let places = spans.into_iter();
        let places = places.filter_map(|span| snapshot.location(span));
        Ok(Some(places.collect()))
    }
}
