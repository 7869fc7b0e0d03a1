//! The requests a client can send. Each is one file and one line here.

mod code_action;
mod code_lens;
mod completion;
mod definition;
mod document_symbol;
mod folding_range;
mod formatting;
mod highlight;
mod hover;
mod inlay_hint;
mod prepare_rename;
mod range_formatting;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod semantic_tokens_range;
mod signature_help;
mod type_definition;
mod workspace_symbol;

use gen_lsp_types::{
    CodeActionRequest, CodeLensRequest, CompletionRequest, DefinitionRequest,
    DocumentFormattingRequest, DocumentHighlightRequest, DocumentRangeFormattingRequest,
    DocumentSymbolRequest, FoldingRangeRequest, HoverRequest, InlayHintRequest,
    PrepareRenameRequest, ReferencesRequest, RenameRequest, Request, SelectionRangeRequest,
    SemanticTokensRangeRequest, SemanticTokensRequest, ServerCapabilities, SignatureHelpRequest,
    TypeDefinitionRequest, WorkspaceSymbolRequest,
};
use lsp_server::{ErrorCode, ResponseError};
use serde_json::Value;

use super::client::Client;
use super::guard::Bug;
use super::workspace::Workspace;

/// All requests that have an answer.
pub(super) const REQUESTS: &[Handler] = &[
    Handler::of::<CodeActionRequest>(),
    Handler::of::<CodeLensRequest>(),
    Handler::of::<CompletionRequest>(),
    Handler::of::<DefinitionRequest>(),
    Handler::of::<DocumentFormattingRequest>(),
    Handler::of::<DocumentHighlightRequest>(),
    Handler::of::<DocumentRangeFormattingRequest>(),
    Handler::of::<DocumentSymbolRequest>(),
    Handler::of::<FoldingRangeRequest>(),
    Handler::of::<HoverRequest>(),
    Handler::of::<InlayHintRequest>(),
    Handler::of::<PrepareRenameRequest>(),
    Handler::of::<ReferencesRequest>(),
    Handler::of::<RenameRequest>(),
    Handler::of::<SelectionRangeRequest>(),
    Handler::of::<SemanticTokensRangeRequest>(),
    Handler::of::<SemanticTokensRequest>(),
    Handler::of::<SignatureHelpRequest>(),
    Handler::of::<TypeDefinitionRequest>(),
    Handler::of::<WorkspaceSymbolRequest>(),
];

/// A request that has an answer here.
pub(super) trait Answer: Request {
    /// Advertises the request in the server's capabilities.
    fn offer(capabilities: &mut ServerCapabilities, client: &Client);

    /// The response, for the current texts.
    ///
    /// # Errors
    /// The error response that the client gets instead.
    fn answer(workspace: &mut Workspace, params: Self::Params) -> Result<Self::Result, Failure>;
}

/// Why a request has no answer.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub code: ErrorCode,
    pub message: String,
}

impl Failure {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Failure {
        Failure {
            code,
            message: message.into(),
        }
    }
}

impl From<Bug> for Failure {
    fn from(bug: Bug) -> Failure {
        Failure::new(ErrorCode::InternalError, bug.to_string())
    }
}

impl From<Failure> for ResponseError {
    fn from(failure: Failure) -> ResponseError {
        ResponseError {
            code: failure.code as i32,
            message: failure.message,
            data: None,
        }
    }
}

/// A line of the table.
#[derive(Clone, Copy)]
pub(super) struct Handler {
    pub method: &'static str,
    pub offer: fn(&mut ServerCapabilities, &Client),
    pub answer: fn(&mut Workspace, Value) -> Result<Value, Failure>,
}

impl Handler {
    pub(super) const fn of<R: Answer>() -> Handler {
        Handler {
            method: R::METHOD.as_str(),
            offer: R::offer,
            answer: answer::<R>,
        }
    }
}

fn answer<R: Answer>(workspace: &mut Workspace, params: Value) -> Result<Value, Failure> {
    let params = serde_json::from_value(params)
        .map_err(|error| Failure::new(ErrorCode::InvalidParams, error.to_string()))?;
    let answer = R::answer(workspace, params)?;
    serde_json::to_value(answer)
        .map_err(|error| Failure::new(ErrorCode::InternalError, error.to_string()))
}
