//! What the client at the other end can do.

use gen_lsp_types::{Documentation, MarkupContent, MarkupKind, PositionEncodingKind};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::encoding::Encoding;

/// What Visual Studio Code and its kin call themselves.
const VSCODE: [&str; 4] = ["Visual Studio Code", "VSCodium", "Cursor", "Windsurf"];

/// What the client can do, as far as it makes a difference here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Client {
    pub encoding: Encoding,
    /// Takes the commands of Visual Studio Code.
    pub is_vscode: bool,
    /// Watches files for us.
    pub watches: bool,
    /// Watches in folders that are not of the workspace, too.
    pub watches_elsewhere: bool,
    /// Shows the whole declaration beside its name.
    pub definition_links: bool,
    pub type_definition_links: bool,
    /// Shows the reasons of a diagnostic at their places.
    pub related_information: bool,
    /// Opens what a code links to.
    pub code_descriptions: bool,
    /// Draws what could go faint.
    pub unnecessary: bool,
    pub markdown: bool,
    pub snippets: bool,
    /// Asks before a rename what is there to be renamed.
    pub prepares_rename: bool,
    /// Takes edits that say to which version of a document they belong.
    pub versioned_edits: bool,
    /// Shows symbols inside of each other.
    pub nested_symbols: bool,
    /// Marks a parameter by its place in the signature.
    pub label_offsets: bool,
    /// Knows that the cursor may be at no parameter.
    pub no_parameter: bool,
    /// The kinds of semantic tokens that it has a colour for.
    pub token_kinds: Vec<String>,
}

impl Client {
    /// Each thing is looked up by itself: what a client says of what is not asked here may be anything.
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

    /// Markdown, for a client that draws it or shows it as it is.
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

    /// Markdown beside something, where there is some.
    pub(super) fn docs(&self, value: &str) -> Option<Documentation> {
        (!value.is_empty()).then(|| Documentation::MarkupContent(self.markup(value)))
    }
}

/// What can be read of a list.
fn list<T: DeserializeOwned>(capabilities: &Value, path: &str) -> Vec<T> {
    let list = capabilities.pointer(path).and_then(Value::as_array);
    let read = |one: &Value| serde_json::from_value(one.clone()).ok();
    list.into_iter().flatten().filter_map(read).collect()
}
