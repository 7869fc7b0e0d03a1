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
    /// Its kind.
    pub kind: ExpressionKind,
    /// The type of its value.
    pub ty: Type,
    /// Its span.
    pub span: Span,
}

/// The kinds of expressions.
///
/// Invariant: types match exactly; every widening is an explicit [`ExpressionKind::Convert`].
#[derive(Clone, Debug)]
pub enum ExpressionKind {
    /// Code with an error that has been reported.
    Error,
    /// A constant; a number literal already has the expected type.
    Constant(Constant),
    /// The value of a binding.
    Binding(BindingId),
    /// The value of a binding, or of a field path (see `of`), that has the type `T?` but is known
    /// not to be null. Its type is `T`.
    NotNull(Box<Expression>),
    /// A value that is also bound, for the expressions evaluated after it in the same record or
    /// step.
    Keep {
        /// The binding that holds the value from then on.
        binding: BindingId,
        /// The value.
        value: Box<Expression>,
    },
    /// A member of `context`.
    Context(ContextMember),
    /// `config.name`, by index.
    Config(usize),
    /// `secrets.name`, by index.
    Secret(usize),
    /// A field of a record, or a field that all variants of a union share, by index.
    Field {
        /// The record, or the union.
        record: Box<Expression>,
        /// The index of the field in the record type, or in the record type of the union's first
        /// variant.
        field: usize,
    },
    /// `base?.…`: null if `base` is null, otherwise `then`, where `binding` holds the value of
    /// `base` without null. Its type is the type of `then`, made optional (once).
    Chain {
        /// Of type `T?`.
        base: Box<Expression>,
        /// The binding that holds the value of type `T`.
        binding: BindingId,
        /// The part after the `?.`.
        then: Box<Expression>,
    },
    /// `left ?? right`. Its type is the type of `right`, which is the type of `left` with or
    /// without null.
    Coalesce {
        /// Of type `T?`.
        left: Box<Expression>,
        /// Of type `T` or `T?`.
        right: Box<Expression>,
    },
    /// `list[index]`, of type `T?` (not doubly optional if `T` itself is optional).
    Index {
        /// The list.
        list: Box<Expression>,
        /// An int; an index out of range, including a negative one, gives null.
        index: Box<Expression>,
    },
    /// `headers[name]` for a value of type headers: `text?`.
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
    /// `-a` for an int (checked) or a float.
    Negate(Box<Expression>),
    /// Arithmetic on two ints (checked) or two floats (the result must be finite).
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    /// A comparison of two values of the same type: `==` and `!=` for any type without secrets and
    /// headers; `<`, `<=`, `>` and `>=` for ints, floats, times or texts.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `value in list`; the list's elements have the value's type.
    In {
        /// Whether it is `not in`.
        negated: bool,
        /// The value.
        value: Box<Expression>,
        /// The list.
        list: Box<Expression>,
    },
    /// An interpolated text; the parts are bool, int, float, time, text, literals or secret. Its
    /// type is text, or secret if a part is secret.
    Text(Vec<TextPart>),
    /// A value written as text in a format. Its type is text, or secret if the value contains one.
    Written(Format, Box<Expression>),
    /// The path and query of a URL, after a fixed prefix. Its type is text, or secret if a part is
    /// secret.
    Url {
        /// Empty, or starts with `/` or `?`. Values are as in [`Text`](Self::Text), each
        /// percent-encoded for its position.
        path: Vec<TextPart>,
        /// Names and values appended to the query: bool, int, float, time, text, literals, secret,
        /// or an optional of one of these. A null is omitted.
        query: Vec<(Box<str>, Expression)>,
    },
    /// A record; its fields are in the order of its type.
    Record(Vec<FieldValue>),
    /// A list.
    List(Vec<Expression>),
    /// A call to a library function: the receiver first, then the arguments.
    Call {
        /// The function.
        function: FunctionId,
        /// The receiver and the arguments.
        arguments: Vec<Expression>,
    },
    /// A call to a declared `fn`.
    CallFunction {
        /// Its index in `Program::functions`.
        function: usize,
        /// The arguments.
        arguments: Vec<Expression>,
    },
    /// `now()`
    Now,
    /// A conversion to a wider type.
    Convert(Conversion, Box<Expression>),
    /// `if`; without `else`, its type is null.
    If {
        /// A bool.
        condition: Box<Expression>,
        /// The block that runs if the condition is true.
        then: Block,
        /// The block that runs if it is false.
        otherwise: Block,
    },
    /// `match`, exhaustive.
    Match {
        /// Bool, int, float, text, literals, a union of records, or an optional of one of these.
        scrutinee: Box<Expression>,
        /// The arms, tried in order.
        arms: Vec<Arm>,
    },
    /// A lambda argument of a library function. Its type is the type of its body.
    Lambda(Box<Lambda>),
    /// A loop over a list. Its type is null, or a list of the values of its blocks.
    For(Box<For>),
    /// A loop with a condition, of type null.
    While(Box<While>),
    /// `try`: the value of its body or, if that fails, of its `catch`; its type is null if it has
    /// no value.
    Try(Box<Try>),
    /// `parallel`: a record of the values of its branches. Its type is null if its value is not
    /// used.
    Parallel(Box<Parallel>),
    /// `transaction`: the value of its block. Its type is null if its value is not used.
    Transaction(Box<Transaction>),
    /// `decode e as T`: a `T`, read from JSON.
    Decode(Box<Expression>),
    /// `fail "why"`: ends the execution as failed, or jumps to the enclosing `catch`. Of type
    /// never.
    Fail {
        /// The reason, a text.
        message: Box<Expression>,
    },
    /// `fail e`: fails again with a caught failure. Of type never.
    FailAgain {
        /// Of [`failure_type`](super::failure_type).
        failure: Box<Expression>,
    },
    /// A step. It occurs only as a statement, as the whole value of a `let`, or as the value of a
    /// block.
    Step(Box<Step>),
}

