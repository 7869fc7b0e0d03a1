//! `textDocument/signatureHelp`

use flowright_ide::Signature;
use gen_lsp_types::{
    ActiveParameter, ParameterInformation, ParameterInformationLabel, ServerCapabilities,
    SignatureHelp, SignatureHelpOptions, SignatureHelpRequest, SignatureInformation,
};

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for SignatureHelpRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.signature_help_provider = Some(SignatureHelpOptions {
            trigger_characters: Some(vec!["(".to_owned(), ",".to_owned()]),
            ..SignatureHelpOptions::default()
        });
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let signature = snapshot.analysis.signature_help(file, offset);
        Ok(signature.map(|signature| help(&snapshot.client, &signature)))
    }
}

fn help(client: &Client, signature: &Signature) -> SignatureHelp {
    let parameters = signature.parameters.iter().map(|one| {
        let text = signature.label.get(one.label.clone()).unwrap_or_default();
        // Label offsets count UTF-16 units, whatever the negotiated position encoding.
        let units = |at: usize| {
            let before = signature.label.get(..at).unwrap_or_default();
            u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
        };
        ParameterInformation {
            label: if client.label_offsets {
                let (start, end) = (units(one.label.start), units(one.label.end));
                ParameterInformationLabel::Tuple((start, end))
            } else {
                ParameterInformationLabel::String(text.to_owned())
            },
            documentation: client.docs(&one.docs),
        }
    });
    let parameters: Vec<ParameterInformation> = parameters.collect();
    let active = match signature.active {
        None if client.no_parameter => ActiveParameter::Null,
        // An index past the last parameter also means none.
        active => ActiveParameter::Int(
            u32::try_from(active.unwrap_or(parameters.len())).unwrap_or(u32::MAX),
        ),
    };
    SignatureHelp {
        signatures: vec![SignatureInformation {
            label: signature.label.clone(),
            documentation: client.docs(&signature.docs),
            parameters: Some(parameters),
            active_parameter: None,
        }],
        active_signature: Some(0),
        active_parameter: Some(active),
    }
}
