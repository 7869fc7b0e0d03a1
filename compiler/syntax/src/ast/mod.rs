//! The syntax tree: what was written, with the span of everything, and nothing of what it means.
//!
//! What the grammar knows and the compiler does not build yet stands in the tree as `NotBuilt` with its [`Feature`]; what could
//! not be parsed stands as `Error`, and its diagnostic has been given. Every walk over the tree stands on [`Node::for_each_child`].

mod children;
mod expression;
mod identity;
mod item;
mod moved;
mod node;
mod setting;
mod statement;
mod types;
mod walk;

use std::sync::Arc;

use flowright_diagnostics::{FileId, Span};

pub use expression::{
    BinaryOperator, Expression, ExpressionKind, MatchArm, Pattern, PatternKind, RecordEntry,
    TextPart, UnaryOperator,
};
pub use identity::Identity;
pub use item::{
    ChannelItem, CollectionField, CollectionItem, CollectionKey, ConfigItem, FunctionItem, Item,
    ItemKind, KeyKind, Parameter, PathSegment, SecretItem, ServiceItem, Trigger, TypeItem,
    WebhookTrigger, WorkflowItem,
};
pub(crate) use moved::Moved;
pub use node::Node;
pub use setting::{BodySetting, Operand, Setting, SettingTail};
pub use statement::{
    Block, BranchArm, Clause, CreateStep, FindStep, HttpStep, HttpTarget, NotifyStep,
    RespondStatement, Statement, StatementKind, Step, StepKind, UpdateStep, UpsertStep,
};
pub use types::{TypeExpression, TypeField, TypeKind};
pub use walk::Walk;

/// A name as written. Its text may be a plain string's where a field is named (`"event-data": …`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A `///` comment, its lines joined by newlines, without the slashes and one blank after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// The text.
    pub text: Box<str>,
    /// From the first line to the last.
    pub span: Span,
}

/// All items of one file, in order.
#[derive(Clone, Debug)]
pub struct File {
    /// Which file.
    pub file: FileId,
    /// Its items. One that did not change is the same one where the file is parsed again.
    pub items: Vec<Arc<Item>>,
}

/// Something of the language that the grammar knows and the compiler does not build yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// As it reads in a message: "`for`", "the trigger setting `rate`".
    pub name: &'static str,
}