/// A conversion of a value to a wider type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// The representation is the same: literals to text or to a larger set of literals.
    Same,
    /// `T` to `T?`.
    ToOptional,
    /// `null` to `T?`.
    NullToOptional,
    /// An int to a decimal.
    IntToDecimal,
    /// `T?` to `U?`, a record to a union that has it as a variant, a union to a union with more
    /// variants, a record to a record with fewer fields, a list to a list of such elements, a map
    /// to a map of such values: copied field by field, as the two types require. Ints are converted
    /// to decimals where decimals are expected.
    Copy,
    /// A record literal, whose fields are all of type `T`, to a `map<T>` with an entry for each of
    /// them.
    ToMap,
}

/// An output format for values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, for a value of any type without headers.
    Json,
    /// HTML, for a text: its literals are unchanged, everything else is escaped.
    Html,
    /// Slack's markup, for a text: its literals are unchanged, everything else is escaped.
    Slack,
    /// Several segments of a URL path, for a text.
    UrlPath,
}

/// A part of an interpolated text.
#[derive(Clone, Debug)]
pub enum TextPart {
    /// Literal text.
    Literal(Box<str>),
    /// A value.
    Value(Expression),
}

/// A field of a record literal.
#[derive(Clone, Debug)]
pub struct FieldValue {
    /// Its value, of the field's type.
    pub value: Expression,
    /// Written `a?: x`: omitted from written JSON if null.
    pub omit_null: bool,
}

