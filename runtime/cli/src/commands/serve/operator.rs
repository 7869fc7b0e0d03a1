//! What the operator has set: `FLOWRIGHT_SECRET_<NAME>`, `FLOWRIGHT_CONFIG_<NAME>`, and the lines of the secrets file.

use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

use flowright_engine::Operator;
use zeroize::Zeroizing;

use super::Arguments;

/// Why the secrets file cannot be used. Nothing of its values is in here.
#[derive(Debug)]
pub(super) enum SecretsError {
    Read(PathBuf, io::Error),
    Line { path: PathBuf, number: usize },
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
            SecretsError::Line { path, number } => write!(
                f,
                "line {number} of the secrets file {} is not of the form NAME=value",
                path.display()
            ),
        }
    }
}

/// Reads the environment and the secrets file; the environment goes before the file. Names are compared in lower case.
pub(super) fn read(arguments: &Arguments) -> Result<Operator, SecretsError> {
    let mut operator = Operator::default();
    if let Some(path) = &arguments.secrets {
        let text = fs::read_to_string(path)
            .map(Zeroizing::new)
            .map_err(|error| SecretsError::Read(path.clone(), error))?;
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = line.split_once('=').ok_or_else(|| SecretsError::Line {
                path: path.clone(),
                number,
            })?;
            let value = Zeroizing::new(value.trim().to_owned());
            operator.secrets.insert(name.trim().to_lowercase(), value);
        }
    }
    for (name, value) in std::env::vars_os() {
        let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else {
            continue;
        };
        if let Some(secret) = name.strip_prefix("FLOWRIGHT_SECRET_") {
            operator
                .secrets
                .insert(secret.to_lowercase(), Zeroizing::new(value.to_owned()));
        } else if let Some(config) = name.strip_prefix("FLOWRIGHT_CONFIG_") {
            operator
                .configs
                .insert(config.to_lowercase(), value.to_owned());
        }
    }
    Ok(operator)
}
