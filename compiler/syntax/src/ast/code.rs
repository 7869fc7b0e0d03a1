//! The code of functions and workflows: expressions, statements, steps and settings. They are one file because each holds the others.

use flowright_diagnostics::Span;

use super::{
    BinaryOperator, BodySetting, Feature, Name, Pattern, QueryVerb, TypeExpression, UnaryOperator,
};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What was written.
    pub kind: ExpressionKind,
    /// Where; parentheses around it are not part of it.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// `1_000`; a number that does not fit is an error of the parser.
    Int(i64),
    /// `1.5`, `1e9`
    Float(f64),
    /// A string of any kind: its parts, escapes resolved. A plain string has one literal part or none.
    Text(Vec<TextPart>),
    /// `500ms`, in microseconds.
    Duration(u64),
    /// `64kb`, in bytes.
    Size(u64),
    /// `name`, also `context`, `secrets`, `config`.
    Name(Name),
    /// `.status`: the field of the collection at hand.
    Column(Name),
    /// `x.f`, `x?.f`
    Field {
        /// What has the field.
        base: Box<Expression>,
        /// The field.
        field: Name,
        /// Whether by `?.`.
        optional: bool,
    },
    /// `x.f(a)`, `x?.f(a)`
    MethodCall {
        /// What it is called on.
        base: Box<Expression>,
        /// The function.
        function: Name,
        /// What it is given.
        arguments: Vec<Expression>,
        /// Whether by `?.`.
        optional: bool,
    },
    /// `f(a)`
    Call {
        /// The function.
        function: Name,
        /// What it is given.
        arguments: Vec<Expression>,
    },
    /// `x[i]`
    Index {
        /// What is indexed.
        base: Box<Expression>,
        /// By what.
        index: Box<Expression>,
    },
    /// `not a`, `-a`
    Unary {
        /// Which.
        operator: UnaryOperator,
        /// Of what.
        operand: Box<Expression>,
    },
    /// `a + b`
    Binary {
        /// Which.
        operator: BinaryOperator,
        /// Where the operator stands.
        operator_span: Span,
        /// The left side.
        left: Box<Expression>,
        /// The right side.
        right: Box<Expression>,
    },
    /// `{ a: 1, b }`
    Record(Vec<RecordEntry>),
    /// `[1, 2]`
    List(Vec<Expression>),
    /// `if c { … } else if d { … } else { … }`
    If {
        /// The condition.
        condition: Box<Expression>,
        /// Where it holds.
        then: Block,
        /// Where it does not; `else if` is a block of one `if`.
        otherwise: Option<Block>,
    },
    /// `branch { when c { … }, else { … } }`
    Branch {
        /// The `when` arms.
        arms: Vec<BranchArm>,
        /// The `else` block.
        otherwise: Option<Block>,
    },
    /// `match v { "a" => 1, _ { … } }`
    Match {
        /// What is looked at.
        scrutinee: Box<Expression>,
        /// The arms.
        arms: Vec<MatchArm>,
    },
    /// `x => …`, `(a, b) => …`: an argument of a function of the library.
    Lambda {
        /// The names that it is given.
        parameters: Vec<Name>,
        /// What it gives.
        body: Box<Expression>,
    },
    /// `for x in list { … }`
    For(Box<ForLoop>),
    /// `while c at most 100 { … }`
    While(Box<WhileLoop>),
    /// `try { … } catch e { … }`
    Try(Box<TryCatch>),
    /// `fail "why"`, `fail e`: a line, an arm, or the right side of `??`.
    Fail(Box<Expression>),
    /// A step, where a step may stand (the parser takes it as the right side of `let`, as a line of a block, or after `=>`).
    Step(Box<Step>),
    /// `parallel { … }`, `decode j as T` …
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}

/// A piece of a string.
#[derive(Clone, Debug, PartialEq)]
pub enum TextPart {
    /// Text, escapes resolved.
    Literal(Box<str>),
    /// `{expr}`
    Interpolation(Expression),
}

/// `name: value`, or `name` alone for `name: name`. One that could not be parsed has no name, and its value is an error.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordEntry {
    /// The field.
    pub name: Name,
    /// Its value; `None` for the shorthand.
    pub value: Option<Expression>,
    /// Whether written `name?: value`: left out when null.
    pub omit_null: bool,
    /// All of it.
    pub span: Span,
}

impl RecordEntry {
    /// Whether it could not be parsed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.name.text.is_empty()
            && matches!(&self.value, Some(value) if matches!(value.kind, ExpressionKind::Error))
    }
}

