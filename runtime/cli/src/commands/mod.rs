//! The commands. A command is one file and one line here.

mod check;
mod explain;
mod fmt;
mod lsp;
mod serve;

use std::process::ExitCode;

use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Finds the mistakes of a program without running it.
    Check(check::Arguments),
    /// Prints the page of a diagnostic's code.
    Explain(explain::Arguments),
    /// Writes .flow files in the one style there is.
    Fmt(fmt::Arguments),
    /// Serves an editor over the standard input and output, by the Language Server Protocol.
    Lsp(lsp::Arguments),
    /// Compiles a program and answers its webhooks.
    Serve(Box<serve::Arguments>),
}

impl Command {
    pub(crate) fn run(self) -> ExitCode {
        match self {
            Command::Check(arguments) => check::run(&arguments).into(),
            Command::Explain(arguments) => explain::run(&arguments).into(),
            Command::Fmt(arguments) => fmt::run(&arguments).into(),
            Command::Lsp(arguments) => lsp::run(&arguments).into(),
            Command::Serve(arguments) => serve::run(&arguments).into(),
        }
    }
}
