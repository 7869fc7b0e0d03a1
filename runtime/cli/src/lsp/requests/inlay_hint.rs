//! `textDocument/inlayHint`

use flowright_diagnostics::FileRange;
use flowright_ide::HintKind;
use gen_lsp_types::{InlayHint, InlayHintKind, InlayHintRequest, Label, ServerCapabilities};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for InlayHintRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.inlay_hint_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        let within = snapshot.file_range(file, params.range);
        let hints = snapshot.analysis.hints(within).into_iter().map(|hint| {
            let place = FileRange::new(file, hint.offset, hint.offset);
            InlayHint {
                position: snapshot.range(place).start,
                label: Label::String(hint.label),
                kind: Some(match hint.kind {
                    HintKind::Type => InlayHintKind::Type,
                    HintKind::Parameter => InlayHintKind::Parameter,
                }),
                text_edits: None,
                tooltip: None,
                padding_left: None,
                padding_right: Some(hint.kind == HintKind::Parameter),
                data: None,
            }
        });
        Ok(Some(hints.collect()))
    }
}
