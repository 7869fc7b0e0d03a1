//! `textDocument/documentSymbol`

use flowright_check::SymbolKind;
use flowright_ide::Outline;
use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolRequest, DocumentSymbolResponse, Location,
    ServerCapabilities, SymbolInformation,
};

use crate::lsp::snapshot::Snapshot;
use crate::lsp::symbol_kind::symbol_kind;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for DocumentSymbolRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.document_symbol_provider = Some(true.into());
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let Some((snapshot, file)) = workspace.file(&params.text_document)? else {
            return Ok(None);
        };
        let outline = snapshot.analysis.outline(file);
        Ok(Some(if snapshot.client.nested_symbols {
            let symbols = outline.into_iter().map(|one| nested(&snapshot, one));
            DocumentSymbolResponse::DocumentSymbolList(symbols.collect())
        } else {
            let mut symbols = Vec::new();
            flat(&snapshot, outline, None, &mut symbols);
            DocumentSymbolResponse::SymbolInformationList(symbols)
        }))
    }
}

fn nested(snapshot: &Snapshot, one: Outline) -> DocumentSymbol {
    let children = one.children.into_iter().map(|one| nested(snapshot, one));
    #[expect(deprecated, reason = "the type has it")]
    DocumentSymbol {
        name: one.name,
        detail: one.detail,
        kind: symbol_kind(one.kind),
        tags: None,
        deprecated: None,
        range: snapshot.range(one.whole),
        selection_range: snapshot.range(one.selection),
        children: Some(children.collect()),
    }
}

fn flat(
    snapshot: &Snapshot,
    outline: Vec<Outline>,
    container: Option<&str>,
    to: &mut Vec<SymbolInformation>,
) {
    for one in outline {
        if let Some(location) = snapshot.location(one.whole) {
            to.push(symbol(&one.name, one.kind, container, location));
        }
        flat(snapshot, one.children, Some(&one.name), to);
    }
}

/// A symbol without its nested symbols.
pub(super) fn symbol(
    name: &str,
    kind: Option<SymbolKind>,
    container: Option<&str>,
    location: Location,
) -> SymbolInformation {
    #[expect(deprecated, reason = "the type has it")]
    SymbolInformation {
        deprecated: None,
        location,
        base_symbol_information: BaseSymbolInformation {
            name: name.to_owned(),
            kind: symbol_kind(kind),
            tags: None,
            container_name: container.map(str::to_owned),
        },
    }
}
