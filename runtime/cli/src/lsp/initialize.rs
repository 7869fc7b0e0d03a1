//! `initialize`: exchanges the capabilities of the client and the server, and determines where the
//! programs are.

use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::{
    ClientInfo, InitializeResult, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri, WorkspaceFolder, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use lsp_server::ErrorCode;
use serde::Deserialize;
use serde_json::Value;

use super::client::Client;
use super::key::Key;
use super::requests::{Failure, Handler};
use super::workspace::Workspace;

/// The part of a client's information that is used here; every other field may have any shape.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params {
    capabilities: Value,
    client_info: Option<ClientInfo>,
    /// Sent by clients that do not support workspace folders.
    root_uri: Option<Uri>,
    workspace_folders: Option<Vec<WorkspaceFolder>>,
    initialization_options: Option<Options>,
}

/// The options a client can set.
#[derive(Debug, Default, Deserialize)]
struct Options {
    /// Folders that are one program each: absolute, or relative to a folder of the workspace.
    projects: Option<Vec<PathBuf>>,
}

/// Sets the workspace up for a client, and returns the response.
///
/// # Errors
/// If the client does not state its capabilities, or sets an invalid option.
pub(super) fn initialize(
    workspace: &mut Workspace,
    requests: &[Handler],
    params: Value,
) -> Result<InitializeResult, Failure> {
    let params: Params = serde_json::from_value(params)
        .map_err(|error| Failure::new(ErrorCode::InvalidParams, error.to_string()))?;
    let name = params.client_info.map_or_else(String::new, |one| one.name);
    workspace.client = Arc::new(Client::new(&name, &params.capabilities));
    let folders = match (&params.workspace_folders, &params.root_uri) {
        (Some(folders), _) => paths(folders),
        (None, Some(root)) => Key::of(root)
            .path()
            .map(PathBuf::from)
            .into_iter()
            .collect(),
        (None, None) => Vec::new(),
    };
    let options = params.initialization_options.unwrap_or_default();
    workspace.look_in(|places| {
        places.folders = folders;
        // Editors send an unset option as an empty list.
        places.listed = options.projects.filter(|list| !list.is_empty());
    });
    Ok(InitializeResult {
        capabilities: capabilities(&workspace.client, requests),
        server_info: Some(ServerInfo {
            name: "flowright".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    })
}

/// The paths of the folders that are on disk.
pub(super) fn paths(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
    let keys = folders.iter().map(|folder| Key::of(&folder.uri));
    keys.filter_map(|key| key.path().map(PathBuf::from))
        .collect()
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
        (request.offer)(&mut capabilities, client);
    }
    capabilities
}
