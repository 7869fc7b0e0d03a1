//! `flowright fmt PATH… [--check]`, `flowright fmt --stdin`

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use flowright_format::{Formatted, Law, format};

use crate::output::{Exit, complain, print};
use crate::{project, rewrite};

/// Formats .flow files in the one style.
///
/// A declaration with a mistake is left unchanged.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folders or .flow files.
    #[arg(
        required_unless_present = "stdin",
        conflicts_with = "stdin",
        value_name = "PATH"
    )]
    paths: Vec<PathBuf>,
    /// Write nothing; print the files that are not formatted, and exit with 1 if there are any.
    #[arg(long, conflicts_with = "stdin")]
    check: bool,
    /// Format standard input to standard output.
    #[arg(long)]
    stdin: bool,
}

/// Exits with 0 if everything is now formatted, 1 if something is not, 2 if a path cannot be read.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    if arguments.stdin {
        return stdin();
    }
    let files = match project::files(&arguments.paths) {
        Ok(files) => files,
        Err(error) => {
            complain(&format!("flowright fmt: {error}"));
            return Exit::Usage;
        }
    };
    let mut exit = Exit::Fine;
    for path in files {
        match file(&path, arguments.check) {
            Exit::Fine => {}
            Exit::Found if exit == Exit::Usage => {}
            other => exit = other,
        }
    }
    exit
}

fn file(path: &Path, check: bool) -> Exit {
    let text = match project::text(path) {
        Ok(text) => text,
        Err(error) => {
            complain(&format!("flowright fmt: {error}"));
            return Exit::Usage;
        }
    };
    let name = path.display();
    let formatted = match format(&text) {
        Ok(formatted) => formatted,
        Err(law) => return refuse(&name.to_string(), law),
    };
    let is_changed = formatted.text != text;
    let mut exit = Exit::Fine;
    if is_changed && check {
        print(&format!("{name}\n"));
        exit = Exit::Found;
    } else if is_changed {
        if let Err(error) = rewrite::replace(path, &formatted.text) {
            complain(&format!("flowright fmt: cannot write {name}: {error}"));
            return Exit::Found;
        }
        print(&format!("{name}\n"));
    }
    if formatted.has_mistakes {
        complain(&format!(
            "flowright fmt: {name} has mistakes; `flowright check` shows them. The declarations that contain them are left unchanged"
        ));
        exit = Exit::Found;
    }
    exit
}

fn stdin() -> Exit {
    let mut text = String::new();
    if let Err(error) = io::stdin().lock().read_to_string(&mut text) {
        complain(&format!(
            "flowright fmt: cannot read standard input: {error}"
        ));
        return Exit::Usage;
    }
    match format(&text) {
        Ok(Formatted { text, has_mistakes }) => {
            print(&text);
            if has_mistakes {
                Exit::Found
            } else {
                Exit::Fine
            }
        }
        Err(law) => refuse("standard input", law),
    }
}

/// Reports a bug in Flowright; nothing is written.
fn refuse(name: &str, law: Law) -> Exit {
    complain(&format!(
        "flowright fmt: {name} is left unchanged: {law}. This is a bug in Flowright; please report it with the file"
    ));
    Exit::Found
}
