//! Statements and steps.

use flowright_diagnostics::Span;

use super::{Expression, Feature, Name, RecordEntry, Setting, TypeExpression};

/// Statements between braces; the last one's value is the block's where one is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// In order.
    pub statements: Vec<Statement>,
    /// With its braces.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What was written.
    pub kind: StatementKind,
    /// Where.
    pub span: Span,
}

/// The kinds of statements.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// `let x: T = …`
    Let {
        /// What is bound.
        name: Name,
        /// The type, if written.
        ty: Option<TypeExpression>,
        /// To what; a step stands here as [`ExpressionKind::Step`](super::ExpressionKind::Step).
        value: Expression,
    },
    /// An expression as a line: a step, an `if`, `branch` or `match`, or the value of its block.
    Expression(Expression),
    /// `try { … } catch e { … }`
    Try {
        /// What may fail.
        body: Block,
        /// The name of the failure; `None` where it was left out.
        error: Option<Name>,
        /// What is done then; `None` where `catch` is missing, which is an error of the checker.
        catch: Option<Block>,
    },
    /// `respond …`
    Respond(RespondStatement),
    /// `fail "why"`
    Fail {
        /// Why.
        message: Expression,
    },
    /// `for`, `while`, `var`, `x = …`, `parallel`, `delay`, `later`, `stop`, `log`, `on failure` …
    NotBuilt {
        /// Which.
        feature: Feature,
        /// The name that it binds for the lines after it: that of `var`.
        binds: Option<Name>,
    },
    /// Could not be parsed.
    Error,
}

/// `respond 201 { header "Location" l, json { … } }`, `respond 422 json { … }`, `respond 204`
#[derive(Clone, Debug, PartialEq)]
pub struct RespondStatement {
    /// The status; `None` where it was left out, which is an error of the checker.
    pub status: Option<Expression>,
    /// `json e` right behind is the one setting.
    pub settings: Vec<Setting>,
}

/// `when c { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct BranchArm {
    /// The condition.
    pub condition: Expression,
    /// What is done where it holds.
    pub body: Block,
}

/// A step: it touches the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// All of it.
    pub span: Span,
}

/// The kinds of steps.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// `create C { … }`
    Create(CreateStep),
    /// `upsert C by (…) { … }`
    Upsert(UpsertStep),
    /// `find one C where …`
    FindOne(FindStep),
    /// `update C where … set { … }`
    Update(UpdateStep),
    /// `http METHOD … { … }`
    Http(HttpStep),
    /// `notify CHANNEL …`
    Notify(NotifyStep),
    /// `find`, `count`, `sum`, `delete`, `run`, `call`, `start`, `transaction` …
    NotBuilt(Feature),
}

/// `create customers { name: form.name }`
#[derive(Clone, Debug, PartialEq)]
pub struct CreateStep {
    /// The collection.
    pub collection: Name,
    /// The fields written.
    pub entries: Vec<RecordEntry>,
}

/// `upsert customers by (email) { name: form.name, on create { assigned_to: owner } }`
#[derive(Clone, Debug, PartialEq)]
pub struct UpsertStep {
    /// The collection.
    pub collection: Name,
    /// The fields of a declared `unique`.
    pub by: Vec<Name>,
    /// The fields written.
    pub entries: Vec<RecordEntry>,
    /// The fields written on create only.
    pub on_create: Vec<RecordEntry>,
}

/// `find one customers where .email == e`
#[derive(Clone, Debug, PartialEq)]
pub struct FindStep {
    /// The collection.
    pub collection: Name,
    /// The condition; `None` where it was left out, which is an error of the checker.
    pub condition: Option<Expression>,
    /// `order by`, `limit`, `offset`: not built yet.
    pub clauses: Vec<Clause>,
}

/// A clause of a query that the compiler does not build yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Which.
    pub feature: Feature,
    /// Where.
    pub span: Span,
}

/// `update customers where .id == 1 set { name: "x" }`, `update customers all set { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateStep {
    /// The collection.
    pub collection: Name,
    /// The condition; `None` for `all`.
    pub condition: Option<Expression>,
    /// The word `all`, where written; with neither it nor a condition the checker refuses the step.
    pub all: Option<Span>,
    /// What is set.
    pub entries: Vec<RecordEntry>,
}

/// `http POST ci "/deploys" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct HttpStep {
    /// `POST`
    pub method: Name,
    /// Where it goes.
    pub target: HttpTarget,
    /// Its settings.
    pub settings: Vec<Setting>,
}

/// Where an `http` step goes.
#[derive(Clone, Debug, PartialEq)]
pub enum HttpTarget {
    /// `"https://example.com/x/{id}"`, or any other expression, such as `config.url`; the checker says whether the host is fixed.
    Url(Expression),
    /// `ci "/deploys/{id}"`
    Service {
        /// The service.
        service: Name,
        /// The path; `None` where it was left out.
        path: Option<Expression>,
    },
}

/// `notify team "text"`, `notify mail { to …, subject …, text … }`
#[derive(Clone, Debug, PartialEq)]
pub struct NotifyStep {
    /// The channel.
    pub channel: Name,
    /// The text right behind it.
    pub text: Option<Expression>,
    /// Its settings.
    pub settings: Vec<Setting>,
}
