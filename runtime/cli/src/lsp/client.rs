//! The capabilities of the client.

use gen_lsp_types::{Documentation, MarkupContent, MarkupKind, PositionEncodingKind};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::encoding::Encoding;

/// The names that Visual Studio Code and its forks report.
const VSCODE: [&str; 4] = ["Visual Studio Code", "VSCodium", "Cursor", "Windsurf"];

/// The capabilities of the client that affect this server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Client {
    pub encoding: Encoding,
    /// Supports the commands of Visual Studio Code.
    pub is_vscode: bool,
    /// Watches files for the server.
    pub watches: bool,
    /// Also watches folders outside the workspace.
    pub watches_elsewhere: bool,
    /// Shows the whole declaration along with its name.
    pub definition_links: bool,
    pub type_definition_links: bool,
    /// Shows the reasons of a diagnostic at their locations.
    pub related_information: bool,
    /// Opens the link of a diagnostic code.
    pub code_descriptions: bool,
    /// Fades unnecessary code.
    pub unnecessary: bool,
    pub markdown: bool,
    pub snippets: bool,
    /// Sends a prepare request before a rename.
    pub prepares_rename: bool,
    /// Accepts edits that name the document version they apply to.
    pub versioned_edits: bool,
    /// Shows nested symbols.
    pub nested_symbols: bool,
    /// Marks a parameter by its offsets in the signature's label.
    pub label_offsets: bool,
    /// Accepts that no parameter is active.
    pub no_parameter: bool,
    /// The kinds of semantic tokens it has a colour for.
    pub token_kinds: Vec<String>,
}

impl Client {
    /// Each capability is looked up individually, so that everything that is not looked up may have
    /// any shape.
    pub(super) fn new(name: &str, capabilities: &Value) -> Client {
        let is = |path: &str| capabilities.pointer(path) == Some(&Value::Bool(true));
        let document = |path: &str| is(&format!("/textDocument/{path}"));
        let encodings = list::<PositionEncodingKind>(capabilities, "/general/positionEncodings");
        let formats = list::<MarkupKind>(capabilities, "/textDocument/hover/contentFormat");
        let tags = "/textDocument/publishDiagnostics/tagSupport/valueSet";
        Client {
            encoding: Encoding::choose(&encodings),
            is_vscode: VSCODE.iter().any(|one| name.starts_with(one)),
            watches: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_elsewhere: is("/workspace/didChangeWatchedFiles/relativePatternSupport"),
            definition_links: document("definition/linkSupport"),
            type_definition_links: document("typeDefinition/linkSupport"),
            related_information: document("publishDiagnostics/relatedInformation"),
            code_descriptions: document("publishDiagnostics/codeDescriptionSupport"),
            unnecessary: list::<u32>(capabilities, tags).contains(&1),
            markdown: formats.contains(&MarkupKind::Markdown),
            snippets: document("completion/completionItem/snippetSupport"),
            prepares_rename: document("rename/prepareSupport"),
            versioned_edits: is("/workspace/workspaceEdit/documentChanges"),
            nested_symbols: document("documentSymbol/hierarchicalDocumentSymbolSupport"),
            label_offsets: document(
                "signatureHelp/signatureInformation/parameterInformation/labelOffsetSupport",
            ),
            no_parameter: document("signatureHelp/signatureInformation/noActiveParameterSupport"),
            token_kinds: list(capabilities, "/textDocument/semanticTokens/tokenTypes"),
        }
    }

    /// Markdown, or the same text as plain text for a client that does not render Markdown.
    pub(super) fn markup(&self, value: impl Into<String>) -> MarkupContent {
        let kind = if self.markdown {
            MarkupKind::Markdown
        } else {
            MarkupKind::PlainText
        };
        MarkupContent {
            kind,
            value: value.into(),
        }
    }

    /// Optional Markdown documentation; `None` if it is empty.
    pub(super) fn docs(&self, value: &str) -> Option<Documentation> {
        (!value.is_empty()).then(|| Documentation::MarkupContent(self.markup(value)))
    }
}

/// The elements of a list that can be deserialized.
fn list<T: DeserializeOwned>(capabilities: &Value, path: &str) -> Vec<T> {
    let list = capabilities.pointer(path).and_then(Value::as_array);
    let read = |one: &Value| serde_json::from_value(one.clone()).ok();
    list.into_iter().flatten().filter_map(read).collect()
}
