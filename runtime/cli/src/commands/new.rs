//! `flowright new DIR`

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::output::{Exit, complain, print};

/// Makes a folder with a small program to begin with. No file that is there is overwritten.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder; made where it is not there.
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

/// 0 where the files were made, 1 where one is there already or cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let folder = &arguments.folder;
    let paths = FILES.iter().map(|(path, text)| (folder.join(path), *text));
    let paths: Vec<(PathBuf, &str)> = paths.collect();
    if let Some((path, _)) = paths.iter().find(|(path, _)| path.exists()) {
        complain(&format!(
            "flowright new: {} is there already; name another folder",
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
        "Made {folder} with a workflow in main.flow. Next:\n\n  \
         cd {folder}\n  \
         flowright serve .\n\n\
         and in another terminal, in the same folder:\n\n  \
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

/// A path as a shell takes it.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-~".contains(letter);
    if path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}
