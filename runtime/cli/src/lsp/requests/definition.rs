//! `textDocument/definition`

use gen_lsp_types::{
    Definition, DefinitionRequest, DefinitionResponse, LocationLink, ServerCapabilities,
};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::snapshot::Snapshot;
use crate::lsp::workspace::Workspace;
use flowright_ide::Target;

impl Answer for DefinitionRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.definition_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let targets = snapshot.analysis.definition(file, offset);
        if targets.is_empty() {
            return Ok(None);
        }
        Ok(Some(if snapshot.client.definition_links {
            let links = targets.iter().filter_map(|target| link(&snapshot, target));
            DefinitionResponse::DefinitionLinkList(links.collect())
        } else {
            let places = targets.iter();
            let places = places.filter_map(|target| snapshot.location(target.name));
            DefinitionResponse::Definition(Definition::LocationList(places.collect()))
        }))
    }
}

/// The link from a name to its declaration.
pub(super) fn link(snapshot: &Snapshot, target: &Target) -> Option<LocationLink> {
    Some(LocationLink {
        origin_selection_range: Some(snapshot.range(target.origin)),
        target_uri: snapshot.get(target.name.file)?.uri.clone(),
        target_range: snapshot.range(target.whole),
        target_selection_range: snapshot.range(target.name),
    })
}
