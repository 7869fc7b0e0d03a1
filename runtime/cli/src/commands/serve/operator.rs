//! The operator's settings: `FLOWRIGHT_SECRET_<NAME>`, `FLOWRIGHT_CONFIG_<NAME>`, and the lines of
//! the secrets file.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use flowright_diagnostics::nearest;
use flowright_engine::Operator;
use flowright_ir::image::Image;
use zeroize::Zeroizing;

/// Why the secrets file cannot be used. It contains none of the values in the file.
#[derive(Debug)]
pub(crate) enum SecretsError {
    Read(PathBuf, io::Error),
    Line {
        path: PathBuf,
        number: usize,
    },
    /// Two lines for one secret; names are compared case-insensitively.
    Twice {
        path: PathBuf,
        name: String,
    },
    /// Two variables whose names differ only in case.
    VariableTwice {
        name: String,
    },
    /// A variable whose name or value is not UTF-8.
    NotText {
        name: String,
    },
}

impl fmt::Display for SecretsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SecretsError::Read(path, error) => {
                write!(
                    f,
                    "cannot read the secrets file {}: {error}",
                    path.display()
                )
            }
            SecretsError::Twice { path, name } => write!(
                f,
                "the secrets file {} sets `{name}` twice; names are case-insensitive",
                path.display()
            ),
            SecretsError::VariableTwice { name } => write!(
                f,
                "the environment variable {name} is set twice, in different case; unset one of them"
            ),
            SecretsError::NotText { name } => {
                write!(f, "the environment variable {name} is not UTF-8 text")
            }
            SecretsError::Line { path, number } => write!(
                f,
                "line {number} of the secrets file {} is not of the form NAME=value",
                path.display()
            ),
        }
    }
}

/// Reads the environment and the secrets file; the environment takes precedence. Names are compared
/// in lower case.
pub(crate) fn read(secrets: Option<&Path>) -> Result<Operator, SecretsError> {
    let mut operator = Operator::default();
    if let Some(path) = secrets {
        let text = fs::read_to_string(path)
            .map(Zeroizing::new)
            .map_err(|error| SecretsError::Read(path.to_owned(), error))?;
        warn_of_readers(path);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = line.split_once('=').ok_or_else(|| SecretsError::Line {
                path: path.to_owned(),
                number,
            })?;
            let (name, value) = (name.trim(), secret(value));
            if value.len() > 1
                && ['"', '\'']
                    .into_iter()
                    .any(|quote| value.starts_with(quote) && value.ends_with(quote))
            {
                tracing::warn!(
                    name,
                    number,
                    "a value in the secrets file is in quotes; the quotes are part of the value"
                );
            }
            let name = name.to_lowercase();
            if operator.secrets.insert(name.clone(), value).is_some() {
                let path = path.to_owned();
                return Err(SecretsError::Twice { path, name });
            }
        }
    }
    let mut variables = HashSet::new();
    for (name, value) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        let is_ours = ["FLOWRIGHT_SECRET_", "FLOWRIGHT_CONFIG_"]
            .iter()
            .any(|prefix| shown.starts_with(prefix));
        let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else {
            if is_ours {
                let name = shown.into_owned();
                return Err(SecretsError::NotText { name });
            }
            continue;
        };
        if is_ours && !variables.insert(name.to_lowercase()) {
            let name = name.to_owned();
            return Err(SecretsError::VariableTwice { name });
        }
        if let Some(name) = name.strip_prefix("FLOWRIGHT_SECRET_") {
            operator.secrets.insert(name.to_lowercase(), secret(value));
        } else if let Some(config) = name.strip_prefix("FLOWRIGHT_CONFIG_") {
            operator
                .configs
                .insert(config.to_lowercase(), value.to_owned());
        }
    }
    Ok(operator)
}

/// The value of a secret from any source, without surrounding white space: a variable is often
/// filled from a file that ends with a newline.
fn secret(value: &str) -> Zeroizing<String> {
    Zeroizing::new(value.trim().to_owned())
}

/// Warns about a secrets file that every user of the host may read.
#[cfg(unix)]
fn warn_of_readers(path: &Path) {
    use std::os::unix::fs::PermissionsExt;

    let mode = fs::metadata(path).map(|metadata| metadata.permissions().mode());
    if mode.is_ok_and(|mode| mode & 0o004 != 0) {
        tracing::warn!(
            "other users can read the secrets file {path}: run chmod o-r {path}",
            path = path.display()
        );
    }
}

#[cfg(not(unix))]
fn warn_of_readers(_path: &Path) {}

/// Warns about names that are set but that the program does not declare: most likely they are
/// misspelt, and the program would run without them.
pub(super) fn warn_of_unknown(operator: &Operator, image: &Image) {
    let secrets: Vec<&str> = image.secrets.iter().map(|secret| &*secret.name).collect();
    let configs: Vec<&str> = image.configs.iter().map(|config| &*config.name).collect();
    for (kind, given, declared) in [
        (
            "secret",
            operator.secrets.keys().collect::<Vec<_>>(),
            secrets,
        ),
        ("config", operator.configs.keys().collect(), configs),
    ] {
        for name in given
            .into_iter()
            .filter(|name| !declared.contains(&name.as_str()))
        {
            let near = nearest(name, declared.iter().copied());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            tracing::warn!("the {kind} `{name}` is set, but the program does not declare it{hint}");
        }
    }
}
