//! How a command ends, and whether its output is coloured.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;

use flowright_diagnostics::render::Style;

/// How a command ends. Wrong usage exits with 2, as in clap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: fine.
    Fine,
    /// 1: the command found something, or failed.
    Found,
    /// 2: wrong usage.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Found => 1,
            Exit::Usage => 2,
        })
    }
}

/// Why a command did not do what it was asked to do.
pub(crate) enum Stop {
    Usage(String),
    Failed(String),
    /// Already reported.
    Said(Exit),
}

impl Stop {
    /// Wrong usage: an argument, or a file it names, cannot be used.
    pub(crate) fn usage(error: impl Display) -> Stop {
        Stop::Usage(error.to_string())
    }

    pub(crate) fn failed(error: impl Display) -> Stop {
        Stop::Failed(error.to_string())
    }

    /// Reports the reason unless it has been reported already, and returns how the command ends.
    pub(crate) fn exit(self, command: &str) -> Exit {
        let (exit, message) = match self {
            Stop::Usage(message) => (Exit::Usage, message),
            Stop::Failed(message) => (Exit::Found, message),
            Stop::Said(exit) => return exit,
        };
        complain(&format!("flowright {command}: {message}"));
        exit
    }
}

/// Prints to stdout. It is not a failure of the command if the reader has closed the stream.
pub(crate) fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
    let _ = io::stdout().flush();
}

/// Prints a line to stderr.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Coloured only on a terminal, and only if `NO_COLOR` is unset (<https://no-color.org>); as wide
/// as the terminal, or a hundred columns.
pub(crate) fn style(stream: &(impl IsTerminal + AsFd)) -> Style {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_terminal = stream.is_terminal();
    let size = is_terminal
        .then(|| terminal_size::terminal_size_of(stream))
        .flatten();
    let columns = size.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    Style {
        color: is_terminal && !refused,
        columns: columns.unwrap_or(Style::default().columns),
    }
}
