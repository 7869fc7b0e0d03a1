//! Settings: `name value`, told apart by the checker.

use flowright_diagnostics::Span;

use super::{Expression, Feature, Name, TypeExpression};

/// One setting of a trigger, service, channel, `http`, `notify`, `respond` or `verify`.
///
/// The parser takes every word for a setting's name, so that a misspelt one is a did-you-mean of the checker.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// `timeout`, `header`, `verify` …
    pub name: Name,
    /// What follows it on its line.
    pub tail: SettingTail,
    /// All of it.
    pub span: Span,
}

/// What follows a setting's name.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingTail {
    /// `5s`, `"X-Key" e`, `none because "…"`, `header "X" within 5m`, `github(secrets.k)`, `hmac { … }`, `[a, b]`, or nothing.
    Operands {
        /// In order; a bare word is an [`Expression`] of kind name.
        operands: Vec<Operand>,
        /// The settings between braces after them, as in `verify hmac { … }`.
        block: Option<Vec<Setting>>,
    },
    /// `body …`
    Body(BodySetting),
    /// `expect T`
    Type(TypeExpression),
    /// A setting with a grammar of its own that the compiler does not build yet: `rate … per … by …`, `query { … }` of a trigger, `dedupe … for …`.
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}

/// One operand of a setting.
pub type Operand = Expression;

/// `body json T`, `body text`
#[derive(Clone, Debug, PartialEq)]
pub enum BodySetting {
    /// `body json T`; without a type it is unknown data.
    Json(Option<TypeExpression>),
    /// `body form T`; without a type an error of the checker.
    Form(Option<TypeExpression>),
    /// `body text`
    Text,
    /// `body bytes`
    Bytes,
    /// `body none`
    None,
    /// `multipart`, `xml`, `json by …`
    NotBuilt(Feature, Span),
    /// Another word.
    Unknown(Name),
}
