//! `textDocument/codeAction`

use flowright_ide::{Action, ActionKind};
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionRequest, CodeActionResponse,
    ServerCapabilities,
};

use crate::lsp::diagnostics;
use crate::lsp::snapshot::Snapshot;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for CodeActionRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        let kinds = [
            ActionKind::QuickFix,
            ActionKind::Refactor,
            ActionKind::FixAll,
        ];
        let options = CodeActionOptions {
            code_action_kinds: Some(kinds.map(kind).to_vec()),
            ..CodeActionOptions::default()
        };
        capabilities.code_action_provider = Some(options.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        let range = snapshot.file_range(file, params.range);
        let only = params.context.only.as_deref();
        let actions = snapshot.analysis.actions(file, range.start, range.end);
        let wanted = actions
            .into_iter()
            .filter(|action| is_wanted(action.kind, only));
        let actions = wanted.map(|action| CodeActionResponse::CodeAction(shown(&snapshot, action)));
        Ok(Some(actions.collect()))
    }
}

fn shown(snapshot: &Snapshot, action: Action) -> CodeAction {
    let mends = action.mends.and_then(|index| {
        let diagnostic = snapshot.analysis.diagnostics.get(index)?;
        Some(vec![diagnostics::shown(snapshot, diagnostic)])
    });
    CodeAction {
        kind: Some(kind(action.kind)),
        diagnostics: mends,
        is_preferred: action.preferred.then_some(true),
        edit: Some(snapshot.workspace_edit(&action.edits)),
        title: action.title,
        ..CodeAction::default()
    }
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QuickFix,
        ActionKind::Refactor => CodeActionKind::RefactorRewrite,
        ActionKind::FixAll => CodeActionKind::SourceFixAll,
    }
}

/// Whether a kind, or one of its parents, is among those requested.
fn is_wanted(of: ActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let name = kind(of).to_string();
    only.is_none_or(|only| {
        only.iter().any(|one| {
            let one = one.to_string();
            one.is_empty()
                || name
                    .strip_prefix(&one)
                    .is_some_and(|below| below.is_empty() || below.starts_with('.'))
        })
    })
}
