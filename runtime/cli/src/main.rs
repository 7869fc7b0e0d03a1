//! The command `flowright`: one file a command.

#![forbid(unsafe_code)]

mod commands;
mod compile;
mod lsp;
mod output;
mod project;
mod rewrite;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;

/// A request allocates little, but on every core at once: mimalloc does that without contention.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
