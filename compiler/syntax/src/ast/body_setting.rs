//! The setting `body` of a trigger.

use flowright_diagnostics::Span;

use super::{Feature, Name, TypeExpression};

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
