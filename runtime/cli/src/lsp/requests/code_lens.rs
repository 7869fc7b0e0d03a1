//! `textDocument/codeLens`

use gen_lsp_types::{CodeLens, CodeLensOptions, CodeLensRequest, Command, ServerCapabilities};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for CodeLensRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.code_lens_provider = Some(CodeLensOptions::default());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        let lenses = snapshot.analysis.lenses(file).into_iter().map(|lens| {
            let title = format!(
                "{} {} · {} · {}",
                lens.method, lens.path, lens.verification, lens.mode
            );
            CodeLens {
                range: snapshot.range(lens.span),
                // The lens only informs; its command does nothing.
                command: Some(Command {
                    title,
                    ..Command::default()
                }),
                data: None,
            }
        });
        Ok(Some(lenses.collect()))
    }
}
