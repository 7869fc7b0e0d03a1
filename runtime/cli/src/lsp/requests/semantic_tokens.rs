//! `textDocument/semanticTokens/full`

use flowright_diagnostics::{FileId, FileRange};
use flowright_ide::{SemanticKind, SemanticModifiers};
use gen_lsp_types::{
    Full, Position, SemanticToken, SemanticTokens, SemanticTokensLegend, SemanticTokensOptions,
    SemanticTokensProvider, SemanticTokensRequest, ServerCapabilities,
};

use crate::lsp::snapshot::Snapshot;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for SemanticTokensRequest {
    fn offer(capabilities: &mut ServerCapabilities, client: &Client) {
        // Flowright's own token kinds are only sent to clients that know them.
        let word = |kind: SemanticKind| {
            let is_known = client.token_kinds.iter().any(|one| one == kind.name());
            let word = if is_known {
                kind.name()
            } else {
                kind.standard()
            };
            word.to_owned()
        };
        let modifiers = SemanticModifiers::NAMES.map(str::to_owned);
        let options = SemanticTokensOptions {
            legend: SemanticTokensLegend {
                token_types: SemanticKind::ALL.map(word).to_vec(),
                token_modifiers: modifiers.to_vec(),
            },
            range: Some(true.into()),
            full: Some(Full::Bool(true)),
            ..SemanticTokensOptions::default()
        };
        capabilities.semantic_tokens_provider =
            Some(SemanticTokensProvider::SemanticTokensOptions(options));
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        Ok(Some(tokens(&snapshot, file, |_| true)))
    }
}

/// The tokens of a file, each relative to the one before it.
pub(super) fn tokens(
    snapshot: &Snapshot,
    file: FileId,
    is_wanted: impl Fn(FileRange) -> bool,
) -> SemanticTokens {
    let mut data = Vec::new();
    let mut last = Position::default();
    for token in snapshot.analysis.semantic_tokens(file) {
        if !is_wanted(token.span) {
            continue;
        }
        let range = snapshot.range(token.span);
        let start = range.start;
        let delta_line = start.line.saturating_sub(last.line);
        let from = if delta_line == 0 { last.character } else { 0 };
        data.push(SemanticToken {
            delta_line,
            delta_start: start.character.saturating_sub(from),
            length: range.end.character.saturating_sub(start.character),
            token_type: token.kind.index(),
            token_modifiers_bitset: token.modifiers.bits(),
        });
        last = start;
    }
    SemanticTokens {
        result_id: None,
        data,
    }
}
