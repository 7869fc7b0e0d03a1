//! `workspace/symbol`

use gen_lsp_types::{ServerCapabilities, WorkspaceSymbolRequest, WorkspaceSymbolResponse};

use super::document_symbol::symbol;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

/// The maximum number of symbols returned per program; nobody reads more.
const MOST: usize = 256;

impl Answer for WorkspaceSymbolRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.workspace_symbol_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let mut symbols = Vec::new();
        for snapshot in workspace.snapshots() {
            for one in snapshot.analysis.search(&params.query, MOST) {
                if let Some(location) = snapshot.location(one.selection) {
                    let container = one.container.as_deref();
                    symbols.push(symbol(&one.name, one.kind, container, location));
                }
            }
        }
        Ok(Some(WorkspaceSymbolResponse::SymbolInformationList(
            symbols,
        )))
    }
}
