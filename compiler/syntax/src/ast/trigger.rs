//! Triggers.

use flowright_diagnostics::Span;

use super::{Feature, Name, Setting, TypeExpression};

/// A trigger.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// `trigger webhook …`
    Webhook(WebhookTrigger),
    /// `schedule`, `collection`, `call`.
    NotBuilt(Feature, Span),
    /// Could not be parsed.
    Error(Span),
}

impl Trigger {
    /// The webhook that it is, if it is one.
    #[must_use]
    pub fn as_webhook(&self) -> Option<&WebhookTrigger> {
        if let Trigger::Webhook(webhook) = self {
            Some(webhook)
        } else {
            None
        }
    }
}

/// `trigger webhook POST "/forms/{topic}" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct WebhookTrigger {
    /// `POST`
    pub method: Name,
    /// The pattern of the path; `None` where it was left out.
    pub path: Option<Vec<PathSegment>>,
    /// The pattern with its quotes; empty after the method where it was left out.
    pub path_span: Span,
    /// Its settings.
    pub settings: Vec<Setting>,
    /// From `trigger` to its end.
    pub span: Span,
}

/// A part of a path's pattern between slashes, or a part that mixes text and parameters, which is an error of the parser.
#[derive(Clone, Debug, PartialEq)]
pub enum PathSegment {
    /// As it stands in the URL.
    Literal(Name),
    /// `{id: int}`; without a type it is a text.
    Parameter {
        /// The name it binds in `context.params`.
        name: Name,
        /// Its type.
        ty: Option<TypeExpression>,
    },
}
