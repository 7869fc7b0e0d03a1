//! `flowright check --fix`: makes the fixes that are safe.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;

use flowright_diagnostics::{Diagnostic, FileId, FixedFile, Sources, apply_safe};

use crate::compile::compile;
use crate::output::complain;
use crate::project::{self, ProjectError};
use crate::rewrite;

/// A fix may show the next mistake; so many times it is looked again.
const ROUNDS: usize = 10;

/// Why fixes could not be made.
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

/// Makes the safe fixes of a project, and says on the standard error how many there were in which files.
///
/// # Errors
/// Where a file cannot be read or written.
pub(super) fn run(paths: &[PathBuf]) -> Result<(), FixError> {
    let mut made: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let sources = project::read(paths)?;
        let diagnostics = compile(&sources).diagnostics;
        let mut is_done = true;
        for fixed in apply_safe(&sources, &diagnostics) {
            if !is_better(&sources, &fixed) {
                continue;
            }
            if let Some(source) = sources.get(fixed.file) {
                let path = PathBuf::from(&source.path);
                rewrite::replace(&path, &fixed.text)
                    .map_err(|error| FixError::Write(path.clone(), error))?;
                *made.entry(path).or_default() += fixed.fixes;
                is_done = false;
            }
        }
        if is_done {
            break;
        }
    }
    for (path, made) in made {
        let fixes = if made == 1 { "fix" } else { "fixes" };
        complain(&format!("{}: {made} {fixes} made", path.display()));
    }
    Ok(())
}

/// Whether a file with its fixes has no more mistakes of grammar than before: a fix that does has not met what was meant.
fn is_better(sources: &Sources, fixed: &FixedFile) -> bool {
    let before = sources.get(fixed.file).map_or("", |file| &file.text);
    mistakes(&fixed.text) <= mistakes(before)
}

fn mistakes(text: &str) -> usize {
    let (_, diagnostics) = flowright_syntax::parse(FileId::default(), text);
    diagnostics
        .iter()
        .filter(|one| Diagnostic::is_error(one))
        .count()
}
