//! Typed expressions and statements.

use flowright_diagnostics::Span;
use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::log::LogLevel;
use flowright_stdlib::operators::{Arithmetic, Comparison};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::{BindingId, ContextMember, StepKind};

/// An expression with its type.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What it does.
    pub kind: ExpressionKind,
    /// The type of its value.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of expressions.
///
/// Invariant: types match exactly; every widening is an explicit [`ExpressionKind::Convert`].
#[derive(Clone, Debug)]
pub enum ExpressionKind {
    /// There is a diagnostic.
    Error,
    /// A constant; a number literal has already taken the type that is wanted.
    Constant(Constant),
    /// The value of a binding.
    Binding(BindingId),
    /// The value of a binding (or field path, see `of`) of type `T?` where it is known not to be null: of type `T`.
    NotNull(Box<Expression>),
    /// A member of `context`.
    Context(ContextMember),
    /// `config.name`, by index.
    Config(usize),
    /// `secrets.name`, by index.
    Secret(usize),
    /// A field, by index, of a record.
    Field {
        /// The record.
        record: Box<Expression>,
        /// The index of the field in its type.
        field: usize,
    },
    /// `base?.…`: null where `base` is null, else `then`, in which `binding` is the value of `base` without null. The type is
    /// `then`'s made optional (once).
    Chain {
        /// Of type `T?`.
        base: Box<Expression>,
        /// Holds the value of type `T`.
        binding: BindingId,
        /// What follows the `?.`.
        then: Box<Expression>,
    },
    /// `left ?? right`: of `right`'s type, which is `left`'s, or `left`'s without null.
    Coalesce {
        /// Of type `T?`.
        left: Box<Expression>,
        /// Of type `T` or `T?`.
        right: Box<Expression>,
    },
    /// `list[index]`, of type `T?` (once optional where `T` itself is optional).
    Index {
        /// The list.
        list: Box<Expression>,
        /// An int; out of range (also negative) gives null.
        index: Box<Expression>,
    },
    /// `headers[name]` of a value of type headers: `text?`.
    Header {
        /// The headers.
        headers: Box<Expression>,
        /// A text.
        name: Box<Expression>,
    },
    /// `not a`
    Not(Box<Expression>),
    /// `a and b`
    And(Box<Expression>, Box<Expression>),
    /// `a or b`
    Or(Box<Expression>, Box<Expression>),
    /// `-a` of an int (checked) or a float.
    Negate(Box<Expression>),
    /// Arithmetic of two ints (checked) or two floats (must stay finite).
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    /// A comparison of two values of the same type: `==` and `!=` of any type without secrets and headers, `<` and its like of ints,
    /// floats, times or texts.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `value in list` where the list's elements have the value's type.
    In {
        /// Whether it is `not in`.
        negated: bool,
        /// The value.
        value: Box<Expression>,
        /// The list.
        list: Box<Expression>,
    },
    /// An interpolated text; the parts are bool, int, float, time, text, literals or secret. Of type text, or secret when a part is.
    Text(Vec<TextPart>),
    /// A value written as a text in a format: of type text, or secret where the value holds one.
    Written(Format, Box<Expression>),
    /// Path and query of a URL, after a fixed beginning: of type text, or secret where a part is.
    Url {
        /// Empty, or begins with `/` or `?`; values as in [`Text`](Self::Text), each percent-encoded for its place.
        path: Vec<TextPart>,
        /// Names and values that are added to the query: bool, int, float, time, text, literals, secret, or an optional of one; null is
        /// left out.
        query: Vec<(Box<str>, Expression)>,
    },
    /// A record, fields in the order of its type.
    Record(Vec<FieldValue>),
    /// A list.
    List(Vec<Expression>),
    /// A function of the library: the receiver first, then the arguments.
    Call {
        /// Which.
        function: FunctionId,
        /// The receiver and the arguments.
        arguments: Vec<Expression>,
    },
    /// A declared `fn`, by index.
    CallFunction {
        /// Which of `Program::functions`.
        function: usize,
        /// What it is given.
        arguments: Vec<Expression>,
    },
    /// `now()`
    Now,
    /// A widening.
    Convert(Conversion, Box<Expression>),
    /// `if`; without `else` of type null.
    If {
        /// A bool.
        condition: Box<Expression>,
        /// Where it holds.
        then: Block,
        /// Where it does not.
        otherwise: Block,
    },
    /// `match` on literals, exhaustive.
    Match {
        /// Bool, int, float, text, literals, or an optional of one.
        scrutinee: Box<Expression>,
        /// Tried in order.
        arms: Vec<Arm>,
    },
    /// What an argument of a function of the library gives for what it is given. Its type is that of its body.
    Lambda(Box<Lambda>),
    /// A loop over a list: of type null, or a list of what its blocks give.
    For(Box<For>),
    /// A loop while something holds, of type null.
    While(Box<While>),
    /// `try`: the value of its body, or, where that fails, of its `catch`; without a value of type null.
    Try(Box<Try>),
    /// `fail "why"`: ends failed, or goes to the `catch` around it. Of type never.
    Fail {
        /// Why, a text.
        message: Box<Expression>,
    },
    /// `fail e`: fails as a caught failure did. Of type never.
    FailAgain {
        /// Of [`failure_type`](super::failure_type).
        failure: Box<Expression>,
    },
    /// A step. It stands only as a statement, a `let`'s whole value, or the value of a block.
    Step(Box<Step>),
}

