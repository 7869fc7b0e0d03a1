//! `textDocument/foldingRange`

use flowright_ide::FoldKind;
use gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeRequest, ServerCapabilities};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for FoldingRangeRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.folding_range_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        let folds = snapshot.analysis.folds(file).into_iter();
        let ranges = folds.map(|fold| {
            let range = snapshot.range(fold.span);
            FoldingRange {
                start_line: range.start.line,
                start_character: Some(range.start.character),
                end_line: range.end.line,
                end_character: Some(range.end.character),
                kind: match fold.kind {
                    FoldKind::Code => None,
                    FoldKind::Comment => Some(FoldingRangeKind::Comment),
                },
                collapsed_text: None,
            }
        });
        Ok(Some(ranges.collect()))
    }
}
