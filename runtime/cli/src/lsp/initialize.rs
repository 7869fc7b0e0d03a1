//! `initialize`: what the client can do, what the server can, and where the programs lie.

use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::{
    InitializeParams, InitializeResult, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFolder, WorkspaceFolders, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use lsp_server::ErrorCode;
use serde::Deserialize;
use serde_json::Value;

use super::client::Client;
use super::key::Key;
use super::requests::{Failure, Handler};
use super::workspace::Workspace;

/// What a client can set.
#[derive(Debug, Default, Deserialize)]
struct Options {
    /// Folders that are one program each: absolute, or in a folder of the workspace.
    projects: Option<Vec<PathBuf>>,
}

/// Gets the workspace ready for a client; what it is answered.
///
/// # Errors
/// Where it does not say who it is, or wants what there is not.
pub(super) fn initialize(
    workspace: &mut Workspace,
    requests: &[Handler],
    params: Value,
) -> Result<InitializeResult, Failure> {
    let invalid =
        |error: serde_json::Error| Failure::new(ErrorCode::InvalidParams, error.to_string());
    let params: InitializeParams = serde_json::from_value(params).map_err(invalid)?;
    let folders = folders(&params);
    let options: Option<Options> = params
        .initialization_options
        .map(serde_json::from_value)
        .transpose()
        .map_err(invalid)?
        .flatten();
    workspace.client = Arc::new(Client::new(&params.capabilities));
    workspace.look_in(|places| {
        places.folders = folders;
        places.listed = options.unwrap_or_default().projects;
    });
    Ok(InitializeResult {
        capabilities: capabilities(&workspace.client, requests),
        server_info: Some(ServerInfo {
            name: "flowright".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    })
}

/// The paths of folders; of those that lie on the disk.
pub(super) fn paths(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
    let keys = folders.iter().map(|folder| Key::of(&folder.uri));
    keys.filter_map(|key| key.path().map(PathBuf::from))
        .collect()
}

fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => paths(folders),
        Some(WorkspaceFolders::Null) => Vec::new(),
        None => {
            #[expect(
                deprecated,
                reason = "clients without workspace folders have only this"
            )]
            let root = params.root_uri.as_ref();
            let key = root.map(Key::of);
            let path = key.as_ref().and_then(Key::path);
            path.map(PathBuf::from).into_iter().collect()
        }
    }
}

fn capabilities(client: &Client, requests: &[Handler]) -> ServerCapabilities {
    let mut capabilities = ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    };
    for request in requests {
        (request.offer)(&mut capabilities);
    }
    capabilities
}
