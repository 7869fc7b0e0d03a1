//! The compiler's diagnostics, converted for an editor.

use std::fmt::Write;

use flowright_diagnostics::{Diagnostic, FileId, FileRange, Severity, Tag};
use gen_lsp_types as lsp;

use super::snapshot::Snapshot;

/// The diagnostics of each file of a program.
pub(super) fn of_files(snapshot: &Snapshot) -> Vec<Vec<lsp::Diagnostic>> {
    let mut files: Vec<Vec<lsp::Diagnostic>> = Vec::new();
    files.resize_with(snapshot.files.len(), Vec::new);
    for diagnostic in &snapshot.analysis.diagnostics {
        let FileId(index) = diagnostic.primary.span.file;
        if let Some(file) = files.get_mut(index as usize) {
            file.push(shown(snapshot, diagnostic));
        }
    }
    files
}

/// Converts one diagnostic.
pub(super) fn shown(snapshot: &Snapshot, diagnostic: &Diagnostic<FileRange>) -> lsp::Diagnostic {
    let severity = match diagnostic.severity {
        Severity::Error => lsp::DiagnosticSeverity::Error,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
    };
    let tag = diagnostic.code.tag().map(|tag| match tag {
        Tag::Unnecessary => lsp::DiagnosticTag::Unnecessary,
    });
    let tag = tag.filter(|_| snapshot.client.unnecessary);
    let links = snapshot.client.code_descriptions;
    let page = links.then(|| snapshot.pages.uri(diagnostic.code)).flatten();
    lsp::Diagnostic {
        range: snapshot.range(diagnostic.primary.span),
        severity: Some(severity),
        code: Some(lsp::Code::String(diagnostic.code.as_str().to_owned())),
        code_description: page.map(|href| lsp::CodeDescription { href }),
        source: Some("flowright".to_owned()),
        message: lsp::Message::String(words(snapshot, diagnostic)),
        tags: tag.map(|tag| vec![tag]),
        related_information: related(snapshot, diagnostic),
        data: None,
    }
}

/// The message, followed by the text that a report on the terminal prints around the source.
fn words(snapshot: &Snapshot, diagnostic: &Diagnostic<FileRange>) -> String {
    let mut words = diagnostic.message.clone();
    if !diagnostic.primary.text.is_empty() {
        let _ = write!(words, "\n{}", diagnostic.primary.text);
    }
    // If the client does not show reasons at their locations, they are appended to the message.
    let is_told = !snapshot.client.related_information;
    for reason in diagnostic.reasons.iter().filter(|_| is_told) {
        let line = snapshot.range(reason.span).start.line.saturating_add(1);
        let file = snapshot.get(reason.span.file).map(|file| &file.uri);
        let file = file.filter(|_| reason.span.file != diagnostic.primary.span.file);
        let name = file.and_then(|uri| uri.0.rsplit('/').next());
        let name = name.map_or_else(String::new, |name| format!("{name}, "));
        let _ = write!(words, "\n{name}line {line}: {}", reason.text);
    }
    for note in &diagnostic.notes {
        let _ = write!(words, "\nnote: {note}");
    }
    for help in &diagnostic.helps {
        let _ = write!(words, "\nhelp: {}", help.text);
    }
    words
}

fn related(
    snapshot: &Snapshot,
    diagnostic: &Diagnostic<FileRange>,
) -> Option<Vec<lsp::DiagnosticRelatedInformation>> {
    if !snapshot.client.related_information || diagnostic.reasons.is_empty() {
        return None;
    }
    let reasons = diagnostic.reasons.iter().filter_map(|reason| {
        Some(lsp::DiagnosticRelatedInformation {
            location: snapshot.location(reason.span)?,
            message: reason.text.clone(),
        })
    });
    Some(reasons.collect())
}
