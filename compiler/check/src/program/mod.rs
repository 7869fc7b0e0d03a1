//! The typed program: every name resolved, every expression with its type, every setting read.
//!
//! Lowering takes a [`Program`] only when no diagnostic is an error; so wherever the tree holds `Type::Error` or an `Error` node, there is
//! an error diagnostic too. Every walk over it stands on [`Node::for_each_child`].

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
    Arm, Block, Conversion, Expression, ExpressionKind, FieldValue, For, Format, Lambda, Log,
    Pattern, Respond, ResponseBody, Statement, Step, TextPart, Try, While,
};
pub use node::{Node, Walk};
pub use settings::{SettingText, SettingTextPart, SettingValue, Settings};
pub use step::{Expectation, HttpBodyKind, HttpStep, HttpTarget, StepKind};
pub use trigger::{Body, PathSegment, Trigger, Verify, Webhook};
pub use with_body::{Function, Workflow};

/// Everything a project declares.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Where the declarations stand, from which all spans are counted.
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
