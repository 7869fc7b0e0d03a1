//! What a scheme of `verify` is, as data.

use super::{HmacForm, SettingSpec, Unbuilt};

/// A scheme of `verify`.
#[derive(Debug)]
pub struct SchemeSpec {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub written: Written,
    /// What it takes, as in "`verify github` takes one secret".
    pub takes: &'static str,
    /// How it is written, `verify` included.
    pub sample: &'static str,
    /// How it goes on behind `verify `, as a snippet.
    pub snippet: &'static str,
    /// What it is.
    pub docs: &'static str,
    /// What may stand in its braces.
    pub settings: &'static [SettingSpec],
    /// The names of settings of which exactly one is given; empty where there are none.
    pub one_of: &'static [&'static str],
    /// Settings that the language knows and this version does not build.
    pub unbuilt: &'static [Unbuilt],
    /// What is done with a request.
    pub check: Check,
}

/// How a scheme is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `verify NAME(secrets.k)`, which is short for `verify NAME { secret secrets.k }`.
    Secret,
    /// `verify NAME { … }`
    Block,
    /// `verify NAME because "…"`
    Because,
}

/// What a scheme does with a request.
#[derive(Debug)]
pub enum Check {
    /// Nothing: every request is accepted.
    Nothing,
    /// It checks an HMAC of this form, under the scheme's setting `secret`.
    Hmac(HmacForm),
    /// It has code of its own in the server, which goes by the scheme's settings.
    Own,
}

/// Schemes are the same where their names are: names are unique.
impl PartialEq for SchemeSpec {
    fn eq(&self, other: &SchemeSpec) -> bool {
        self.name == other.name
    }
}

impl Eq for SchemeSpec {}
