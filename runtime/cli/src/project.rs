//! The files of a project.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use flowright_diagnostics::Sources;
use flowright_syntax::MAX_SOURCE;

/// Why a project could not be read.
#[derive(Debug)]
pub(crate) enum ProjectError {
    /// A path does not exist, or cannot be read.
    Read(PathBuf, io::Error),
    /// A file is not UTF-8; the line and column of the first bad byte.
    NotText(PathBuf, usize, usize),
    /// A file is too large to be a program.
    TooLarge(PathBuf),
    /// There is no `.flow` file.
    Empty(PathBuf),
}

impl std::fmt::Display for ProjectError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ProjectError::Read(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            ProjectError::NotText(path, line, column) => write!(
                f,
                "{}:{line}:{column}: this is not UTF-8; save the file in that encoding",
                path.display()
            ),
            ProjectError::TooLarge(path) => {
                write!(
                    f,
                    "{} is larger than {} MB",
                    path.display(),
                    MAX_SOURCE / 1_000_000
                )
            }
            ProjectError::Empty(path) => write!(f, "there is no .flow file in {}", path.display()),
        }
    }
}

/// Reads a project: a folder with all `.flow` files in it and below, in path order, or single
/// files.
///
/// # Errors
/// The first path that cannot be read, or a path without any file to read.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Sources, ProjectError> {
    let mut sources = Sources::new();
    for path in files(paths)? {
        let text = text(&path)?;
        sources.add(path.display().to_string(), text);
    }
    Ok(sources)
}

/// The files of a project, each once, in path order.
///
/// # Errors
/// The first folder that cannot be read or holds no file.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, ProjectError> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        if path.is_dir() {
            collect(path, &mut files)?;
            if files.len() == before {
                return Err(ProjectError::Empty(path.clone()));
            }
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// The text of a file.
///
/// # Errors
/// If it cannot be read, is too large or is not text.
pub(crate) fn text(path: &Path) -> Result<String, ProjectError> {
    let failed = |error| ProjectError::Read(path.to_owned(), error);
    let length = fs::metadata(path).map_err(failed)?.len();
    if usize::try_from(length).map_or(true, |length| length > MAX_SOURCE) {
        return Err(ProjectError::TooLarge(path.to_owned()));
    }
    let bytes = fs::read(path).map_err(failed)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        let line = before.matches('\n').count() + 1;
        let last = before.rsplit('\n').next().unwrap_or("");
        ProjectError::NotText(path.to_owned(), line, last.chars().count() + 1)
    })
}

/// Collects the files of a folder. Hidden folders are skipped: they hold no sources.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), ProjectError> {
    let failed = |error| ProjectError::Read(folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "flow")
            && path.is_file()
        {
            files.push(path);
        }
    }
    Ok(())
}
