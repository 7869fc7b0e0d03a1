//! Declarations without bodies, resolved.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::ChannelSpec;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::{Credentials, SettingText, Settings};

/// `secret github`
#[derive(Clone, Debug)]
pub struct Secret {
    /// Its name.
    pub name: Box<str>,
    /// The span of its name.
    pub span: Span,
    /// The workflows, services and channels that need it, listed in the error for a missing secret.
    pub used_by: Vec<Box<str>>,
}

/// `config ci_url: text = "https://ci.example.com"`
#[derive(Clone, Debug)]
pub struct Config {
    /// Its name.
    pub name: Box<str>,
    /// Bool, int, float, text or literals.
    pub ty: Type,
    /// The value if the operator does not set one; if `None`, the operator must set a value.
    pub default: Option<Constant>,
    /// The span of its name.
    pub span: Span,
}

/// `service ci { … }`
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name.
    pub name: Box<str>,
    /// The URL to which paths are appended.
    pub url: SettingText,
    /// The timeout of `http` steps to it that do not set their own.
    pub timeout: Option<Duration>,
    /// The maximum size of a response, in bytes, for `http` steps to it that do not set their own.
    pub max_response: Option<u64>,
    /// The headers sent with each `http` step to it.
    pub headers: Vec<(Box<str>, SettingText)>,
    /// The credentials sent with each `http` step to it that does not set its own.
    pub credentials: Option<Credentials>,
    /// The span of its name.
    pub span: Span,
}

/// `channel team = slack { … }`
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name.
    pub name: Box<str>,
    /// Its kind.
    pub kind: &'static ChannelSpec,
    /// Its settings; all required ones are present.
    pub settings: Settings,
    /// The span of its name.
    pub span: Span,
}
