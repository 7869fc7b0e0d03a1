//! `flowright lsp`

use clap::Args;

use crate::lsp;
use crate::output::{Exit, complain};

/// Serves an editor over the standard input and output, by the Language Server Protocol.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Changes nothing: editors say by it what is so anyway.
    #[arg(long)]
    stdio: bool,
}

/// 0 where the editor said good-bye, 1 where it went without.
pub(crate) fn run(_: &Arguments) -> Exit {
    match lsp::stdio() {
        Ok(exit) => exit,
        Err(error) => {
            complain(&format!("flowright lsp: {error}"));
            Exit::Found
        }
    }
}
