//! The editor icons for what a program declares.

use flowright_check::SymbolKind;
use gen_lsp_types as lsp;

/// The kind with the best-fitting icon.
pub(super) fn symbol_kind(kind: Option<SymbolKind>) -> lsp::SymbolKind {
    match kind {
        Some(SymbolKind::Secret) => lsp::SymbolKind::Key,
        Some(SymbolKind::Config) => lsp::SymbolKind::Constant,
        Some(SymbolKind::Type) => lsp::SymbolKind::Struct,
        Some(SymbolKind::Collection) => lsp::SymbolKind::Class,
        Some(SymbolKind::Service | SymbolKind::Channel) => lsp::SymbolKind::Interface,
        Some(SymbolKind::Function) => lsp::SymbolKind::Function,
        Some(SymbolKind::Workflow) => lsp::SymbolKind::Event,
        Some(SymbolKind::Column | SymbolKind::Field) => lsp::SymbolKind::Field,
        Some(
            SymbolKind::PathParameter
            | SymbolKind::Parameter
            | SymbolKind::Binding
            | SymbolKind::Variable
            | SymbolKind::Element
            | SymbolKind::Failure,
        ) => lsp::SymbolKind::Variable,
        None => lsp::SymbolKind::Object,
    }
}
