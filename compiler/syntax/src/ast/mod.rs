//! The syntax tree: the source as written, with a span for every node and no semantics. Spans are
//! relative to their declaration, so a declaration that merely moved compares equal.
//!
//! Features that the grammar accepts but the compiler does not support yet appear as `NotBuilt`
//! with their [`Feature`]; code that could not be parsed appears as `Error`, and its diagnostic has
//! already been reported. Every traversal of the tree is built on [`Node::for_each_child`].

mod binder;
mod children;
mod code;
mod doc;
mod feature;
mod file;
mod item;
mod name;
mod node;
mod number;
mod operators;
mod parameter;
mod pattern;
mod trigger;
mod types;
mod verb;
mod walk;
mod written_row;

pub use binder::Binder;
pub use code::{
    Block, BodyArm, BodyBy, BodySetting, BranchArm, CallStep, Clause, ClauseKind, CreateStep,
    DeleteStep, Expression, ExpressionKind, ForLoop, HttpStep, HttpTarget, LogStatement, MatchArm,
    NotifyStep, Operand, OrderKey, Parallel, ParallelBranch, QueryStep, RecordEntry,
    RespondStatement, Setting, SettingTail, Statement, StatementKind, Step, StepKind, TextPart,
    TryCatch, TypedField, UpdateStep, UpsertStep, WhileLoop,
};
pub use doc::Doc;
pub use feature::Feature;
pub use file::File;
pub use item::{
    ChannelItem, CollectionField, CollectionItem, CollectionKey, ConfigItem, FunctionItem, Item,
    ItemKind, KeyKind, SecretItem, ServiceItem, TypeItem, WorkflowItem,
};
pub use name::Name;
pub use node::Node;
pub use number::FloatLiteral;
pub use operators::{BinaryOperator, UnaryOperator};
pub use parameter::Parameter;
pub use pattern::{Pattern, PatternKind};
pub use trigger::{CallTrigger, PathSegment, Trigger, WebhookTrigger};
pub use types::{TypeExpression, TypeField, TypeKind};
pub use verb::QueryVerb;
pub use walk::Walk;
pub use written_row::WrittenRow;
