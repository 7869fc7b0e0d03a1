//! `workspace/didChangeWorkspaceFolders`

use gen_lsp_types::{DidChangeWorkspaceFoldersNotification, Notification};

use super::Listen;
use crate::lsp::initialize;
use crate::lsp::session::Session;

impl Listen for DidChangeWorkspaceFoldersNotification {
    type Read = <Self as Notification>::Params;

    fn listen(session: &mut Session, params: Self::Read) {
        let added = initialize::paths(&params.event.added);
        let removed = initialize::paths(&params.event.removed);
        session.workspace.look_in(|places| {
            places.folders.retain(|folder| !removed.contains(folder));
            places.folders.extend(added);
        });
    }
}
