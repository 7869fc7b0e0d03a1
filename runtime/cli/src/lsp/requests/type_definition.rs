//! `textDocument/typeDefinition`

use gen_lsp_types::{
    Definition, ServerCapabilities, TypeDefinitionRequest, TypeDefinitionResponse,
};

use super::definition::link;
use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for TypeDefinitionRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.type_definition_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let target = snapshot.analysis.type_definition(file, offset);
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
