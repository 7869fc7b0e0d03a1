//! The specification of a `verify` scheme, as data.

use super::{HmacForm, SettingKind, SettingSpec, Unbuilt};

/// A scheme of `verify`.
#[derive(Debug)]
pub struct SchemeSpec {
    /// Its name.
    pub name: &'static str,
    /// Its syntax.
    pub written: Written,
    /// What it accepts, as in "`verify github` takes one secret".
    pub takes: &'static str,
    /// A sample, including `verify`.
    pub sample: &'static str,
    /// Its text after `verify `, as a snippet.
    pub snippet: &'static str,
    /// Its description.
    pub docs: &'static str,
    /// The settings allowed in its braces.
    pub settings: &'static [SettingSpec],
    /// The names of settings of which exactly one must be given; empty if there are none.
    pub one_of: &'static [&'static str],
    /// Settings that exist in the language but that this version does not support.
    pub unbuilt: &'static [Unbuilt],
    /// How it checks a request.
    pub check: Check,
}

impl SchemeSpec {
    /// Whether it identifies the caller, so that a request has a `context.caller`.
    #[must_use]
    pub fn names_callers(&self) -> bool {
        let mut settings = self.settings.iter();
        settings.any(|one| matches!(one.kind, SettingKind::NamedSecret { .. }))
    }
}

/// The syntax of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `verify NAME(secrets.k)`, short for `verify NAME { secret secrets.k }`.
    Secret,
    /// `verify NAME { … }`
    Block,
    /// `verify NAME because "…"`
    Because,
}

/// How a scheme checks a request.
#[derive(Debug)]
pub enum Check {
    /// Nothing: every request is accepted.
    Nothing,
    /// It checks an HMAC of this form, with the scheme's `secret` setting.
    Hmac(HmacForm),
    /// It has dedicated code in the server, which uses the scheme's settings.
    Own,
}

/// Schemes are equal if their names are, because names are unique.
impl PartialEq for SchemeSpec {
    fn eq(&self, other: &SchemeSpec) -> bool {
        self.name == other.name
    }
}

impl Eq for SchemeSpec {}
