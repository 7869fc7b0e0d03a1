//! `flowright check PATH… [--fix] [--format human|json|github]`

mod fix;

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flowright_diagnostics::{Diagnostic, FileRange, Severity, Sources, render, safe};

use crate::compile::compile;
use crate::output::{Exit, complain, print, style};
use crate::project;

/// Finds the mistakes of a program without running it.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folders or .flow files; all together are one program.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Make the fixes that are safe, and print what is left.
    #[arg(long)]
    fix: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For GitHub Actions: an annotation for each.
    Github,
}

/// 0 where there is no error, 1 where there is one, 2 where a path cannot be read or written.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    if arguments.fix
        && let Err(error) = fix::run(&arguments.paths)
    {
        complain(&format!("flowright check: {error}"));
        return Exit::Usage;
    }
    let sources = match project::read(&arguments.paths) {
        Ok(sources) => sources,
        Err(error) => {
            complain(&format!("flowright check: {error}"));
            return Exit::Usage;
        }
    };
    let diagnostics = compile(&sources).diagnostics;
    match arguments.format {
        Format::Human => {
            print(&render::human(&sources, &diagnostics, style(&io::stdout())));
            print(&summary(&sources, &diagnostics));
            if !arguments.fix {
                print(&mendable(&diagnostics));
            }
            print(&more(&diagnostics));
        }
        Format::Json => print(&render::json(&sources, &diagnostics)),
        Format::Github => print(&render::github(&sources, &diagnostics)),
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        Exit::Found
    } else {
        Exit::Fine
    }
}

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
        (0, 0) => format!("{files} checked, nothing found\n"),
        (0, warnings) => format!("{files} checked: {}\n", number(warnings, "warning")),
        (errors, 0) => format!("{files} checked: {}\n", number(errors, "error")),
        (errors, warnings) => format!(
            "{files} checked: {} and {}\n",
            number(errors, "error"),
            number(warnings, "warning")
        ),
    }
}

/// How much `--fix` can mend; nothing where that is none.
fn mendable(diagnostics: &[Diagnostic<FileRange>]) -> String {
    match safe(diagnostics).count() {
        0 => String::new(),
        1 => String::from("1 of these can be fixed by `flowright check --fix`\n"),
        more => format!("{more} of these can be fixed by `flowright check --fix`\n"),
    }
}

/// Where there is more to read about the first error.
fn more(diagnostics: &[Diagnostic<FileRange>]) -> String {
    let first = diagnostics.iter().find(|one| one.is_error());
    let first = first.or(diagnostics.first());
    first.map_or_else(String::new, |one| {
        format!("`flowright explain {}` says more\n", one.code.as_str())
    })
}
