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
    /// Also say what a start on this data folder would refuse; nothing is changed there.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
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
