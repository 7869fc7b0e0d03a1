//! `flowright lsp`

use clap::Args;

use crate::lsp;
use crate::output::{Exit, complain};

/// Runs the language server for an editor, over standard input and output.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Has no effect: editors pass it, but standard input and output are always used.
    #[arg(long)]
    stdio: bool,
}

/// Exits with 0 if the editor shut the server down, 1 if it disconnected without doing so.
pub(crate) fn run(_: &Arguments) -> Exit {
    match lsp::stdio() {
        Ok(exit) => exit,
        Err(error) => {
            complain(&format!("flowright lsp: {error}"));
            Exit::Found
        }
    }
}
