//! The commands. A command is one file and one line here.

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
    /// Finds the mistakes of a program without running it.
    Check(check::Arguments),
    /// Prints what a shell needs to complete the commands.
    Completions(completions::Arguments),
    /// Prints the page of a diagnostic's code or of a failure's.
    Explain(explain::Arguments),
    /// Writes .flow files in the one style there is.
    Fmt(fmt::Arguments),
    /// Serves an editor over the standard input and output, by the Language Server Protocol.
    Lsp(lsp::Arguments),
    /// Shows what a program changes in the tables of a data folder, and does it.
    Migrate(migrate::Arguments),
    /// Makes a folder with a small program to begin with.
    New(new::Arguments),
    /// Lists the routes of a program.
    Routes(routes::Arguments),
    /// Sends a request to a workflow, signed as its `verify` wants it, and prints the answer.
    Send(Box<send::Arguments>),
    /// Compiles a program and answers its webhooks.
    Serve(Box<serve::Arguments>),
}

impl Command {
    /// Does it. `whole` describes the program with all its commands.
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
