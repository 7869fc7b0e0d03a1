//! The code of functions and workflows: expressions, statements, steps and settings. They share one
//! file because they are mutually recursive.

use flowright_diagnostics::Span;

use super::{
    BinaryOperator, Feature, FloatLiteral, Name, Pattern, QueryVerb, TypeExpression, TypeField,
    UnaryOperator,
};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The kind of expression.
    pub kind: ExpressionKind,
    /// Its span, without surrounding parentheses.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// `1_000`; a number out of range is a parser error.
    Int(i64),
    /// `1.5`, `1e9`
    Float(FloatLiteral),
    /// A string of any kind: its parts, with escapes resolved. A plain string has at most one
    /// literal part.
    Text(Vec<TextPart>),
    /// `500ms`, in microseconds.
    Duration(u64),
    /// `64kb`, in bytes.
    Size(u64),
    /// `name`, also `context`, `secrets`, `config`.
    Name(Name),
    /// `.status`: a field of the collection in scope.
    Column(Name),
    /// `x.f`, `x?.f`
    Field {
        /// The expression that has the field.
        base: Box<Expression>,
        /// The field.
        field: Name,
        /// Whether it is accessed by `?.`.
        optional: bool,
    },
    /// `x.f(a)`, `x?.f(a)`
    MethodCall {
        /// The receiver.
        base: Box<Expression>,
        /// The function.
        function: Name,
        /// The arguments.
        arguments: Vec<Expression>,
        /// Whether it is called by `?.`.
        optional: bool,
    },
    /// `f(a)`
    Call {
        /// The function.
        function: Name,
        /// The arguments.
        arguments: Vec<Expression>,
    },
    /// `x[i]`
    Index {
        /// The indexed expression.
        base: Box<Expression>,
        /// The index.
        index: Box<Expression>,
        /// Whether it is indexed by `?[`.
        optional: bool,
    },
    /// `not a`, `-a`
    Unary {
        /// The operator.
        operator: UnaryOperator,
        /// Its operand.
        operand: Box<Expression>,
    },
    /// `a + b`
    Binary {
        /// The operator.
        operator: BinaryOperator,
        /// The span of the operator.
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
        /// The block taken if the condition holds.
        then: Block,
        /// The block taken otherwise; `else if` is a block of one `if`.
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
        /// The value that is matched.
        scrutinee: Box<Expression>,
        /// The arms.
        arms: Vec<MatchArm>,
    },
    /// `x => …`, `(a, b) => …`: an argument of a library function.
    Lambda {
        /// The parameters.
        parameters: Vec<Name>,
        /// The body.
        body: Box<Expression>,
    },
    /// `for x in list { … }`
    For(Box<ForLoop>),
    /// `while c at most 100 { … }`
    While(Box<WhileLoop>),
    /// `try { … } catch e { … }`
    Try(Box<TryCatch>),
    /// `parallel { a { … }, b { … } }`
    Parallel(Box<Parallel>),
    /// `fail "why"`, `fail e`: as a line, as an arm, or on the right side of `??`.
    Fail(Box<Expression>),
    /// A step in a position that allows one (the parser accepts it as the right side of `let`, as a
    /// line of a block, or after `=>`).
    Step(Box<Step>),
    /// `decode j as T`
    Decode {
        /// The value that is decoded.
        value: Box<Expression>,
        /// The type it is decoded to.
        ty: TypeExpression,
    },
    /// `parallel first { … }`
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}

/// A piece of a string.
#[derive(Clone, Debug, PartialEq)]
pub enum TextPart {
    /// Text with escapes resolved.
    Literal(Box<str>),
    /// `{expr}`
    Interpolation(Expression),
}

/// `name: value`, or the shorthand `name` for `name: name`. An entry that could not be parsed has
/// an empty name and an error value.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordEntry {
    /// The field; empty if the entry spreads a record.
    pub name: Name,
    /// Its value; `None` for the shorthand.
    pub value: Option<Expression>,
    /// Whether it is written as `...value`, which adds all fields of a record.
    pub spread: bool,
    /// Whether written as `name?: value`, which omits the field when the value is null.
    pub omit_null: bool,
    /// The span of the whole entry.
    pub span: Span,
}

impl RecordEntry {
    /// Whether the entry could not be parsed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.name.text.is_empty()
            && matches!(&self.value, Some(value) if matches!(value.kind, ExpressionKind::Error))
    }
}

/// `"a" | "b" => value`, or `_ { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct MatchArm {
    /// Its patterns: one, or several separated by `|`.
    pub patterns: Vec<Pattern>,
    /// Its body; after `=>`, a block of one expression.
    pub body: Block,
    /// The span of the whole arm.
    pub span: Span,
}

/// Statements between braces; where a value is expected, the last statement provides it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The statements in order.
    pub statements: Vec<Statement>,
    /// The span, including the braces.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The kind of statement.
    pub kind: StatementKind,
    /// Its span.
    pub span: Span,
}

