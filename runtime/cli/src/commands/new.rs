//! `flowright new DIR`

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::output::{Exit, complain, print};

/// Creates a folder with a small program to start from. No existing file is overwritten.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder; created if it does not exist.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The files, by their paths in the folder.
const FILES: &[(&str, &str)] = &[
    ("main.flow", include_str!("new/main.flow")),
    (".gitignore", include_str!("new/gitignore")),
    (
        ".vscode/extensions.json",
        include_str!("new/extensions.json"),
    ),
];

/// Exits with 0 if the files were created, 1 if one exists already or cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let folder = &arguments.folder;
    let paths = FILES.iter().map(|(path, text)| (folder.join(path), *text));
    let paths: Vec<(PathBuf, &str)> = paths.collect();
    if let Some((path, _)) = paths.iter().find(|(path, _)| path.exists()) {
        complain(&format!(
            "flowright new: {} already exists; name another folder",
            path.display()
        ));
        return Exit::Found;
    }
    for (path, text) in &paths {
        if let Err(error) = write(path, text) {
            complain(&format!(
                "flowright new: cannot write {}: {error}",
                path.display()
            ));
            return Exit::Found;
        }
    }
    let folder = shown(folder);
    print(&format!(
        "Created {folder} with a workflow in main.flow. Next:\n\n  \
         cd {folder}\n  \
         flowright serve .\n\n\
         then in another terminal, in the same folder:\n\n  \
         flowright send greet --json '{{\"name\": \"Ada\"}}'\n\n\
         An editor with `flowright lsp` shows mistakes while you write: see docs/editors.md.\n"
    ));
    Exit::Fine
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}

/// A path, quoted for a shell if necessary.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-~".contains(letter);
    if path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}
