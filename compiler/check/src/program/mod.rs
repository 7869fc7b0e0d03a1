//! The typed program: every name resolved, every expression with its type, every setting read.
//!
//! Lowering takes a [`Program`] only when no diagnostic is an error; so wherever the tree holds [`Type::Error`] or an `Error` node,
//! there is an error diagnostic too. Every walk over it stands on [`Node::for_each_child`].

mod declarations;
mod expression;
mod node;
mod step;
mod trigger;

use flowright_diagnostics::Span;
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;

pub use flowright_stdlib::operators::{Arithmetic, Comparison};

pub use declarations::{
    Channel, ChannelKind, Config, Function, Secret, Service, SettingText, SettingTextPart, Workflow,
};
pub use expression::{
    Arm, Block, ContextMember, Conversion, Expression, ExpressionKind, FieldValue, Format, Pattern,
    Statement, TextPart,
};
pub use node::{Node, Walk};
pub use step::{
    Expectation, HttpBodyKind, HttpStep, HttpTarget, Respond, ResponseBody, Step, StepKind,
};
pub use trigger::{
    Algorithm, Body, Encoding, HmacScheme, PathSegment, SignedPart, TimestampWindow, Trigger,
    Verify, Webhook,
};

/// Everything a project declares.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// `secret …`
    pub secrets: Vec<Secret>,
    /// `config …`
    pub configs: Vec<Config>,
    /// `collection …`, with the span of each name.
    pub collections: Vec<Declared<Collection>>,
    /// `service …`
    pub services: Vec<Service>,
    /// `channel …`
    pub channels: Vec<Channel>,
    /// `fn …`; the functions that one calls stand before it.
    pub functions: Vec<Function>,
    /// `workflow …`
    pub workflows: Vec<Workflow>,
}

/// A declaration with the span of its name.
#[derive(Clone, Debug)]
pub struct Declared<T> {
    /// What is declared.
    pub value: T,
    /// Where its name stands.
    pub span: Span,
}

/// A binding of a function or workflow: a parameter, a `let`, the `e` of a `catch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BindingId(pub u32);

/// What a binding is.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Its name.
    pub name: Box<str>,
    /// Its type.
    pub ty: Type,
    /// Where it is bound.
    pub span: Span,
}

/// The type of the `e` of a `catch`: `code`, `message`, `step`, `status`.
#[must_use]
pub fn failure_type() -> Type {
    use flowright_stdlib::types::{Field, Origin};
    let field = |name: &str, ty: Type| Field {
        name: name.into(),
        ty,
    };
    let fields = vec![
        field("code", Type::Text),
        field("message", Type::Text),
        field("step", Type::Text),
        field("status", Type::Int.optional()),
    ];
    Type::record_of(Origin::Failure, fields)
}
