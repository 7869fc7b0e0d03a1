//! The typed program: names are resolved, expressions are typed, settings are read.
//!
//! Lowering takes a [`Program`] only if there are no errors: wherever the tree contains
//! `Type::Error` or an `Error` node, there is also an error diagnostic. Every traversal is based on
//! [`Node::for_each_child`].

mod binding;
mod context;
mod declarations;
mod expression;
mod node;
mod settings;
mod step;
mod trigger;
mod with_body;

use flowright_diagnostics::{Anchors, Span};
use flowright_stdlib::schema::Collection;

pub use flowright_stdlib::operators::{Arithmetic, Comparison};

pub use binding::{Binding, BindingId, failure_type};
pub use context::ContextMember;
pub use declarations::{Channel, Config, Secret, Service};
pub use expression::{
    Arm, Block, Branch, Conversion, Expression, ExpressionKind, FieldValue, For, Format, Lambda,
    Log, Parallel, Pattern, Respond, ResponseBody, Statement, Step, TextPart, Transaction, Try,
    While,
};
pub use node::{Node, Walk};
pub use settings::{
    Credentials, Flag, Origins, SettingText, SettingTextPart, SettingValue, Settings,
};
pub use step::{AuthScheme, Expectation, HttpBodyKind, HttpStep, HttpTarget, PartKind, StepKind};
pub use trigger::{Body, Members, PathSegment, Trigger, Verify, Webhook};
pub use with_body::{CalledWorkflow, Function, Workflow};

/// All declarations of a project.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The positions of the declarations, to which all spans are relative.
    pub anchors: Anchors,
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
    /// `fn …`; each function comes after the functions that it calls.
    pub functions: Vec<Function>,
    /// `workflow …` with `trigger call`; each comes after the workflows that it calls.
    pub called: Vec<CalledWorkflow>,
    /// `workflow …` with any other trigger.
    pub workflows: Vec<Workflow>,
}

/// A declaration with the span of its name.
#[derive(Clone, Debug)]
pub struct Declared<T> {
    /// The declaration.
    pub value: T,
    /// The span of its name.
    pub span: Span,
}
