//! `flowright check PATH… [--fix] [--format human|json|github] [--data DIR]`

mod data;
mod fix;

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flowright_compile::Lowered;
use flowright_diagnostics::{Diagnostic, FileRange, render, safe};

use crate::compile::compile;
use crate::output::{Exit, complain, print, style};
use crate::project;
use crate::summary::summary;

/// Reports the errors of a program without running it.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folders or .flow files; together they form one program.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The output format.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Apply the safe fixes, and print the remaining mistakes.
    #[arg(long)]
    fix: bool,
    /// Also report why `serve` would reject this data folder; nothing in it is changed.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For GitHub Actions: one annotation per diagnostic.
    Github,
}

/// Exits with 0 if there is no error, 1 if there is one, 2 if a path cannot be read or written.
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
    let Lowered { image, diagnostics } = compile(&sources);
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
        return Exit::Found;
    }
    match (&arguments.data, image) {
        (Some(data), Some(image)) => data::check(data, &image.collections),
        (_, None) | (None, _) => Exit::Fine,
    }
}

/// The number of diagnostics that `--fix` can fix, as a sentence; empty if there are none.
fn mendable(diagnostics: &[Diagnostic<FileRange>]) -> String {
    match safe(diagnostics).count() {
        0 => String::new(),
        1 => String::from("1 of these can be fixed by `flowright check --fix`\n"),
        more => format!("{more} of these can be fixed by `flowright check --fix`\n"),
    }
}

/// Points to further reading about the first error.
fn more(diagnostics: &[Diagnostic<FileRange>]) -> String {
    let first = diagnostics.iter().find(|one| one.is_error());
    let first = first.or(diagnostics.first());
    first.map_or_else(String::new, |one| {
        format!(
            "run `flowright explain {}` for details\n",
            one.code.as_str()
        )
    })
}
