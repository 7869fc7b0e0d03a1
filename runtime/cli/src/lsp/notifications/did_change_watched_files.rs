//! `workspace/didChangeWatchedFiles`

use gen_lsp_types::{DidChangeWatchedFilesNotification, Notification};

use super::Listen;
use crate::lsp::key::Key;
use crate::lsp::session::Session;

impl Listen for DidChangeWatchedFilesNotification {
    type Read = <Self as Notification>::Params;

    fn listen(session: &mut Session, params: Self::Read) {
        for event in params.changes {
            // The current state of the disk counts, not the kind of the event, which may be late.
            if let Some(path) = Key::of(&event.uri).path() {
                session.workspace.look_at(path);
            }
        }
    }
}