/// Statements, then the value.
#[derive(Clone, Debug)]
pub struct Block {
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// The value of the block. `None` if it has none: its type is then null or never.
    pub value: Option<Box<Expression>>,
    /// The type of its value.
    pub ty: Type,
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Statement {
    /// `let x = …`
    Let {
        /// The binding.
        binding: BindingId,
        /// Its value.
        value: Expression,
    },
    /// An expression whose value, if any, is discarded: a step, an `if`, a `match`.
    Expression(Expression),
    /// `var x = …`
    Var {
        /// The binding.
        binding: BindingId,
        /// Its initial value.
        value: Expression,
    },
    /// `x = …` for a `var`.
    Assign {
        /// The variable.
        binding: BindingId,
        /// Its new value.
        value: Expression,
    },
    /// `break`: ends the innermost loop.
    Break(Span),
    /// `continue`: starts the next iteration of the innermost loop.
    Continue(Span),
    /// `respond …`: sends the response and ends the execution.
    Respond(Respond),
    /// `log …`
    Log(Log),
}

/// `x => …`
#[derive(Clone, Debug)]
pub struct Lambda {
    /// Its parameters.
    pub parameters: Vec<BindingId>,
    /// Its result.
    pub body: Expression,
}

/// `for x in list { … }`
#[derive(Clone, Debug)]
pub struct For {
    /// The index, starting at 0, if it is named.
    pub index: Option<BindingId>,
    /// The element.
    pub element: BindingId,
    /// The list.
    pub list: Expression,
    /// `at most n at once`: an int, evaluated once. The iterations are then parts that run side by
    /// side.
    pub at_once: Option<Expression>,
    /// The block that runs for each element.
    pub body: Block,
    /// Whether the loop's value is the list of the values of its blocks.
    pub gives: bool,
}

/// `while c at most n { … }`
#[derive(Clone, Debug)]
pub struct While {
    /// A bool.
    pub condition: Expression,
    /// The maximum number of iterations, an int that is evaluated once. If the condition still
    /// holds after that many, the loop fails with `too_many`.
    pub at_most: Expression,
    /// The block that runs in each iteration.
    pub body: Block,
}

/// `try { … } catch e { … }`
#[derive(Clone, Debug)]
pub struct Try {
    /// The block that may fail.
    pub body: Block,
    /// The failure, of [`failure_type`](super::failure_type).
    pub error: BindingId,
    /// The block that handles the failure.
    pub catch: Block,
}

/// `parallel { a { … }, b { … } }`
#[derive(Clone, Debug)]
pub struct Parallel {
    /// Whether a failure of one branch leaves the others running. The value of each branch is then
    /// a record of its `value`, if it has one, and its `error`; one of them is null.
    pub settled: bool,
    /// The branches, in order.
    pub branches: Vec<Branch>,
    /// Whether its value is used.
    pub gives: bool,
}

/// `transaction { … }`
#[derive(Clone, Debug)]
pub struct Transaction {
    /// Its steps are all on rows, and take effect together or not at all.
    pub body: Block,
    /// Whether its value is used.
    pub gives: bool,
}

/// A branch of a `parallel`, a part that runs side by side with the others.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Its name, which is its field in the result.
    pub name: Box<str>,
    /// Its block.
    pub body: Block,
}

/// `log info "…" { … }`
#[derive(Clone, Debug)]
pub struct Log {
    /// The level.
    pub level: LogLevel,
    /// The message, a text.
    pub message: Expression,
    /// The additional fields, a record written as JSON: a text.
    pub fields: Option<Expression>,
    /// The span of the statement.
    pub span: Span,
}

/// An arm of a `match`.
#[derive(Clone, Debug)]
pub struct Arm {
    /// The patterns it matches; an empty list matches anything (`_`).
    pub patterns: Vec<Pattern>,
    /// The binding that holds the record of the variant, which is then the only pattern.
    pub binding: Option<BindingId>,
    /// Its block.
    pub body: Block,
}

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// A constant of the scrutinee's type (without null), or null.
    Constant(Constant),
    /// The variant of a union, by its index.
    Variant(usize),
}

/// A step: an operation with side effects, identified by its position.
#[derive(Clone, Debug)]
pub struct Step {
    /// The fixed part of the operation.
    pub kind: StepKind,
    /// The operands, in evaluation order. Their meanings depend on the kind.
    pub operands: Vec<Expression>,
    /// Its name in messages and in `e.step`: `upsert customers`, `http POST ci`, `notify team`.
    pub name: Box<str>,
    /// The span of the step.
    pub span: Span,
}

/// `respond 201 { header "Location" l, json { … } }`
#[derive(Clone, Debug)]
pub struct Respond {
    /// An int; a value outside 200 to 599 fails with `out_of_range`.
    pub status: Expression,
    /// The names of the headers, each with its value, a text.
    pub headers: Vec<(Box<str>, Expression)>,
    /// The body.
    pub body: Option<ResponseBody>,
    /// The span of the statement.
    pub span: Span,
}

/// The body of a response.
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
