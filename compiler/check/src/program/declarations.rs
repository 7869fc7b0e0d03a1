//! Declarations without bodies, resolved.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::ChannelSpec;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::{SettingText, Settings};

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
    /// What it is.
    pub kind: &'static ChannelSpec,
    /// Its settings, those that are required among them.
    pub settings: Settings,
    /// Where its name stands.
    pub span: Span,
}
