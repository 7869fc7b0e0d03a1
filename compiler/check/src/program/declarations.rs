//! Declarations without bodies, resolved.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

/// `secret github`
#[derive(Clone, Debug)]
pub struct Secret {
    /// Its name.
    pub name: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// The workflows, services and channels that need it, for the message when it is missing.
    pub used_by: Vec<Box<str>>,
}

/// `config ci_url: text = "https://ci.example.com"`
#[derive(Clone, Debug)]
pub struct Config {
    /// Its name.
    pub name: Box<str>,
    /// Bool, int, float, text or literals.
    pub ty: Type,
    /// What it is where the operator sets nothing; without one the operator must.
    pub default: Option<Constant>,
    /// Where its name stands.
    pub span: Span,
}

/// A text of a declaration, put together when the server starts: `"Bearer {secrets.k}"`, `config.ci_url`.
#[derive(Clone, Debug)]
pub struct SettingText {
    /// Its pieces in order.
    pub parts: Vec<SettingTextPart>,
    /// Where it stands.
    pub span: Span,
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

/// `service ci { … }`
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name.
    pub name: Box<str>,
    /// The address that paths are added to.
    pub url: SettingText,
    /// The time an `http` step to it may take where the step sets none.
    pub timeout: Option<Duration>,
    /// Headers sent with every step to it.
    pub headers: Vec<(Box<str>, SettingText)>,
    /// Where its name stands.
    pub span: Span,
}

/// `channel team = slack { … }`
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name.
    pub name: Box<str>,
    /// What it is, with its settings.
    pub kind: ChannelKind,
    /// Where its name stands.
    pub span: Span,
}

/// What a channel is, with its settings.
#[derive(Clone, Debug)]
pub enum ChannelKind {
    /// An incoming webhook of Slack.
    Slack {
        /// Its address, a secret.
        url: SettingText,
    },
    /// Mail by SMTP.
    Email {
        /// The server: `smtp://…` or `smtps://…`.
        smtp: SettingText,
        /// The sender.
        from: SettingText,
    },
}
