//! Triggers, every setting read.

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::SchemeSpec;
use flowright_stdlib::types::Type;

use super::{Expression, Settings};

/// What starts a workflow.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// `trigger webhook …`: an HTTP request. Only webhooks have routes.
    Webhook(Webhook),
}

/// `trigger webhook POST "/forms/{topic}" { … }`, always sync for now.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The method, upper case.
    pub method: Box<str>,
    /// The path; without one written, `/api/webhooks/<workflow>`.
    pub path: Vec<PathSegment>,
    /// CIDR ranges that may call; empty means all.
    pub allow: Vec<Box<str>>,
    /// CIDR ranges that may not call.
    pub deny: Vec<Box<str>>,
    /// The largest body taken, in bytes.
    pub max_body: u64,
    /// How requests are verified.
    pub verify: Verify,
    /// A condition over `context` without `data`; where it does not hold the answer is 204.
    pub when: Option<Expression>,
    /// What the body is.
    pub body: Body,
    /// All of the trigger.
    pub span: Span,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// As it stands in the URL, decoded.
    Literal(Box<str>),
    /// `{id: int}`, the next of the path's parameters: text, int, bool, float or literals.
    Parameter {
        /// Its name.
        name: Box<str>,
        /// Its type.
        ty: Type,
    },
}

/// What the body is.
#[derive(Clone, Debug)]
pub enum Body {
    /// `body json T`; without `T` it is `json`.
    Json(Type),
    /// `body form T`, `T` a record.
    Form(Type),
    /// `body text`
    Text,
    /// `body bytes`
    Bytes,
    /// `body none`: a body that is not empty is refused. `context.data` is not there.
    None,
}

/// How requests are verified.
#[derive(Clone, Debug)]
pub enum Verify {
    /// `verify none because "…"`
    None {
        /// Why, as written.
        because: Box<str>,
    },
    /// By a scheme: one valid signature by any of its secrets is enough.
    Scheme {
        /// The scheme.
        scheme: &'static SchemeSpec,
        /// Its settings; what `verify NAME(secrets.k)` says is its `secret`.
        settings: Settings,
    },
}
