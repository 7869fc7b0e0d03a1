//! `textDocument/completion`

use flowright_ide::{Completion, CompletionKind};
use gen_lsp_types::{
    Command, CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionOptions,
    CompletionRequest, CompletionResponse, InsertTextFormat, ServerCapabilities, TextEdit,
};

use crate::lsp::snapshot::Snapshot;

use super::{Answer, Failure};
use crate::lsp::client::Client;
use crate::lsp::workspace::Workspace;

impl Answer for CompletionRequest {
    fn offer(capabilities: &mut ServerCapabilities, _: &Client) {
        capabilities.completion_provider = Some(CompletionOptions {
            trigger_characters: Some(vec![".".to_owned(), "\"".to_owned()]),
            ..CompletionOptions::default()
        });
    }

    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure> {
        let at = params.text_document_position_params;
        let Some((snapshot, file, offset)) = workspace.at(&at)? else {
            return Ok(None);
        };
        let found = snapshot.analysis.completions(file, offset);
        // Editors reject the whole list if one edit spans several lines.
        let is_on_a_line = |one: &Completion| {
            let range = snapshot.range(one.replace);
            range.start.line == range.end.line
        };
        let items = found.into_iter().filter(is_on_a_line).enumerate();
        let items = items.map(|(order, one)| item(&snapshot, order, one));
        Ok(Some(CompletionResponse::CompletionItemList(
            items.collect(),
        )))
    }
}

fn item(snapshot: &Snapshot, order: usize, one: Completion) -> CompletionItem {
    let client = &snapshot.client;
    let (format, new_text) = if client.snippets {
        (InsertTextFormat::Snippet, one.snippet.clone())
    } else {
        (InsertTextFormat::PlainText, one.plain())
    };
    let more = (one.goes_on && client.is_vscode).then(|| Command {
        title: "more".to_owned(),
        command: "editor.action.triggerSuggest".to_owned(),
        ..Command::default()
    });
    let edits = snapshot.edits(&one.edits);
    CompletionItem {
        kind: Some(kind(one.kind)),
        documentation: client.docs(&one.docs),
        detail: (!one.detail.is_empty()).then_some(one.detail),
        // Otherwise editors sort alphabetically.
        sort_text: Some(format!("{order:05}")),
        insert_text_format: Some(format),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit {
            range: snapshot.range(one.replace),
            new_text,
        })),
        additional_text_edits: (!edits.is_empty()).then_some(edits),
        command: more,
        label: one.label,
        ..CompletionItem::default()
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Keyword => CompletionItemKind::Keyword,
        CompletionKind::Snippet => CompletionItemKind::Snippet,
        CompletionKind::Setting => CompletionItemKind::Property,
        CompletionKind::Variable => CompletionItemKind::Variable,
        CompletionKind::Constant => CompletionItemKind::Constant,
        CompletionKind::Field => CompletionItemKind::Field,
        CompletionKind::Function => CompletionItemKind::Function,
        CompletionKind::Method => CompletionItemKind::Method,
        CompletionKind::Type => CompletionItemKind::Struct,
        CompletionKind::Collection => CompletionItemKind::Class,
        CompletionKind::Service => CompletionItemKind::Module,
        CompletionKind::Value => CompletionItemKind::EnumMember,
    }
}
