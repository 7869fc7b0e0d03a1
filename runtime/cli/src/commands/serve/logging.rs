//! The program's own log, on stderr.

use std::io::{self, Write};

use clap::ValueEnum;
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::output::style;

/// The number of lines buffered for a slow reader; any further lines are dropped, so no request
/// waits.
const WAITING: usize = 8192;

/// The format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per event.
    Json,
}

/// Starts the log; dropping the guard writes the buffered lines.
///
/// # Errors
/// If the filter in `FLOWRIGHT_LOG` is invalid.
pub(super) fn begin(format: LogFormat) -> Result<WorkerGuard, String> {
    let wanted = match std::env::var("FLOWRIGHT_LOG") {
        Ok(wanted) => wanted,
        Err(std::env::VarError::NotPresent) => String::from("info"),
        Err(std::env::VarError::NotUnicode(_)) => return Err(String::from("it is not UTF-8 text")),
    };
    let filter = EnvFilter::try_new(own(&wanted)).map_err(|error| error.to_string())?;
    let (writer, guard) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(WAITING)
        .finish(io::stderr());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(Escaping(writer))
        .with_ansi(style(&io::stderr()).color && format == LogFormat::Text);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Ok(guard)
}

/// A level without a target applies to Flowright's own events; other crates log nothing unless they
/// are named.
fn own(wanted: &str) -> String {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
    let is_level = |piece: &str| LEVELS.iter().any(|level| piece.eq_ignore_ascii_case(level));
    let pieces = wanted.split(',').map(|piece| {
        let piece = piece.trim();
        if is_level(piece) {
            format!("flowright={piece}")
        } else {
            piece.to_owned()
        }
    });
    pieces.collect::<Vec<_>>().join(",")
}

/// Escapes events so that text sent by a stranger can neither start a new line nor change the text
/// direction of a line.
struct Escaping<W>(W);

impl<'a> MakeWriter<'a> for Escaping<NonBlocking> {
    type Writer = Escaping<NonBlocking>;

    fn make_writer(&'a self) -> Self::Writer {
        Escaping(self.0.clone())
    }
}

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        self.write_all(event)?;
        Ok(event.len())
    }

    /// Each event arrives in one piece.
    fn write_all(&mut self, event: &[u8]) -> io::Result<()> {
        match std::str::from_utf8(event) {
            Ok(text) if text.contains(is_deceptive) => self.0.write_all(escaped(text).as_bytes()),
            Ok(_) | Err(_) => self.0.write_all(event),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Characters that some readers treat as a line end, that change the direction of text, or that are
/// invisible.
fn is_deceptive(letter: char) -> bool {
    matches!(
        letter,
        '\u{85}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_deceptive(letter) {
            // These are the escapes of JSON.
            escaped.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_for_flowright_alone() {
        assert_eq!(own("debug"), "flowright=debug");
        assert_eq!(own("WARN, hyper=trace"), "flowright=WARN,hyper=trace");
        assert_eq!(own("flowright_store=debug"), "flowright_store=debug");
    }

    #[test]
    fn deceptive_characters_are_written_as_escapes() {
        let mut log = Escaping(Vec::new());
        log.write_all("a\u{2028}b\u{202e}c\u{feff}d ü\n".as_bytes())
            .unwrap();
        let written = String::from_utf8(log.0).unwrap();
        assert_eq!(written, "a\\u2028b\\u202ec\\ufeffd ü\n");
    }
}
