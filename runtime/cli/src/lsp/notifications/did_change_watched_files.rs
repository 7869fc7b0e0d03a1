//! `workspace/didChangeWatchedFiles`

use gen_lsp_types::{DidChangeWatchedFilesNotification, Notification};

use super::Listen;
use crate::lsp::key::Key;
use crate::lsp::server::Server;

impl Listen for DidChangeWatchedFilesNotification {
    type Read = <Self as Notification>::Params;

    fn listen(server: &mut Server, params: Self::Read) {
        for event in params.changes {
            // What lies there now counts, not what an event that comes late says of it.
            if let Some(path) = Key::of(&event.uri).path() {
                server.workspace.look_at(path);
            }
        }
    }
}
