//! Annotations for GitHub Actions: what `--format github` prints.
//!
//! One workflow command per line, as described in "Workflow commands for GitHub Actions"
//! (<https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>):
//! `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`, with lines and columns
//! starting at 1.

use crate::{Diagnostic, FileRange, Severity, Sources};

/// The diagnostics as annotations, one per line.
#[must_use]
pub fn github(sources: &Sources, diagnostics: &[Diagnostic<FileRange>]) -> String {
    diagnostics
        .iter()
        .map(|one| annotation(sources, one))
        .collect()
}

fn annotation(sources: &Sources, diagnostic: &Diagnostic<FileRange>) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let span = diagnostic.primary.span;
    let place = sources.get(span.file).map_or_else(String::new, |file| {
        let (start, end) = (file.line_column(span.start), file.line_column(span.end));
        format!(
            "file={},line={},col={},endLine={},endColumn={},",
            property(&file.path),
            start.line,
            start.column,
            end.line,
            end.column
        )
    });
    let mut message = diagnostic.message.clone();
    let helps = diagnostic.helps.iter().map(|help| ("help", &help.text));
    let notes = diagnostic.notes.iter().map(|note| ("note", note));
    for (what, text) in notes.chain(helps) {
        message.push_str(&format!("\n{what}: {text}"));
    }
    let (title, message) = (property(diagnostic.code.as_str()), data(&message));
    format!("::{command} {place}title={title}::{message}\n")
}

/// Escapes the characters that would end a message.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the characters that would end a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn a_diagnostic_is_one_line() {
        let mut sources = Sources::new();
        let file = sources.add("a,b:100%.flow", "é x\nyz");
        let report = Diagnostic::new(Code::UnknownName, FileRange::new(file, 3, 6), "50% of `x`")
            .note("one\ntwo")
            .help("mend it");
        let printed = github(&sources, &[report]);
        assert_eq!(
            printed,
            "::error file=a%2Cb%3A100%25.flow,line=1,col=3,endLine=2,endColumn=2,title=E0101::\
             50%25 of `x`%0Anote: one%0Atwo%0Ahelp: mend it\n"
        );
    }
}
