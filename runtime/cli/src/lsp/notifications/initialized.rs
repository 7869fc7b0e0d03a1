//! `initialized`: from now on the client accepts requests.

use gen_lsp_types::{
    BaseUri, DidChangeWatchedFilesNotification, DidChangeWatchedFilesRegistrationOptions,
    FileSystemWatcher, GlobPattern, InitializedNotification, Notification, Registration,
    RegistrationParams, RegistrationRequest, RelativePattern,
};
use serde::de::IgnoredAny;

use super::Listen;
use crate::lsp::session::Session;

const SOURCES: &str = "**/*.flow";

impl Listen for InitializedNotification {
    type Read = IgnoredAny;

    fn listen(session: &mut Session, _: IgnoredAny) {
        if !session.workspace.client.watches {
            return;
        }
        let mut patterns = vec![GlobPattern::Pattern(SOURCES.to_owned())];
        if session.workspace.client.watches_elsewhere {
            patterns.extend(session.workspace.areas_elsewhere().map(|area| {
                GlobPattern::RelativePattern(RelativePattern {
                    base_uri: BaseUri::Uri(area.uri()),
                    pattern: SOURCES.to_owned(),
                })
            }));
        }
        let watchers = patterns.into_iter().map(|glob_pattern| FileSystemWatcher {
            glob_pattern,
            kind: None,
        });
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: watchers.collect(),
        };
        let method = DidChangeWatchedFilesNotification::METHOD.as_str();
        session.ask::<RegistrationRequest>(&RegistrationParams {
            registrations: vec![Registration {
                id: method.to_owned(),
                method: method.to_owned(),
                register_options: serde_json::to_value(options).ok(),
            }],
        });
    }
}
