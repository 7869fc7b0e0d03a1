//! Resolves texts to the values that the program declares.

use std::sync::Arc;

use flowright_ir::image::{Config, Flag, Image, SettingText, SettingTextPart, SettingValue};
use flowright_stdlib::decode;
use flowright_stdlib::memory::Globals;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_stdlib::write::{TextKind, string_of};
use zeroize::Zeroizing;

use super::problem::{MissingValue, StartProblem};
use super::values::Operator;

/// Every secret and config of a program, with its value.
pub(crate) struct Resolved {
    /// The record that the code reads.
    pub(crate) globals: Arc<Globals>,
    /// Values of secrets, by index.
    pub(crate) secrets: Vec<Zeroizing<String>>,
    configs: Vec<String>,
}

impl Operator {
    /// The program's secrets and configs that are missing or have the wrong type.
    #[must_use]
    pub fn problems(&self, image: &Image) -> Vec<StartProblem> {
        let mut problems = Vec::new();
        resolve(image, self, &mut problems);
        problems
    }
}

/// Resolves every secret and config of the program to its value, and collects what is missing.
pub(crate) fn resolve(
    image: &Image,
    operator: &Operator,
    problems: &mut Vec<StartProblem>,
) -> Resolved {
    let mut values = Vec::new();
    let mut configs = Vec::new();
    for config in &image.configs {
        let constant = config_value(config, operator, problems);
        configs.push(written(&constant));
        values.push((config.ty.clone(), constant));
    }
    let mut secrets = Vec::new();
    for secret in &image.secrets {
        let value = operator
            .secrets
            .get(&*secret.name)
            .filter(|value| !value.trim().is_empty());
        if value.is_none() {
            problems.push(StartProblem::Secret(MissingValue {
                name: secret.name.clone(),
                variable: format!("FLOWRIGHT_SECRET_{}", secret.name.to_uppercase()),
                empty: operator.secrets.contains_key(&*secret.name),
                used_by: secret.used_by.clone(),
            }));
        }
        let value = value.cloned().unwrap_or_default();
        values.push((Type::Secret, Constant::Text(value.as_str().into())));
        secrets.push(value);
    }
    Resolved {
        globals: Arc::new(Globals::new(&values)),
        secrets,
        configs,
    }
}

impl Resolved {
    /// The value of a setting that is a text; `None` for settings of other kinds.
    pub(crate) fn setting(&self, value: &SettingValue) -> Option<Zeroizing<String>> {
        match value {
            SettingValue::Text(text) => Some(self.text(text)),
            SettingValue::Word(word) => Some(Zeroizing::new((*word).to_owned())),
            SettingValue::Literal(text) | SettingValue::HeaderName(text) => {
                Some(Zeroizing::new(text.to_string()))
            }
            SettingValue::Duration(_)
            | SettingValue::Size(_)
            | SettingValue::Flag(_)
            | SettingValue::Secrets(_)
            | SettingValue::NamedSecret(..)
            | SettingValue::SignatureHeader(..)
            | SettingValue::Header(..)
            | SettingValue::Credentials(_)
            | SettingValue::Ranges(_)
            | SettingValue::Origins(_)
            | SettingValue::Signed(_)
            | SettingValue::Window(_) => None,
        }
    }

    /// Whether something is on.
    pub(crate) fn flag(&self, flag: Flag) -> bool {
        match flag {
            Flag::Constant(value) => value,
            Flag::Config(index) => self.configs.get(index).is_some_and(|value| value == "true"),
        }
    }

    /// Assembles the text of a template.
    pub(crate) fn text(&self, template: &SettingText) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        for part in &template.parts {
            let piece = match part {
                SettingTextPart::Literal(literal) => literal,
                SettingTextPart::Secret(index) => {
                    self.secrets.get(*index).map_or("", |value| value.as_str())
                }
                SettingTextPart::Config(index) => {
                    self.configs.get(*index).map_or("", String::as_str)
                }
            };
            text.push_str(piece);
        }
        text
    }
}

fn config_value(
    config: &Config,
    operator: &Operator,
    problems: &mut Vec<StartProblem>,
) -> Constant {
    let variable = || format!("FLOWRIGHT_CONFIG_{}", config.name.to_uppercase());
    match (operator.configs.get(&*config.name), &config.default) {
        (Some(text), _) => decode::constant(&config.ty, text).unwrap_or_else(|_| {
            problems.push(StartProblem::ConfigType {
                variable: variable(),
                expected: config.ty.to_string(),
            });
            Constant::Null
        }),
        (None, Some(default)) => default.clone(),
        (None, None) if config.ty.is_nullable() => Constant::Null,
        (None, None) => {
            problems.push(StartProblem::Config(MissingValue {
                name: config.name.clone(),
                variable: variable(),
                empty: false,
                used_by: Vec::new(),
            }));
            Constant::Null
        }
    }
}

fn written(constant: &Constant) -> String {
    match constant {
        Constant::Null => String::new(),
        Constant::Bool(value) => value.to_string(),
        Constant::Int(value) | Constant::Duration(value) => value.to_string(),
        Constant::Time(value) => text(TextKind::Time, *value),
        Constant::Date(value) => text(TextKind::Date, *value),
        Constant::Float(value) => value.to_string(),
        Constant::Decimal(value) => value.to_string(),
        Constant::Text(value) => value.to_string(),
    }
}

/// The text form of a value. It has one, because the value itself was parsed from text.
fn text(kind: TextKind, value: i64) -> String {
    string_of(kind, value.cast_unsigned()).unwrap_or_default()
}
