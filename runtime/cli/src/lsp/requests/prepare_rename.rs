//! `textDocument/prepareRename`

use flowright_ide::RenameError;
use gen_lsp_types::{
    PrepareRenamePlaceholder, PrepareRenameRequest, PrepareRenameResult, RenameOptions,
    ServerCapabilities,
};
use lsp_server::ErrorCode;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for PrepareRenameRequest {
    fn offer(capabilities: &mut ServerCapabilities, client: &Client) {
        if client.prepares_rename {
            let options = RenameOptions {
                prepare_provider: Some(true),
                ..RenameOptions::default()
            };
            capabilities.rename_provider = Some(options.into());
        }
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        match snapshot.analysis.prepare_rename(file, offset) {
            Ok((span, placeholder)) => {
                let range = snapshot.range(span);
                let name = PrepareRenamePlaceholder { range, placeholder };
                Ok(Some(PrepareRenameResult::PrepareRenamePlaceholder(name)))
            }
            Err(RenameError::Nothing) => Ok(None),
            Err(error) => Err(Failure::new(ErrorCode::RequestFailed, error.to_string())),
        }
    }
}
