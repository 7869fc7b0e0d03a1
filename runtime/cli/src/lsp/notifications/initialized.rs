//! `initialized`: the client takes requests from now on.

use gen_lsp_types::{
    DidChangeWatchedFilesNotification, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher,
    GlobPattern, InitializedNotification, Notification, Registration, RegistrationParams,
    RegistrationRequest,
};
use serde::de::IgnoredAny;

use super::Listen;
use crate::lsp::server::Server;

impl Listen for InitializedNotification {
    type Read = IgnoredAny;

    fn listen(server: &mut Server, _: IgnoredAny) {
        if !server.workspace.client.watches {
            return;
        }
        let sources = FileSystemWatcher {
            glob_pattern: GlobPattern::Pattern("**/*.flow".to_owned()),
            kind: None,
        };
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: vec![sources],
        };
        let method = DidChangeWatchedFilesNotification::METHOD.as_str();
        server.ask::<RegistrationRequest>(&RegistrationParams {
            registrations: vec![Registration {
                id: method.to_owned(),
                method: method.to_owned(),
                register_options: serde_json::to_value(options).ok(),
            }],
        });
    }
}
