//! The setting `body` of a trigger.

use flowright_diagnostics::Span;

use super::{Feature, Name, TypeExpression};

/// `body json T`, `body text`
#[derive(Clone, Debug, PartialEq)]
pub enum BodySetting {
    /// `body json T`; without a type, the body is unknown data.
    Json(Option<TypeExpression>),
    /// `body form T`; a missing type is a checker error.
    Form(Option<TypeExpression>),
    /// `body multipart T`; a missing type is a checker error.
    Multipart(Option<TypeExpression>),
    /// `body text`
    Text,
    /// `body bytes`
    Bytes,
    /// `body none`
    None,
    /// `xml`, `json by …`
    NotBuilt(Feature, Span),
    /// An unknown word.
    Unknown(Name),
}
