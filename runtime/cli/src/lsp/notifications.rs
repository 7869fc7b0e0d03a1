//! The client's notifications. Each is one file and one line here; all others are ignored.

mod did_change;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_open;
mod initialized;

use gen_lsp_types::{
    DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification,
    DidChangeWorkspaceFoldersNotification, DidCloseTextDocumentNotification,
    DidOpenTextDocumentNotification, InitializedNotification, Notification,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::session::Session;

/// All notifications that have an effect.
pub(super) const NOTIFICATIONS: &[Listener] = &[
    Listener::of::<DidChangeTextDocumentNotification>(),
    Listener::of::<DidChangeWatchedFilesNotification>(),
    Listener::of::<DidChangeWorkspaceFoldersNotification>(),
    Listener::of::<DidCloseTextDocumentNotification>(),
    Listener::of::<DidOpenTextDocumentNotification>(),
    Listener::of::<InitializedNotification>(),
];

/// A notification that has an effect here.
pub(super) trait Listen: Notification {
    /// Its parameters, as they are deserialized here.
    type Read: DeserializeOwned;

    fn listen(session: &mut Session, params: Self::Read);
}

/// A line of the table.
pub(super) struct Listener {
    pub method: &'static str,
    pub listen: fn(&mut Session, Value) -> serde_json::Result<()>,
}

impl Listener {
    const fn of<N: Listen>() -> Listener {
        Listener {
            method: N::METHOD.as_str(),
            listen: listen::<N>,
        }
    }
}

fn listen<N: Listen>(session: &mut Session, params: Value) -> serde_json::Result<()> {
    N::listen(session, serde_json::from_value(params)?);
    Ok(())
}
