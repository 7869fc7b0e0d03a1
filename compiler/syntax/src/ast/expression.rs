//! Expressions.

use flowright_diagnostics::Span;

use super::{Block, BranchArm, Feature, Name, Step};

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
    /// A step, where a step may stand (the parser takes it as the right side of `let`, as a line of a block, or after `=>`).
    Step(Box<Step>),
    /// `x => …`, `decode j as T` …
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

/// The operators before an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `not`
    Not,
    /// `-`
    Negate,
}

/// The operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `in`
    In,
    /// `not in`
    NotIn,
    /// `??`
    Coalesce,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
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

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// What it takes.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of patterns.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// `_`
    Any,
    /// `null`
    Null,
    /// `true`
    Bool(bool),
    /// `1`, `-1`
    Int(i64),
    /// `1.5`
    Float(f64),
    /// `"a"`, without interpolation.
    Text(Box<str>),
    /// `Push as p`
    NotBuilt(Feature),
    /// Could not be parsed.
    Error,
}
