//! `textDocument/typeDefinition`

use gen_lsp_types::{
    Definition, ServerCapabilities, TypeDefinitionRequest, TypeDefinitionResponse,
};

use super::definition::link;
use super::{Answer, Failure};
use crate::lsp::workspace::Workspace;

impl Answer for TypeDefinitionRequest {
    fn offer(capabilities: &mut ServerCapabilities) {
        capabilities.type_definition_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some(snapshot) = workspace.snapshot(&at.text_document.uri)? else {
            return Ok(None);
        };
        let target = snapshot.place(&at);
        let target = target.and_then(|(file, at)| snapshot.analysis.type_definition(file, at));
        Ok(target.and_then(|target| {
            if snapshot.client.type_definition_links {
                let link = link(&snapshot, &target)?;
                Some(TypeDefinitionResponse::DefinitionLinkList(vec![link]))
            } else {
                let place = snapshot.location(target.name)?;
                Some(TypeDefinitionResponse::Definition(Definition::Location(
                    place,
                )))
            }
        }))
    }
}
