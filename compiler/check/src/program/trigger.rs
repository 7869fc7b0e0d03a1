//! Triggers, with all settings read.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::SchemeSpec;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::{Expression, Flag, Origins, Settings};

/// The trigger of a workflow.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// `trigger webhook …`: an HTTP request. Only webhooks have routes.
    Webhook(Webhook),
}

/// `trigger webhook POST "/forms/{topic}" { … }`, always synchronous for now.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The method, upper case.
    pub method: Box<str>,
    /// The path; the default is `/api/webhooks/<workflow>`.
    pub path: Vec<PathSegment>,
    /// CIDR ranges that are allowed to call; empty means all.
    pub allow: Vec<Box<str>>,
    /// CIDR ranges that are not allowed to call.
    pub deny: Vec<Box<str>>,
    /// The maximum size of the body, in bytes.
    pub max_body: u64,
    /// How requests are verified.
    pub verify: Verify,
    /// A condition on `context` without `data`; if it is false, the response is 204.
    pub when: Option<Expression>,
    /// The declared query parameters.
    pub query: Option<Members>,
    /// The declared headers.
    pub headers: Option<Members>,
    /// How the body is decoded.
    pub body: Body,
    /// The origins whose pages may call it from a browser.
    pub cors: Option<Origins>,
    /// How long an execution may take.
    pub deadline: Duration,
    /// Whether it is served.
    pub enabled: Flag,
    /// The span of the whole trigger.
    pub span: Span,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// Literal text, percent-decoded.
    Literal(Box<str>),
    /// `{id: int}`, the next path parameter: text, int, bool, float or literals.
    Parameter {
        /// Its name.
        name: Box<str>,
        /// Its type.
        ty: Type,
    },
}

/// Query parameters or headers with their types.
#[derive(Clone, Debug)]
pub struct Members {
    /// The record of them; the names of headers are lower-case.
    pub ty: Type,
    /// The default of each field of the record, for a request without it.
    pub defaults: Vec<Option<Constant>>,
}

/// How the body is decoded.
#[derive(Clone, Debug)]
pub enum Body {
    /// `body json T`; `T` defaults to `json`.
    Json(Type),
    /// `body json by EXPR { … }`
    JsonBy {
        /// An int: which variant of the union the body is, counted from 1; 0 if the request is
        /// ignored.
        by: Expression,
        /// A union without a tag.
        union: Type,
    },
    /// `body form T`, where `T` is a record.
    Form(Type),
    /// `body multipart T`, where `T` is a record.
    Multipart(Type),
    /// `body text`
    Text,
    /// `body bytes`
    Bytes,
    /// `body none`: a non-empty body is refused. There is no `context.data`.
    None,
}

/// How requests are verified.
#[derive(Clone, Debug)]
pub enum Verify {
    /// `verify none because "…"`
    None {
        /// The reason, as written.
        because: Box<str>,
    },
    /// By a scheme: one valid signature with any of its secrets is sufficient.
    Scheme {
        /// The scheme.
        scheme: &'static SchemeSpec,
        /// Its settings; the argument in `verify NAME(secrets.k)` is its `secret` setting.
        settings: Settings,
    },
}
