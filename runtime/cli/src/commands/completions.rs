//! `flowright completions SHELL`

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use crate::output::{Exit, print};

/// Prints a shell completion script.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The shell.
    shell: Shell,
}

/// Always exits with 0.
pub(crate) fn run(arguments: &Arguments, mut whole: Command) -> Exit {
    let mut script = Vec::new();
    generate(arguments.shell, &mut whole, "flowright", &mut script);
    print(&String::from_utf8_lossy(&script));
    Exit::Fine
}
