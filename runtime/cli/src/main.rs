//! The command `flowright`: one file a command.

mod allocator;
mod commands;
mod compile;
mod lsp;
mod output;
mod project;
mod rewrite;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;

/// A language and a runtime for webhook workflows.
#[derive(Parser)]
#[command(name = "flowright", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    Arguments::parse().command.run()
}
