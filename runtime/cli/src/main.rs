//! The command `flowright`: one file per command.

mod allocator;
mod commands;
mod compile;
mod lsp;
mod output;
mod project;
mod rewrite;
mod summary;

use std::process::ExitCode;
#[cfg(unix)]
use std::sync::Arc;

use clap::{CommandFactory, Parser};

use crate::commands::Command;

/// A language and a runtime for webhook workflows.
#[derive(Parser)]
#[command(name = "flowright", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    // With SIGXFSZ handled, a write past the file size limit fails with an error instead of ending
    // the process.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    Arguments::parse().command.run(Arguments::command())
}
