//! Settings with values that are known when the server starts.

use std::time::Duration;

use flowright_stdlib::catalogue::{Labels, SignedPart, TimestampWindow};

/// The given settings of a declaration, each with its name. The
/// [catalogue](flowright_stdlib::catalogue) defines which settings exist and what each accepts.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// In source order; a repeatable setting may occur several times.
    pub values: Vec<(&'static str, SettingValue)>,
}

/// The value of a setting.
#[derive(Clone, Debug)]
pub enum SettingValue {
    /// One of the setting's keywords.
    Word(&'static str),
    /// A duration.
    Duration(Duration),
    /// A number of bytes.
    Size(u64),
    /// Whether something is on.
    Flag(Flag),
    /// A string.
    Literal(Box<str>),
    /// Indexes of secrets, any of which is accepted.
    Secrets(Vec<usize>),
    /// A name, and the index of its secret.
    NamedSecret(Box<str>, usize),
    /// A text that is built when the server starts.
    Text(SettingText),
    /// The name of a header.
    HeaderName(Box<str>),
    /// The header of a signature, and the labels of its parts.
    SignatureHeader(Box<str>, Option<Labels>),
    /// A header.
    Header(Box<str>, SettingText),
    /// The credentials of requests.
    Credentials(Credentials),
    /// CIDR ranges.
    Ranges(Vec<Box<str>>),
    /// Web origins.
    Origins(Origins),
    /// The parts of a request that a signature covers.
    Signed(Vec<SignedPart>),
    /// The signed timestamp, and its time window.
    Window(TimestampWindow),
}

/// The credentials that a service sends.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// `auth bearer(token)`
    Bearer(SettingText),
    /// `auth basic(user, password)`
    Basic {
        /// The user.
        user: SettingText,
        /// The password.
        password: SettingText,
    },
}

impl Credentials {
    /// The texts that they consist of.
    #[must_use]
    pub fn texts(&self) -> Vec<&SettingText> {
        match self {
            Credentials::Bearer(token) => vec![token],
            Credentials::Basic { user, password } => vec![user, password],
        }
    }
}

/// The origins whose pages may call a webhook from a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// `"*"`
    All,
    /// Only these origins, spelt as browsers send them: `https://app.example`,
    /// `http://localhost:3000`.
    Only(Vec<Box<str>>),
}

/// Whether something is on, known when the server starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// As written.
    Constant(bool),
    /// The value of the config with that index, which is of type `bool`.
    Config(usize),
}

/// A text in a declaration, built when the server starts: `"Bearer {secrets.k}"`, `config.ci_url`.
#[derive(Clone, Debug, Default)]
pub struct SettingText {
    /// Its parts, in order.
    pub parts: Vec<SettingTextPart>,
}

impl SettingText {
    /// Whether it contains a secret.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| matches!(part, SettingTextPart::Secret(_)))
    }
}

/// A part of a [`SettingText`].
#[derive(Clone, Debug)]
pub enum SettingTextPart {
    /// Literal text.
    Literal(Box<str>),
    /// The value of the secret with that index.
    Secret(usize),
    /// The value of the config with that index, written as text.
    Config(usize),
}

impl Settings {
    /// The setting with that name, if given; the first one if it is repeated.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SettingValue> {
        let mut values = self.values.iter();
        let (_, value) = values.find(|(given, _)| *given == name)?;
        Some(value)
    }

    /// The keyword given for a setting.
    #[must_use]
    pub fn word(&self, name: &str) -> Option<&'static str> {
        match self.get(name)? {
            SettingValue::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The indexes of the secrets given for a setting.
    #[must_use]
    pub fn secrets(&self, name: &str) -> &[usize] {
        match self.get(name) {
            Some(SettingValue::Secrets(secrets)) => secrets,
            _ => &[],
        }
    }

    /// The names given for a setting, each with the index of its secret, in source order.
    pub fn named_secrets(&self, name: &str) -> impl Iterator<Item = (&str, usize)> {
        let values = self.values.iter().filter(move |(given, _)| *given == name);
        values.filter_map(|(_, value)| match value {
            SettingValue::NamedSecret(name, secret) => Some((&**name, *secret)),
            _ => None,
        })
    }

    /// The indexes of the secrets that authenticate senders, in source order.
    pub fn every_secret(&self) -> impl Iterator<Item = usize> {
        self.values.iter().flat_map(|(_, value)| match value {
            SettingValue::Secrets(secrets) => secrets.clone(),
            SettingValue::NamedSecret(_, secret) => vec![*secret],
            _ => Vec::new(),
        })
    }

    /// The string or header name given for a setting.
    #[must_use]
    pub fn literal(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            SettingValue::Literal(text)
            | SettingValue::HeaderName(text)
            | SettingValue::SignatureHeader(text, _) => Some(text),
            _ => None,
        }
    }

    /// The labels of the header's parts given for a setting.
    #[must_use]
    pub fn labels(&self, name: &str) -> Option<&Labels> {
        match self.get(name)? {
            SettingValue::SignatureHeader(_, labels) => labels.as_ref(),
            _ => None,
        }
    }

    /// The signed parts of a request given for a setting.
    #[must_use]
    pub fn signed(&self, name: &str) -> Option<&[SignedPart]> {
        match self.get(name)? {
            SettingValue::Signed(parts) => Some(parts),
            _ => None,
        }
    }

    /// The signed timestamp given for a setting.
    #[must_use]
    pub fn window(&self, name: &str) -> Option<&TimestampWindow> {
        match self.get(name)? {
            SettingValue::Window(window) => Some(window),
            _ => None,
        }
    }
}
