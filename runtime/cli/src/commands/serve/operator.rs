//! What the operator has set: `FLOWRIGHT_SECRET_<NAME>`, `FLOWRIGHT_CONFIG_<NAME>`, and the lines of the secrets file.

use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

use flowright_diagnostics::nearest;
use flowright_engine::Operator;
use flowright_ir::image::Image;
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
            let (name, value) = (name.trim(), value.trim());
            if value.len() > 1
                && ['"', '\'']
                    .into_iter()
                    .any(|quote| value.starts_with(quote) && value.ends_with(quote))
            {
                tracing::warn!(
                    name,
                    number,
                    "a value in the secrets file stands in quotes, which are part of it"
                );
            }
            operator
                .secrets
                .insert(name.to_lowercase(), Zeroizing::new(value.to_owned()));
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

/// Names that are set and that the program does not declare: most likely they are misspelt, and the program goes without.
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
            tracing::warn!(
                "the {kind} `{name}` is set, and the program declares none of that name{hint}"
            );
        }
    }
}
