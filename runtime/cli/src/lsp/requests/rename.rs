//! `textDocument/rename`

use gen_lsp_types::{RenameRequest, ServerCapabilities};
use lsp_server::ErrorCode;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for RenameRequest {
    fn offer(capabilities: &mut ServerCapabilities, client: &Client) {
        // If the client prepares renames, `prepareRename` advertises this request too.
        if !client.prepares_rename {
            capabilities.rename_provider = Some(true.into());
        }
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let edits = snapshot.analysis.rename(file, offset, &params.new_name);
        let edits =
            edits.map_err(|error| Failure::new(ErrorCode::RequestFailed, error.to_string()))?;
        let outside = snapshot
            .analysis
            .renamed_outside(file, offset, &params.new_name);
        let answer = snapshot.workspace_edit(&edits);
        if let Some(outside) = outside {
            workspace.notice(outside);
        }
        Ok(Some(answer))
    }
}
