//! What the client at the other end can do.

use gen_lsp_types::{ClientCapabilities, DiagnosticTag};

use super::encoding::Encoding;

/// What the client can do, as far as it makes a difference here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Client {
    pub encoding: Encoding,
    /// Watches files for us.
    pub watches: bool,
    /// Shows the whole declaration beside its name.
    pub definition_links: bool,
    pub type_definition_links: bool,
    /// Shows the reasons of a diagnostic at their places.
    pub related_information: bool,
    /// Draws what could go faint.
    pub unnecessary: bool,
}

impl Client {
    pub(super) fn new(capabilities: &ClientCapabilities) -> Client {
        let general = capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let workspace = capabilities.workspace.as_ref();
        let watched = workspace.and_then(|one| one.did_change_watched_files.as_ref());
        let document = capabilities.text_document.as_ref();
        let definition = document.and_then(|one| one.definition.as_ref());
        let type_definition = document.and_then(|one| one.type_definition.as_ref());
        let publish = document.and_then(|one| one.publish_diagnostics.as_ref());
        let diagnostics = publish.map(|one| &one.diagnostics_capabilities);
        let tags = diagnostics.and_then(|one| one.tag_support.as_ref());
        let is = |can: Option<bool>| can.unwrap_or(false);
        Client {
            encoding: Encoding::choose(offered.unwrap_or_default()),
            watches: is(watched.and_then(|one| one.dynamic_registration)),
            definition_links: is(definition.and_then(|one| one.link_support)),
            type_definition_links: is(type_definition.and_then(|one| one.link_support)),
            related_information: is(diagnostics.and_then(|one| one.related_information)),
            unnecessary: tags
                .is_some_and(|one| one.value_set.contains(&DiagnosticTag::Unnecessary)),
        }
    }
}
