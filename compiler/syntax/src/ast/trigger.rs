//! Triggers.

use flowright_diagnostics::Span;

use super::{Feature, Name, Parameter, Setting, TypeExpression};

/// A trigger.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// `trigger webhook …`
    Webhook(WebhookTrigger),
    /// `trigger call …`
    Call(CallTrigger),
    /// `schedule`, `collection`.
    NotBuilt(Feature, Span),
    /// Could not be parsed.
    Error(Span),
}

impl Trigger {
    /// The webhook trigger, if this is one.
    #[must_use]
    pub fn as_webhook(&self) -> Option<&WebhookTrigger> {
        if let Trigger::Webhook(webhook) = self {
            Some(webhook)
        } else {
            None
        }
    }

    /// The trigger of a workflow that is called, if this is one.
    #[must_use]
    pub fn as_call(&self) -> Option<&CallTrigger> {
        if let Trigger::Call(call) = self {
            Some(call)
        } else {
            None
        }
    }

    /// Its span.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Trigger::Webhook(webhook) => webhook.span,
            Trigger::Call(call) => call.span,
            Trigger::NotBuilt(_, span) | Trigger::Error(span) => *span,
        }
    }
}

/// `trigger webhook POST "/forms/{topic}" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct WebhookTrigger {
    /// `POST`
    pub method: Name,
    /// The path pattern; `None` if omitted.
    pub path: Option<Vec<PathSegment>>,
    /// The span of the pattern with its quotes; if omitted, an empty span after the method.
    pub path_span: Span,
    /// Its settings.
    pub settings: Vec<Setting>,
    /// From `trigger` to its end.
    pub span: Span,
}

/// `trigger call (order: Order) -> int`
#[derive(Clone, Debug, PartialEq)]
pub struct CallTrigger {
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The type of the result; `None` if the workflow yields none.
    pub returns: Option<TypeExpression>,
    /// Its settings.
    pub settings: Vec<Setting>,
    /// From `trigger` to its end.
    pub span: Span,
}

/// A part of the path pattern between slashes. A part that mixes text and parameters is a parser
/// error.
#[derive(Clone, Debug, PartialEq)]
pub enum PathSegment {
    /// Literal text of the URL.
    Literal(Name),
    /// `{id: int}`; without a type, the parameter is a text.
    Parameter {
        /// The name it binds in `context.params`.
        name: Name,
        /// Its type.
        ty: Option<TypeExpression>,
    },
}