/// `"a" | "b" => value`, or `_ { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct MatchArm {
    /// What it takes: one pattern, or several by `|`.
    pub patterns: Vec<Pattern>,
    /// What it gives: after `=>` a block of one expression.
    pub body: Block,
    /// All of it.
    pub span: Span,
}

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
        /// To what; a step stands here as [`ExpressionKind::Step`].
        value: Expression,
    },
    /// `var x: T = …`
    Var {
        /// What is bound.
        name: Name,
        /// The type, if written.
        ty: Option<TypeExpression>,
        /// To what at first.
        value: Expression,
    },
    /// `x = …`
    Assign {
        /// The variable.
        name: Name,
        /// What it holds from then on.
        value: Expression,
    },
    /// An expression as a line: a step, an `if`, `branch`, `match`, `for`, `while`, `try` or `fail`, or the value of its block.
    Expression(Expression),
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `respond …`
    Respond(RespondStatement),
    /// `log info "…" { … }`
    Log(LogStatement),
    /// `delay`, `later`, `stop`, `on failure` …
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}

/// `for x in list { … }`, `for i, x in list { … }`, `for key, value in map { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct ForLoop {
    /// The index or the key, where two names are written.
    pub index: Option<Name>,
    /// The element.
    pub element: Name,
    /// What is gone through.
    pub list: Expression,
    /// `at most n at once`
    pub at_once: Option<Expression>,
    /// What is done for each element.
    pub body: Block,
}

/// `while c at most 100 { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct WhileLoop {
    /// The condition.
    pub condition: Expression,
    /// The most rounds; `None` where it was left out, which is an error of the checker.
    pub at_most: Option<Expression>,
    /// What is done in each round.
    pub body: Block,
}

/// `try { … } catch e { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct TryCatch {
    /// What may fail.
    pub body: Block,
    /// The name of the failure; `None` where it was left out.
    pub error: Option<Name>,
    /// What is done then; `None` where `catch` is missing, which is an error of the checker.
    pub catch: Option<Block>,
}

/// `log info "…" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct LogStatement {
    /// `info`, `warn`, `error` …
    pub level: Name,
    /// What is said.
    pub message: Expression,
    /// The fields beside it.
    pub fields: Vec<RecordEntry>,
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
    /// `find C where …`, `find one C where …`, `count C where …`, `sum .f of C where …`
    Query(QueryStep),
    /// `update C where … set { … }`
    Update(UpdateStep),
    /// `delete C where …`
    Delete(DeleteStep),
    /// `http METHOD … { … }`
    Http(HttpStep),
    /// `notify CHANNEL …`
    Notify(NotifyStep),
    /// `run`, `call`, `start`, `transaction` …
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

/// `find customers where .city == c order by .name limit 10`, `find one customers …`, `count customers …`, `sum .total of orders`
#[derive(Clone, Debug, PartialEq)]
pub struct QueryStep {
    /// What is asked for.
    pub verb: QueryVerb,
    /// The field whose values are asked for: `sum .total of orders`.
    pub field: Option<Expression>,
    /// The collection.
    pub collection: Name,
    /// In any order, each any number of times: the checker says which the verb takes.
    pub clauses: Vec<Clause>,
}

/// A clause of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Which.
    pub kind: ClauseKind,
    /// Where.
    pub span: Span,
}

/// The kinds of clauses.
#[derive(Clone, Debug, PartialEq)]
pub enum ClauseKind {
    /// `where .city == c`
    Where(Expression),
    /// `order by .city desc, .name`
    OrderBy(Vec<OrderKey>),
    /// `limit 10`
    Limit(Expression),
    /// `offset 10`
    Offset(Expression),
    /// `group by .city`
    NotBuilt(Feature),
}

/// `.city desc`
#[derive(Clone, Debug, PartialEq)]
pub struct OrderKey {
    /// What the rows are ordered by.
    pub value: Expression,
    /// Whether the largest comes first.
    pub descending: bool,
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

/// `delete customers where .id == 1`, `delete customers all`
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteStep {
    /// The collection.
    pub collection: Name,
    /// The condition; `None` for `all`.
    pub condition: Option<Expression>,
    /// The word `all`, where written; with neither it nor a condition the checker refuses the step.
    pub all: Option<Span>,
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

/// One setting of a trigger, service, channel, `http`, `notify`, `respond` or `verify`.
///
/// The parser takes every word for a setting's name, so that a misspelt one is a did-you-mean of the checker.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// `timeout`, `header`, `verify` …
    pub name: Name,
    /// What follows it on its line.
    pub tail: SettingTail,
    /// All of it.
    pub span: Span,
}

/// What follows a setting's name.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingTail {
    /// `5s`, `"X-Key" e`, `none because "…"`, `header "X" within 5m`, `github(secrets.k)`, `hmac { … }`, `[a, b]`, or nothing.
    Operands {
        /// In order; a bare word is an [`Expression`] of kind name.
        operands: Vec<Operand>,
        /// The settings between braces after them, as in `verify hmac { … }`.
        block: Option<Vec<Setting>>,
    },
    /// `body …`
    Body(BodySetting),
    /// `expect T`
    Type(TypeExpression),
    /// A setting with a grammar of its own that the compiler does not build yet: `rate … per … by …`, `query { … }` of a trigger, `dedupe … for …`.
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}

/// One operand of a setting.
pub type Operand = Expression;
