//! The diagnostics that the client has been sent, so that it is sent only changes.

use std::collections::BTreeMap;

use gen_lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::diagnostics;
use super::key::Key;
use super::snapshot::Snapshot;

/// What the client shows now: the files with diagnostics.
#[derive(Debug, Default)]
pub(super) struct Published {
    shown: BTreeMap<Key, (Uri, Vec<Diagnostic>)>,
}

impl Published {
    /// The messages to send for a program: one for each file whose diagnostics have changed or that
    /// was edited, because the editor has shifted the old diagnostics along with the text.
    pub(super) fn update(&mut self, snapshot: &Snapshot) -> Vec<PublishDiagnosticsParams> {
        let mut messages = Vec::new();
        let files = snapshot.files.iter();
        for (file, found) in files.zip(diagnostics::of_files(snapshot)) {
            let before = self.shown.remove(&file.key);
            let is_known = match &before {
                Some((uri, shown)) => *uri == file.uri && *shown == found,
                None => found.is_empty(),
            };
            if let Some((uri, _)) = before
                && uri != file.uri
            {
                messages.push(cleared(uri));
            }
            if !is_known || file.is_news {
                messages.push(PublishDiagnosticsParams {
                    uri: file.uri.clone(),
                    version: file.version,
                    diagnostics: found.clone(),
                });
            }
            if !found.is_empty() {
                self.shown
                    .insert(file.key.clone(), (file.uri.clone(), found));
            }
        }
        messages
    }

    /// The messages to send for files that no longer belong to a program.
    pub(super) fn retain(&mut self, stays: impl Fn(&Key) -> bool) -> Vec<PublishDiagnosticsParams> {
        let gone = self.shown.extract_if(.., |key, _| !stays(key));
        gone.map(|(_, (uri, _))| cleared(uri)).collect()
    }
}

fn cleared(uri: Uri) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams {
        uri,
        version: None,
        diagnostics: Vec::new(),
    }
}