/// The kinds of statements.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// `let x: T = …`
    Let {
        /// The name bound.
        name: Name,
        /// The type, if written.
        ty: Option<TypeExpression>,
        /// The value; a step appears here as [`ExpressionKind::Step`].
        value: Expression,
    },
    /// `var x: T = …`
    Var {
        /// The name bound.
        name: Name,
        /// The type, if written.
        ty: Option<TypeExpression>,
        /// The initial value.
        value: Expression,
    },
    /// `x = …`
    Assign {
        /// The variable.
        name: Name,
        /// The new value.
        value: Expression,
    },
    /// An expression as a line: a step, an `if`, `branch`, `match`, `for`, `while`, `try`,
    /// `parallel` or `fail`, or the value of its block.
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
    /// The index or the key, if two names are written.
    pub index: Option<Name>,
    /// The element.
    pub element: Name,
    /// The list or map iterated over.
    pub list: Expression,
    /// `at most n at once`
    pub at_once: Option<Expression>,
    /// The body of the loop.
    pub body: Block,
}

/// `while c at most 100 { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct WhileLoop {
    /// The condition.
    pub condition: Expression,
    /// The maximum number of iterations; `None` if omitted, which is a checker error.
    pub at_most: Option<Expression>,
    /// The body of the loop.
    pub body: Block,
}

/// `try { … } catch e { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct TryCatch {
    /// The block that may fail.
    pub body: Block,
    /// The name of the failure; `None` if omitted.
    pub error: Option<Name>,
    /// The handler; `None` if `catch` is missing, which is a checker error.
    pub catch: Option<Block>,
}

/// `parallel { a { … }, b { … } }`, `parallel settled { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Parallel {
    /// Whether it waits for all branches, whatever fails.
    pub settled: bool,
    /// The branches, in order.
    pub branches: Vec<ParallelBranch>,
}

/// A branch of a `parallel`. One that could not be parsed has an empty name.
#[derive(Clone, Debug, PartialEq)]
pub struct ParallelBranch {
    /// Its name.
    pub name: Name,
    /// Its block.
    pub body: Block,
}

/// `log info "…" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct LogStatement {
    /// `info`, `warn`, `error` …
    pub level: Name,
    /// The message.
    pub message: Expression,
    /// The fields logged with it.
    pub fields: Vec<RecordEntry>,
}

/// `respond 201 { header "Location" l, json { … } }`, `respond 422 json { … }`, `respond 204`
#[derive(Clone, Debug, PartialEq)]
pub struct RespondStatement {
    /// The status; `None` if omitted, which is a checker error.
    pub status: Option<Expression>,
    /// The settings; a `json e` right after the status is the only one.
    pub settings: Vec<Setting>,
}

/// `when c { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct BranchArm {
    /// The condition.
    pub condition: Expression,
    /// The block taken if the condition holds.
    pub body: Block,
}

/// A step: an operation with side effects outside the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The kind of step.
    pub kind: StepKind,
    /// The span of the whole step.
    pub span: Span,
}

/// The kinds of steps.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// `create C { … }`, `create C from list`
    Create(CreateStep),
    /// `upsert C by (…) { … }`, `upsert C by (…) from list`
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
    /// `transaction { … }`
    Transaction(Block),
    /// `call other(a)`
    Call(CallStep),
    /// `run`, `start` …
    NotBuilt(Feature),
}

/// `call invoice(order, 30)`
#[derive(Clone, Debug, PartialEq)]
pub struct CallStep {
    /// The workflow.
    pub workflow: Name,
    /// The arguments.
    pub arguments: Vec<Expression>,
}

/// `create customers { name: form.name }`, `create customers from list`
#[derive(Clone, Debug, PartialEq)]
pub struct CreateStep {
    /// The collection.
    pub collection: Name,
    /// The list of records that become rows.
    pub from: Option<Expression>,
    /// The fields written, if there is no list.
    pub entries: Vec<RecordEntry>,
}

/// `upsert customers by (email) { name: form.name, on create { assigned_to: owner } }`,
/// `upsert customers by (email) from list`
#[derive(Clone, Debug, PartialEq)]
pub struct UpsertStep {
    /// The collection.
    pub collection: Name,
    /// The fields of a declared `unique` key.
    pub by: Vec<Name>,
    /// The condition on an existing row: if it does not hold, the row is not changed.
    pub condition: Option<Expression>,
    /// The list of records that become rows.
    pub from: Option<Expression>,
    /// The fields written, if there is no list.
    pub entries: Vec<RecordEntry>,
    /// The fields written only on create.
    pub on_create: Vec<RecordEntry>,
}

/// `find customers where .city == c order by .name limit 10`, `find one customers …`,
/// `count customers …`, `sum .total of orders`
#[derive(Clone, Debug, PartialEq)]
pub struct QueryStep {
    /// The verb of the query.
    pub verb: QueryVerb,
    /// The field that the verb works on: `sum .total of orders`.
    pub field: Option<Expression>,
    /// The collection.
    pub collection: Name,
    /// The clauses, in any order and number; the checker enforces which ones the verb takes.
    pub clauses: Vec<Clause>,
}

