//! The findings in a program, in one line.

use flowright_diagnostics::{Diagnostic, FileRange, Severity, Sources};

/// One line: how many errors and warnings, in how many files.
pub(crate) fn summary(sources: &Sources, diagnostics: &[Diagnostic<FileRange>]) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    let number = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let files = number(sources.iter().count(), "file");
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => format!("{files} checked, no problems found\n"),
        (0, warnings) => format!("{files} checked: {}\n", number(warnings, "warning")),
        (errors, 0) => format!("{files} checked: {}\n", number(errors, "error")),
        (errors, warnings) => format!(
            "{files} checked: {} and {}\n",
            number(errors, "error"),
            number(warnings, "warning")
        ),
    }
}
