//! `textDocument/selectionRange`

use flowright_diagnostics::FileId;
use gen_lsp_types::{Position, Range, SelectionRange, SelectionRangeRequest, ServerCapabilities};

use crate::lsp::snapshot::Snapshot;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for SelectionRangeRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.selection_range_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        let positions = params.positions.into_iter();
        let ranges = positions.map(|position| around(&snapshot, file, position));
        Ok(Some(ranges.collect()))
    }
}

/// The ranges around a position; every position needs an answer, even an empty one.
fn around(snapshot: &Snapshot, file: FileId, at: Position) -> SelectionRange {
    let spans = snapshot
        .analysis
        .selections(file, snapshot.offset(file, at));
    let mut outer = None;
    for span in spans.into_iter().rev() {
        outer = Some(SelectionRange {
            range: snapshot.range(span),
            parent: outer.map(Box::new),
        });
    }
    outer.unwrap_or(SelectionRange {
        range: Range { start: at, end: at },
        parent: None,
    })
}