/// What is done to a value so that it fits a wider type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// The same words mean the same: literals to text or to more literals.
    Same,
    /// `T` to `T?`.
    ToOptional,
    /// `null` to `T?`.
    NullToOptional,
    /// `T?` to `U?`, a record to a narrower record, a list to a list of such: copied field by field. The types say what to do.
    Copy,
}

/// A format that values are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, of a value of any type without headers.
    Json,
    /// HTML, of a text: its literals as they are, everything else escaped.
    Html,
    /// Slack's mark-up, of a text: its literals as they are, everything else escaped.
    Slack,
}

/// A piece of an interpolated text.
#[derive(Clone, Debug)]
pub enum TextPart {
    /// As it is.
    Literal(Box<str>),
    /// A value.
    Value(Expression),
}

/// A field of a record being made.
#[derive(Clone, Debug)]
pub struct FieldValue {
    /// Its value, of the field's type.
    pub value: Expression,
    /// Written `a?: x`: left out of written JSON when null.
    pub omit_null: bool,
}

/// Statements, then the value.
#[derive(Clone, Debug)]
pub struct Block {
    /// In order.
    pub statements: Vec<Statement>,
    /// The value of the block; `None` where it gives nothing: its type is then null, or never.
    pub value: Option<Box<Expression>>,
    /// The type of its value.
    pub ty: Type,
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Statement {
    /// `let x = …`
    Let {
        /// What is bound.
        binding: BindingId,
        /// To what.
        value: Expression,
    },
    /// Its value, if any, is dropped: a step, an `if`, a `match`.
    Expression(Expression),
    /// `var x = …`
    Var {
        /// What is bound.
        binding: BindingId,
        /// To what at first.
        value: Expression,
    },
    /// `x = …` of a `var`.
    Assign {
        /// The variable.
        binding: BindingId,
        /// What it holds from then on.
        value: Expression,
    },
    /// `break`: ends the loop around it.
    Break(Span),
    /// `continue`: goes on with the next round of the loop around it.
    Continue(Span),
    /// `respond …`: answers and ends.
    Respond(Respond),
    /// `log …`
    Log(Log),
}

/// `x => …`
#[derive(Clone, Debug)]
pub struct Lambda {
    /// What it is given.
    pub parameters: Vec<BindingId>,
    /// What it gives.
    pub body: Expression,
}

/// `for x in list { … }`
#[derive(Clone, Debug)]
pub struct For {
    /// The index from 0 on, where it is named.
    pub index: Option<BindingId>,
    /// The element.
    pub element: BindingId,
    /// The list.
    pub list: Expression,
    /// What is done for each element.
    pub body: Block,
    /// Whether the loop gives the list of the values of its blocks.
    pub gives: bool,
}

/// `while c at most n { … }`
#[derive(Clone, Debug)]
pub struct While {
    /// A bool.
    pub condition: Expression,
    /// The most rounds, an int that is worked out once; where the condition still holds then, it fails with `too_many`.
    pub at_most: Expression,
    /// What is done in each round.
    pub body: Block,
}

/// `try { … } catch e { … }`
#[derive(Clone, Debug)]
pub struct Try {
    /// What may fail.
    pub body: Block,
    /// The failure, of [`failure_type`](super::failure_type).
    pub error: BindingId,
    /// What is done then.
    pub catch: Block,
}

/// `log info "…" { … }`
#[derive(Clone, Debug)]
pub struct Log {
    /// How much it matters.
    pub level: LogLevel,
    /// What is said, a text.
    pub message: Expression,
    /// The fields beside it, a record written as JSON: a text.
    pub fields: Option<Expression>,
    /// Where it stands.
    pub span: Span,
}

/// An arm of a `match`.
#[derive(Clone, Debug)]
pub struct Arm {
    /// What it takes; empty means anything (`_`).
    pub patterns: Vec<Pattern>,
    /// What it gives.
    pub body: Block,
}

/// A pattern: a constant of the scrutinee's type (without null), or null.
pub type Pattern = Constant;

/// A step: it touches the world, and its place is its identity.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it does, as far as that is fixed.
    pub kind: StepKind,
    /// The values that it is given, in the order in which they are evaluated. The kind says what each of them is.
    pub operands: Vec<Expression>,
    /// How it is called in messages and in `e.step`: `upsert customers`, `http POST ci`, `notify team`.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// `respond 201 { header "Location" l, json { … } }`
#[derive(Clone, Debug)]
pub struct Respond {
    /// An int; outside of 200 to 599 it fails with `out_of_range`.
    pub status: Expression,
    /// Names and texts.
    pub headers: Vec<(Box<str>, Expression)>,
    /// The body.
    pub body: Option<ResponseBody>,
    /// Where it stands.
    pub span: Span,
}

/// The body of an answer.
#[derive(Clone, Debug)]
pub enum ResponseBody {
    /// `json e`: a value of any type without secrets and headers, written as JSON.
    Json(Expression),
    /// `text e`
    Text(Expression),
    /// `html e`: a text, written as HTML.
    Html(Expression),
    /// `bytes e`
    Bytes(Expression),
}
