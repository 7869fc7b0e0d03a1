//! Configs, secrets, services and channels.

use std::time::Duration;

use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

/// A config: `FLOWRIGHT_CONFIG_<NAME>`.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its name.
    pub name: Box<str>,
    /// Bool, int, float, text or literals.
    pub ty: Type,
    /// What it is where the operator sets nothing.
    pub default: Option<Constant>,
}

/// A secret: `FLOWRIGHT_SECRET_<NAME>`.
#[derive(Clone, Debug)]
pub struct Secret {
    /// Its name.
    pub name: Box<str>,
    /// Who needs it: "workflow github_push", "channel team".
    pub used_by: Vec<Box<str>>,
}

/// A text put together when the server starts.
#[derive(Clone, Debug)]
pub struct TextTemplate {
    /// Its pieces in order.
    pub parts: Vec<TextTemplatePart>,
}

/// A piece of a [`TextTemplate`].
#[derive(Clone, Debug)]
pub enum TextTemplatePart {
    /// As it is.
    Literal(Box<str>),
    /// The value of a secret, by index.
    Secret(usize),
    /// The value of a config, by index.
    Config(usize),
}

/// A service that `http` steps go to.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name.
    pub name: Box<str>,
    /// What paths are added to.
    pub url: TextTemplate,
    /// The time a step to it may take.
    pub timeout: Option<Duration>,
    /// Headers of every step to it.
    pub headers: Vec<(Box<str>, TextTemplate)>,
}

/// A channel that `notify` steps go to.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name.
    pub name: Box<str>,
    /// What it is.
    pub kind: ChannelKind,
}

/// The kinds of channels.
#[derive(Clone, Debug)]
pub enum ChannelKind {
    /// An incoming webhook of Slack.
    Slack {
        /// Its address.
        url: TextTemplate,
    },
    /// Mail by SMTP.
    Email {
        /// The server.
        smtp: TextTemplate,
        /// The sender.
        from: TextTemplate,
    },
}
