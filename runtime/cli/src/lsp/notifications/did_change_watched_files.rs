//! `workspace/didChangeWatchedFiles`

use gen_lsp_types::{DidChangeWatchedFilesNotification, Notification};

use super::Listen;
use crate::lsp::key::Key;
use crate::lsp::session::Session;

impl Listen for DidChangeWatchedFilesNotification {
    type Read = <Self as Notification>::Params;

    fn listen(session: &mut Session, params: Self::Read) {
        for event in params.changes {
            // What is on disk now counts, not what a late event says about it.
            if let Some(path) = Key::of(&event.uri).path() {
                session.workspace.look_at(path);
            }
        }
    }
}
