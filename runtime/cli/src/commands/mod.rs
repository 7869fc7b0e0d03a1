//! The commands. Each command is one file and one line here.

mod check;
mod completions;
mod explain;
mod fmt;
mod lsp;
mod migrate;
mod new;
mod routes;
mod send;
mod serve;

use std::process::ExitCode;

use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Reports the errors of a program without running it.
    Check(check::Arguments),
    /// Prints a shell completion script.
    Completions(completions::Arguments),
    /// Prints the page of a diagnostic or failure code.
    Explain(explain::Arguments),
    /// Formats .flow files in the one style.
    Fmt(fmt::Arguments),
    /// Runs the language server for an editor, over standard input and output.
    Lsp(lsp::Arguments),
    /// Shows how a program would change the tables of a data folder; --apply makes the changes.
    Migrate(migrate::Arguments),
    /// Creates a folder with a small program to start from.
    New(new::Arguments),
    /// Lists the routes of a program.
    Routes(routes::Arguments),
    /// Sends a request to a workflow, signed as its `verify` requires, and prints the response.
    Send(Box<send::Arguments>),
    /// Compiles a program and serves its webhooks.
    Serve(Box<serve::Arguments>),
}

impl Command {
    /// Runs the command. `whole` describes the program with all its commands.
    pub(crate) fn run(self, whole: clap::Command) -> ExitCode {
        match self {
            Command::Check(arguments) => check::run(&arguments).into(),
            Command::Completions(arguments) => completions::run(&arguments, whole).into(),
            Command::Explain(arguments) => explain::run(&arguments).into(),
            Command::Fmt(arguments) => fmt::run(&arguments).into(),
            Command::Lsp(arguments) => lsp::run(&arguments).into(),
            Command::Migrate(arguments) => migrate::run(&arguments).into(),
            Command::New(arguments) => new::run(&arguments).into(),
            Command::Routes(arguments) => routes::run(&arguments).into(),
            Command::Send(arguments) => send::run(&arguments).into(),
            Command::Serve(arguments) => serve::run(&arguments).into(),
        }
    }
}
