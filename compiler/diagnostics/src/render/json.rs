//! The documented JSON of `--format json`.
//!
//! One object, `{"diagnostics": [...]}`, each with `code`, `severity` (`error` or `warning`),
//! `message`, `primary` and `reasons` (`{file, start, end, text}`, where `start` and `end` are
//! `{byte, line, column}`; lines and columns start at 1, and columns count characters), `notes`,
//! and `helps` (`{text, applicability, edits: [{file, start, end, text}]}`).

use serde_json::{Value, json};

use crate::{Applicability, Diagnostic, FileRange, Severity, Sources};

/// The diagnostics as one JSON document, ending with a newline.
#[must_use]
pub fn json(sources: &Sources, diagnostics: &[Diagnostic<FileRange>]) -> String {
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|one| diagnostic(sources, one))
        .collect();
    let mut text = format!("{:#}", json!({ "diagnostics": list }));
    text.push('\n');
    text
}

fn diagnostic(sources: &Sources, diagnostic: &Diagnostic<FileRange>) -> Value {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "code": diagnostic.code.as_str(),
        "severity": severity,
        "message": diagnostic.message,
        "primary": place(sources, diagnostic.primary.span, &diagnostic.primary.text),
        "reasons": diagnostic.reasons.iter().map(|reason| place(sources, reason.span, &reason.text)).collect::<Vec<_>>(),
        "notes": diagnostic.notes,
        "helps": diagnostic.helps.iter().map(|help| json!({
            "text": help.text,
            "applicability": match help.applicability {
                _ if help.edits.is_empty() => "display_only",
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe",
            },
            "edits": help.edits.iter().map(|edit| place(sources, edit.span, &edit.text)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn place(sources: &Sources, span: FileRange, text: &str) -> Value {
    let file = sources.get(span.file);
    let position = |byte: u32| {
        let at = file.map(|file| file.line_column(byte));
        json!({
            "byte": byte,
            "line": at.map_or(1, |at| at.line),
            "column": at.map_or(1, |at| at.column),
        })
    };
    json!({
        "file": file.map_or("", |file| file.path.as_str()),
        "start": position(span.start),
        "end": position(span.end),
        "text": text,
    })
}
