//! The syntax tree: what was written, with the span of everything, and nothing of what it means. Spans are counted from the declaration,
//! so that one that only moved is the same.
//!
//! What the grammar knows and the compiler does not build yet stands in the tree as `NotBuilt` with its [`Feature`]; what could
//! not be parsed stands as `Error`, and its diagnostic has been given. Every walk over the tree stands on [`Node::for_each_child`].

mod binder;
mod body_setting;
mod children;
mod code;
mod doc;
mod feature;
mod file;
mod item;
mod name;
mod node;
mod operators;
mod pattern;
mod trigger;
mod types;
mod verb;
mod walk;
mod written_row;

pub use binder::Binder;
pub use body_setting::BodySetting;
pub use code::{
    Block, BranchArm, Clause, ClauseKind, CreateStep, DeleteStep, Expression, ExpressionKind,
    ForLoop, HttpStep, HttpTarget, LogStatement, MatchArm, NotifyStep, Operand, OrderKey,
    QueryStep, RecordEntry, RespondStatement, Setting, SettingTail, Statement, StatementKind, Step,
    StepKind, TextPart, TryCatch, UpdateStep, UpsertStep, WhileLoop,
};
pub use doc::Doc;
pub use feature::Feature;
pub use file::File;
pub use item::{
    ChannelItem, CollectionField, CollectionItem, CollectionKey, ConfigItem, FunctionItem, Item,
    ItemKind, KeyKind, Parameter, SecretItem, ServiceItem, TypeItem, WorkflowItem,
};
pub use name::Name;
pub use node::Node;
pub use operators::{BinaryOperator, UnaryOperator};
pub use pattern::{Pattern, PatternKind};
pub use trigger::{PathSegment, Trigger, WebhookTrigger};
pub use types::{TypeExpression, TypeField, TypeKind};
pub use verb::QueryVerb;
pub use walk::Walk;
pub use written_row::WrittenRow;
