//! Settings whose values are known when the server starts.

use std::time::Duration;

use flowright_stdlib::catalogue::{SignedPart, TimestampWindow};

/// The settings of something, as they were given, each with its name. Which there are, and what each takes, the
/// [catalogue](flowright_stdlib::catalogue) says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// In written order; one that may be repeated stands here several times.
    pub values: Vec<(&'static str, SettingValue)>,
}

/// The value of a setting.
#[derive(Clone, Debug)]
pub enum SettingValue {
    /// One of the words of the setting.
    Word(&'static str),
    /// A span of time.
    Duration(Duration),
    /// A number of bytes.
    Size(u64),
    /// A string.
    Literal(Box<str>),
    /// Indexes of secrets; any of them may be meant.
    Secrets(Vec<usize>),
    /// A name, and the index of a secret of it.
    NamedSecret(Box<str>, usize),
    /// A text that is put together when the server starts.
    Text(SettingText),
    /// The name of a header.
    HeaderName(Box<str>),
    /// A header.
    Header(Box<str>, SettingText),
    /// CIDR ranges.
    Ranges(Vec<Box<str>>),
    /// What is signed.
    Signed(Vec<SignedPart>),
    /// The time that is signed.
    Window(TimestampWindow),
}

/// A text of a declaration, put together when the server starts: `"Bearer {secrets.k}"`, `config.ci_url`.
#[derive(Clone, Debug, Default)]
pub struct SettingText {
    /// Its pieces in order.
    pub parts: Vec<SettingTextPart>,
}

impl SettingText {
    /// Whether a secret is a part of it.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| matches!(part, SettingTextPart::Secret(_)))
    }
}

/// A piece of a [`SettingText`].
#[derive(Clone, Debug)]
pub enum SettingTextPart {
    /// As it is.
    Literal(Box<str>),
    /// The value of the secret of that index.
    Secret(usize),
    /// The value of the config of that index, written as text.
    Config(usize),
}

impl Settings {
    /// The setting of that name, if it is given; of several the first.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SettingValue> {
        let mut values = self.values.iter();
        let (_, value) = values.find(|(given, _)| *given == name)?;
        Some(value)
    }

    /// The word that is given.
    #[must_use]
    pub fn word(&self, name: &str) -> Option<&'static str> {
        match self.get(name)? {
            SettingValue::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The indexes of the secrets that are given.
    #[must_use]
    pub fn secrets(&self, name: &str) -> &[usize] {
        match self.get(name) {
            Some(SettingValue::Secrets(secrets)) => secrets,
            _ => &[],
        }
    }

    /// The names that are given, each with the index of a secret, in written order.
    pub fn named_secrets(&self, name: &str) -> impl Iterator<Item = (&str, usize)> {
        let values = self.values.iter().filter(move |(given, _)| *given == name);
        values.filter_map(|(_, value)| match value {
            SettingValue::NamedSecret(name, secret) => Some((&**name, *secret)),
            _ => None,
        })
    }

    /// The indexes of the secrets by which senders are known, in written order.
    pub fn every_secret(&self) -> impl Iterator<Item = usize> {
        self.values.iter().flat_map(|(_, value)| match value {
            SettingValue::Secrets(secrets) => secrets.clone(),
            SettingValue::NamedSecret(_, secret) => vec![*secret],
            _ => Vec::new(),
        })
    }

    /// The string or the name of a header that is given.
    #[must_use]
    pub fn literal(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            SettingValue::Literal(text) | SettingValue::HeaderName(text) => Some(text),
            _ => None,
        }
    }

    /// The parts of a request that are given as signed.
    #[must_use]
    pub fn signed(&self, name: &str) -> Option<&[SignedPart]> {
        match self.get(name)? {
            SettingValue::Signed(parts) => Some(parts),
            _ => None,
        }
    }

    /// The time that is given as signed.
    #[must_use]
    pub fn window(&self, name: &str) -> Option<&TimestampWindow> {
        match self.get(name)? {
            SettingValue::Window(window) => Some(window),
            _ => None,
        }
    }
}