/// A clause of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The kind of clause.
    pub kind: ClauseKind,
    /// Its span.
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
    GroupBy(Expression),
}

/// `.city desc`
#[derive(Clone, Debug, PartialEq)]
pub struct OrderKey {
    /// The sort key.
    pub value: Expression,
    /// Whether the order is descending.
    pub descending: bool,
}

/// `update customers where .id == 1 set { name: "x" }`, `update customers all set { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateStep {
    /// The collection.
    pub collection: Name,
    /// The condition; `None` for `all`.
    pub condition: Option<Expression>,
    /// The word `all`, if written; the checker rejects a step with neither `all` nor a condition.
    pub all: Option<Span>,
    /// The fields set.
    pub entries: Vec<RecordEntry>,
}

/// `delete customers where .id == 1`, `delete customers all`
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteStep {
    /// The collection.
    pub collection: Name,
    /// The condition; `None` for `all`.
    pub condition: Option<Expression>,
    /// The word `all`, if written; the checker rejects a step with neither `all` nor a condition.
    pub all: Option<Span>,
}

/// `http POST ci "/deploys" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct HttpStep {
    /// `POST`
    pub method: Name,
    /// The target.
    pub target: HttpTarget,
    /// Its settings.
    pub settings: Vec<Setting>,
}

/// The target of an `http` step.
#[derive(Clone, Debug, PartialEq)]
pub enum HttpTarget {
    /// `"https://example.com/x/{id}"`, or any other expression, such as `config.url`; the checker
    /// verifies that the host is fixed.
    Url(Expression),
    /// `ci "/deploys/{id}"`
    Service {
        /// The service.
        service: Name,
        /// The path; `None` if omitted.
        path: Option<Expression>,
    },
}

/// `notify team "text"`, `notify mail { to …, subject …, text … }`
#[derive(Clone, Debug, PartialEq)]
pub struct NotifyStep {
    /// The channel.
    pub channel: Name,
    /// The text right after the channel.
    pub text: Option<Expression>,
    /// Its settings.
    pub settings: Vec<Setting>,
}

/// One setting of a trigger, service, channel, `http`, `notify`, `respond` or `verify`.
///
/// The parser accepts any word as a setting name, so that the checker can suggest a correction for
/// a misspelt one.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// `timeout`, `header`, `verify` …
    pub name: Name,
    /// The rest of its line.
    pub tail: SettingTail,
    /// The span of the whole setting.
    pub span: Span,
}

/// What follows a setting's name.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingTail {
    /// `5s`, `"X-Key" e`, `none because "…"`, `header "X" within 5m`, `github(secrets.k)`,
    /// `hmac { … }`, `[a, b]`, or nothing.
    Operands {
        /// The operands in order; a bare word is an [`Expression`] of kind name.
        operands: Vec<Operand>,
        /// The settings in braces after the operands, as in `verify hmac { … }`.
        block: Option<Vec<Setting>>,
    },
    /// `body …`
    Body(BodySetting),
    /// `expect T`
    Type(TypeExpression),
    /// `query { page: int = 1 }` and `headers { … }` of a trigger.
    Fields(Vec<TypedField>),
    /// A setting with its own grammar that the compiler does not support yet: `rate … per … by …`,
    /// `dedupe … for …`.
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}

/// `page: int = 1`, a member of `query { … }` or `headers { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedField {
    /// Its name and type.
    pub field: TypeField,
    /// Its default.
    pub default: Option<Expression>,
}

/// One operand of a setting.
pub type Operand = Expression;

/// `body json T`, `body text`
#[derive(Clone, Debug, PartialEq)]
pub enum BodySetting {
    /// `body json T`; without a type, the body is unknown data.
    Json(Option<TypeExpression>),
    /// `body json by EXPR { "push" => Push, _ => ignore }`
    JsonBy(BodyBy),
    /// `body form T`; a missing type is a checker error.
    Form(Option<TypeExpression>),
    /// `body multipart T`; a missing type is a checker error.
    Multipart(Option<TypeExpression>),
    /// `body text`
    Text,
    /// `body bytes`
    Bytes,
    /// `body none`
    None,
    /// `xml`
    NotBuilt(Feature, Span),
    /// An unknown word.
    Unknown(Name),
}

/// `by EXPR { "push" => Push, _ => ignore }`: a value determines the type of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyBy {
    /// The value.
    pub by: Expression,
    /// The arms.
    pub arms: Vec<BodyArm>,
    /// From `by` to its end.
    pub span: Span,
}

/// `"push" => Push`
#[derive(Clone, Debug, PartialEq)]
pub struct BodyArm {
    /// Its patterns: one, or several separated by `|`.
    pub patterns: Vec<Pattern>,
    /// The type of the body, or `ignore`.
    pub ty: TypeExpression,
    /// The span of the whole arm.
    pub span: Span,
}
