//! `flowright check --fix`: applies the safe fixes.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::compile;
use crate::output::complain;
use crate::project::{self, ProjectError};
use crate::rewrite;

/// Why fixes could not be applied.
#[derive(Debug)]
pub(super) enum FixError {
    /// The project cannot be read.
    Project(ProjectError),
    /// A file cannot be written.
    Write(PathBuf, io::Error),
}

impl fmt::Display for FixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FixError::Project(error) => error.fmt(f),
            FixError::Write(path, error) => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl From<ProjectError> for FixError {
    fn from(error: ProjectError) -> FixError {
        FixError::Project(error)
    }
}

/// Applies the safe fixes of a project, and reports on stderr how many there were and in which
/// files.
///
/// # Errors
/// If a file cannot be read or written.
pub(super) fn run(paths: &[PathBuf]) -> Result<(), FixError> {
    let sources = project::read(paths)?;
    for fixed in compile::fix(&sources) {
        let Some(source) = sources.get(fixed.file) else {
            continue;
        };
        let path = PathBuf::from(&source.path);
        rewrite::replace(&path, &fixed.text)
            .map_err(|error| FixError::Write(path.clone(), error))?;
        let made = fixed.fixes;
        let fixes = if made == 1 { "fix" } else { "fixes" };
        complain(&format!("{}: {made} {fixes} applied", path.display()));
    }
    Ok(())
}
