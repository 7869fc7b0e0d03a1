//! The generator produces every construct of the language: whoever adds a construct to the language
//! must also add it to the generator.
//!
//! Each list is a `match` without a wildcard, so that the compiler requires a name for a new
//! construct, and this test requires a program that contains it.

use std::collections::BTreeSet;

use flowright_check::program::{
    Arithmetic, AuthScheme, Body, Comparison, ContextMember, Conversion, Expectation, Expression,
    ExpressionKind, Format, HttpBodyKind, HttpTarget, Node, PartKind, PathSegment, Pattern,
    Program, ResponseBody, Statement, Step, StepKind, TextPart, Trigger,
};
use flowright_oracle::{Case, bytes_of, is_known};
use flowright_stdlib::functions::{FUNCTIONS, Implementation};
use flowright_stdlib::query::{GroupValue, Predicate, RowOperationKind, Scalar, TextTest};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

/// The number of programs searched.
const PROGRAMS: u64 = 2_000;

macro_rules! kinds {
    ($name:ident, $all:ident, $ty:ty, { $($pattern:pat => $text:literal,)* }) => {
        const $all: &[&str] = &[$($text),*];

        fn $name(node: &$ty) -> &'static str {
            match node { $($pattern => $text,)* }
        }
    };
}

kinds!(expression_kind, EXPRESSIONS, ExpressionKind, {
    // A program without errors does not contain it.
    ExpressionKind::Error => "error",
    ExpressionKind::Constant(_) => "constant",
    ExpressionKind::Binding(_) => "binding",
    ExpressionKind::NotNull(_) => "not null",
    ExpressionKind::Keep { .. } => "keep",
    ExpressionKind::Context(_) => "context",
    ExpressionKind::Config(_) => "config",
    ExpressionKind::Secret(_) => "secret",
    ExpressionKind::Field { .. } => "field",
    ExpressionKind::Chain { .. } => "chain",
    ExpressionKind::Coalesce { .. } => "coalesce",
    ExpressionKind::Index { .. } => "index",
    ExpressionKind::Header { .. } => "header",
    ExpressionKind::Not(_) => "not",
    ExpressionKind::And(_, _) => "and",
    ExpressionKind::Or(_, _) => "or",
    ExpressionKind::Negate(_) => "negate",
    ExpressionKind::Arithmetic(_, _, _) => "arithmetic",
    ExpressionKind::Compare(_, _, _) => "compare",
    ExpressionKind::In { .. } => "in",
    ExpressionKind::Text(_) => "text",
    ExpressionKind::Written(_, _) => "written",
    ExpressionKind::Url { .. } => "url",
    ExpressionKind::Record(_) => "record",
    ExpressionKind::List(_) => "list",
    ExpressionKind::Call { .. } => "call",
    ExpressionKind::CallFunction { .. } => "call of a function",
    ExpressionKind::Now => "now",
    ExpressionKind::Convert(_, _) => "convert",
    ExpressionKind::If { .. } => "if",
    ExpressionKind::Match { .. } => "match",
    ExpressionKind::Lambda(_) => "lambda",
    ExpressionKind::For(_) => "for",
    ExpressionKind::While(_) => "while",
    ExpressionKind::Try(_) => "try",
    ExpressionKind::Parallel(_) => "parallel",
    ExpressionKind::Transaction(_) => "transaction",
    ExpressionKind::Fail { .. } => "fail",
    ExpressionKind::FailAgain { .. } => "fail again",
    ExpressionKind::Decode(_) => "decode",
    ExpressionKind::Step(_) => "step",
});

kinds!(statement_kind, STATEMENTS, Statement, {
    Statement::Let { .. } => "let",
    Statement::Expression(_) => "expression as a statement",
    Statement::Var { .. } => "var",
    Statement::Assign { .. } => "assign",
    Statement::Break(_) => "break",
    Statement::Continue(_) => "continue",
    Statement::Log(_) => "log",
    Statement::Respond(_) => "respond",
});

kinds!(step_kind, STEPS, StepKind, {
    StepKind::Row(_) => "a step on rows",
    StepKind::Http(_) => "http",
    StepKind::Notify { .. } => "notify",
    StepKind::Call { .. } => "call of a workflow",
});

kinds!(operation_kind, OPERATIONS, RowOperationKind, {
    RowOperationKind::Create { .. } => "create",
    RowOperationKind::CreateEach { .. } => "create each",
    RowOperationKind::Upsert { condition: Predicate::All, .. } => "upsert",
    RowOperationKind::Upsert { .. } => "upsert where",
    RowOperationKind::UpsertEach { .. } => "upsert each",
    RowOperationKind::FindOne { .. } => "find one",
    RowOperationKind::Find { .. } => "find",
    RowOperationKind::Aggregate { .. } => "aggregate",
    RowOperationKind::Count { .. } => "count",
    RowOperationKind::CountDistinct { .. } => "count distinct",
    RowOperationKind::Distinct { .. } => "distinct",
    RowOperationKind::Groups { value: GroupValue::Count, .. } => "count of groups",
    RowOperationKind::Groups { value: GroupValue::Distinct(_), .. } => "count distinct of groups",
    RowOperationKind::Groups { value: GroupValue::Aggregate(..), .. } => "aggregate of groups",
    RowOperationKind::Update { .. } => "update",
    RowOperationKind::Delete { .. } => "delete",
});

kinds!(constant_kind, CONSTANTS, Constant, {
    Constant::Null => "null",
    Constant::Bool(_) => "bool constant",
    Constant::Int(_) => "int constant",
    Constant::Float(_) => "float constant",
    Constant::Decimal(_) => "decimal constant",
    Constant::Time(_) => "time constant",
    Constant::Date(_) => "date constant",
    Constant::Duration(_) => "duration constant",
    Constant::Text(_) => "text constant",
});

kinds!(member_kind, MEMBERS, ContextMember, {
    ContextMember::Data => "data",
    ContextMember::Param(_) => "param",
    ContextMember::Header(_) => "one header",
    ContextMember::Headers => "headers",
    ContextMember::DeclaredHeaders => "declared headers",
    ContextMember::DeclaredQuery => "declared query",
    ContextMember::Query(_) => "query",
    ContextMember::Method => "method",
    ContextMember::Path => "path",
    ContextMember::Ip => "ip",
    ContextMember::Caller => "caller",
    ContextMember::RequestId => "request id",
    ContextMember::ReceivedAt => "received at",
    ContextMember::Body => "body",
    ContextMember::BodyHash => "body hash",
});

kinds!(conversion_kind, CONVERSIONS, Conversion, {
    Conversion::Same => "same",
    Conversion::ToOptional => "to optional",
    Conversion::NullToOptional => "null to optional",
    Conversion::IntToDecimal => "int to decimal",
    Conversion::Copy => "copy",
    Conversion::ToMap => "to map",
});

kinds!(format_kind, FORMATS, Format, {
    Format::Json => "as json",
    Format::Html => "as html",
    Format::Slack => "as slack",
    Format::UrlPath => "as url path",
});

kinds!(part_kind, PARTS, TextPart, {
    TextPart::Literal(_) => "literal part",
    TextPart::Value(_) => "value part",
});

kinds!(arithmetic_kind, ARITHMETIC, Arithmetic, {
    Arithmetic::Add => "+",
    Arithmetic::Subtract => "-",
    Arithmetic::Multiply => "*",
    Arithmetic::Divide => "/",
    Arithmetic::Remainder => "%",
});

kinds!(comparison_kind, COMPARISONS, Comparison, {
    Comparison::Equal => "==",
    Comparison::NotEqual => "!=",
    Comparison::Less => "<",
    Comparison::LessOrEqual => "<=",
    Comparison::Greater => ">",
    Comparison::GreaterOrEqual => ">=",
});

kinds!(response_kind, RESPONSES, ResponseBody, {
    ResponseBody::Json(_) => "respond json",
    ResponseBody::Text(_) => "respond text",
    ResponseBody::Html(_) => "respond html",
    ResponseBody::Bytes(_) => "respond bytes",
});

kinds!(body_kind, BODIES, Body, {
    Body::Json(_) => "body json",
    Body::JsonBy { .. } => "body json by",
    Body::Form(_) => "body form",
    Body::Multipart(_) => "body multipart",
    Body::Text => "body text",
    Body::Bytes => "body bytes",
    Body::None => "body none",
});

kinds!(segment_kind, SEGMENTS, PathSegment, {
    PathSegment::Literal(_) => "literal segment",
    PathSegment::Parameter { .. } => "parameter",
});

kinds!(target_kind, TARGETS, HttpTarget, {
    HttpTarget::Base(_) => "http to a base",
    HttpTarget::Service(_) => "http to a service",
});

kinds!(sent_kind, SENT, HttpBodyKind, {
    HttpBodyKind::None => "no body sent",
    HttpBodyKind::Json => "json sent",
    HttpBodyKind::Text => "text sent",
    HttpBodyKind::Form => "form sent",
    HttpBodyKind::Multipart => "multipart sent",
    HttpBodyKind::Bytes => "bytes sent",
});

kinds!(sent_part_kind, SENT_PARTS, PartKind, {
    PartKind::Text => "text as a part",
    PartKind::Json => "json as a part",
    PartKind::File => "file as a part",
    PartKind::Bytes => "bytes as a part",
});

kinds!(auth_kind, CREDENTIALS, Option<AuthScheme>, {
    None => "no credentials",
    Some(AuthScheme::Bearer) => "bearer",
    Some(AuthScheme::Basic) => "basic",
});

kinds!(expectation_kind, EXPECTED, Expectation, {
    Expectation::Nothing => "nothing expected",
    Expectation::Json(_) => "json expected",
    Expectation::Text => "text expected",
    Expectation::Bytes => "bytes expected",
});

kinds!(predicate_kind, PREDICATES, Predicate, {
    Predicate::All => "all rows",
    Predicate::Compare(_, _, _) => "rows compared",
    Predicate::IsTrue(_) => "rows true",
    Predicate::Text(TextTest::Contains, _, _) => "rows contain",
    Predicate::Text(TextTest::StartsWith, _, _) => "rows start with",
    Predicate::Text(TextTest::EndsWith, _, _) => "rows end with",
    Predicate::Holds(_, _) => "rows hold",
    Predicate::In(_, _) => "rows in",
    Predicate::And(_, _) => "rows and",
    Predicate::Or(_, _) => "rows or",
    Predicate::Not(_) => "rows not",
});

kinds!(scalar_kind, SCALARS, Scalar, {
    Scalar::Column(_) => "column",
    Scalar::Parameter(_) => "row parameter",
    Scalar::Arithmetic(_, _, _) => "row arithmetic",
    Scalar::Lower(_) => "row in lower case",
});

const ALL: &[&[&str]] = &[
    EXPRESSIONS,
    STATEMENTS,
    STEPS,
    OPERATIONS,
    CONSTANTS,
    MEMBERS,
    CONVERSIONS,
    FORMATS,
    PARTS,
    ARITHMETIC,
    COMPARISONS,
    RESPONSES,
    BODIES,
    SEGMENTS,
    TARGETS,
    SENT,
    SENT_PARTS,
    CREDENTIALS,
    EXPECTED,
    PREDICATES,
    SCALARS,
];

/// The kinds found, by name.
#[derive(Default)]
struct Found {
    kinds: BTreeSet<&'static str>,
    functions: BTreeSet<u16>,
    when: bool,
    /// Kinds of loops and forks.
    at_once: bool,
    settled: bool,
    /// Uses of unions.
    widened: bool,
    variant: bool,
    named_variant: bool,
    shared_field: bool,
}

impl Found {
    fn program(&mut self, program: &Program) {
        for function in &program.functions {
            self.tree(Node::Block(&function.body));
        }
        for workflow in &program.called {
            self.tree(Node::Block(&workflow.body));
        }
        for workflow in &program.workflows {
            let Trigger::Webhook(webhook) = &workflow.trigger;
            self.kinds.insert(body_kind(&webhook.body));
            self.kinds.extend(webhook.path.iter().map(segment_kind));
            if let Some(when) = &webhook.when {
                self.when = true;
                self.tree(Node::Expression(when));
            }
            if let Body::JsonBy { by, union: _ } = &webhook.body {
                self.tree(Node::Expression(by));
            }
            self.tree(Node::Block(&workflow.body));
        }
    }

    fn tree(&mut self, node: Node<'_>) {
        for node in node.walk() {
            match node {
                Node::Block(_) => {}
                Node::Statement(statement) => {
                    self.kinds.insert(statement_kind(statement));
                    if let Statement::Respond(respond) = statement {
                        self.kinds.extend(respond.body.iter().map(response_kind));
                    }
                }
                Node::Expression(expression) => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression) {
        let kinds = &mut self.kinds;
        kinds.insert(expression_kind(&expression.kind));
        if let ExpressionKind::Constant(constant) = &expression.kind {
            kinds.insert(constant_kind(constant));
        }
        if let ExpressionKind::Context(member) = &expression.kind {
            kinds.insert(member_kind(member));
        }
        if let ExpressionKind::Convert(conversion, _) = &expression.kind {
            kinds.insert(conversion_kind(conversion));
        }
        if let ExpressionKind::Convert(Conversion::Copy, inner) = &expression.kind {
            let widens = matches!(
                (&inner.ty, &expression.ty),
                (Type::Record(_), Type::Union(_))
            );
            self.widened |= widens;
        }
        if let ExpressionKind::Match { scrutinee: _, arms } = &expression.kind {
            self.named_variant |= arms.iter().any(|arm| arm.binding.is_some());
            self.variant |= (arms.iter().flat_map(|arm| &arm.patterns))
                .any(|pattern| matches!(pattern, Pattern::Variant(_)));
        }
        if let ExpressionKind::Field { record, field: _ } = &expression.kind {
            self.shared_field |= matches!(record.ty, Type::Union(_));
        }
        if let ExpressionKind::Written(format, _) = &expression.kind {
            kinds.insert(format_kind(format));
        }
        if let ExpressionKind::Text(parts) = &expression.kind {
            kinds.extend(parts.iter().map(part_kind));
        }
        if let ExpressionKind::Arithmetic(operator, _, _) = &expression.kind {
            kinds.insert(arithmetic_kind(operator));
        }
        if let ExpressionKind::Compare(comparison, _, _) = &expression.kind {
            kinds.insert(comparison_kind(comparison));
        }
        if let ExpressionKind::Call { function, .. } = &expression.kind {
            self.functions.insert(function.0);
        }
        if let ExpressionKind::For(one) = &expression.kind {
            self.at_once |= one.at_once.is_some();
        }
        if let ExpressionKind::Parallel(one) = &expression.kind {
            self.settled |= one.settled;
        }
        if let ExpressionKind::Step(step) = &expression.kind {
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        self.kinds.insert(step_kind(&step.kind));
        match &step.kind {
            StepKind::Row(operation) => {
                self.kinds.insert(operation_kind(&operation.kind));
                match &operation.kind {
                    RowOperationKind::Create { .. }
                    | RowOperationKind::CreateEach { .. }
                    | RowOperationKind::UpsertEach { .. } => {}
                    RowOperationKind::Find {
                        condition,
                        order: _,
                        limit,
                        offset,
                    } => {
                        self.predicate(condition);
                        let counts = [limit, offset].into_iter().flatten();
                        counts.for_each(|count| self.scalar(count));
                    }
                    RowOperationKind::FindOne {
                        condition,
                        order: _,
                    }
                    | RowOperationKind::Aggregate {
                        function: _,
                        field: _,
                        condition,
                    }
                    | RowOperationKind::Count { condition }
                    | RowOperationKind::CountDistinct {
                        field: _,
                        condition,
                    }
                    | RowOperationKind::Distinct {
                        field: _,
                        condition,
                    }
                    | RowOperationKind::Groups {
                        value: _,
                        key: _,
                        condition,
                    }
                    | RowOperationKind::Upsert { condition, .. }
                    | RowOperationKind::Delete { condition } => self.predicate(condition),
                    RowOperationKind::Update { condition, set } => {
                        self.predicate(condition);
                        set.iter().for_each(|one| self.scalar(&one.value));
                    }
                }
            }
            StepKind::Http(http) => {
                self.kinds.insert(target_kind(&http.target));
                self.kinds.insert(sent_kind(&http.body));
                self.kinds.extend(http.parts.iter().map(sent_part_kind));
                self.kinds.insert(auth_kind(&http.auth));
                self.kinds.insert(expectation_kind(&http.expect));
            }
            // Kinds of channels differ only in the parts of their messages.
            StepKind::Notify {
                channel: _,
                parts: _,
            }
            | StepKind::Call { workflow: _ } => {}
        }
    }

    fn predicate(&mut self, predicate: &Predicate) {
        self.kinds.insert(predicate_kind(predicate));
        match predicate {
            Predicate::All => {}
            Predicate::Compare(_, left, right) => {
                self.scalar(left);
                self.scalar(right);
            }
            Predicate::IsTrue(value) => self.scalar(value),
            Predicate::Text(_, text, part) | Predicate::Holds(text, part) => {
                self.scalar(text);
                self.scalar(part);
            }
            Predicate::In(value, _) => self.scalar(value),
            Predicate::And(left, right) | Predicate::Or(left, right) => {
                self.predicate(left);
                self.predicate(right);
            }
            Predicate::Not(inner) => self.predicate(inner),
        }
    }

    fn scalar(&mut self, scalar: &Scalar) {
        self.kinds.insert(scalar_kind(scalar));
    }
}

#[test]
fn every_construct_is_generated() {
    let mut found = Found::default();
    for seed in 0..PROGRAMS {
        match Case::of(&bytes_of(seed)).program() {
            Ok(program) => found.program(&program),
            Err(reports) => assert!(reports.is_empty(), "seed {seed}:\n{reports}"),
        }
    }
    let all: BTreeSet<&str> = ALL.iter().copied().flatten().copied().collect();
    let missing: Vec<&&str> = all.difference(&found.kinds).collect();
    assert_eq!(missing, [&"error"], "no program has these");
    let functions = (0_u16..).zip(FUNCTIONS);
    // A function that is evaluated to a constant leaves no call in the program.
    let functions =
        functions.filter(|(_, function)| !matches!(function.code, Implementation::Constant(_)));
    let unused = functions.filter(|(id, _)| !found.functions.contains(id));
    let unused: Vec<&str> = unused.map(|(_, function)| function.name).collect();
    assert!(unused.is_empty(), "no program calls {unused:?}");
    assert!(found.when, "no program has a `when`");
    assert!(found.at_once, "no loop runs its iterations at once");
    assert!(found.settled, "no `parallel` is settled");
    assert!(found.widened, "no record becomes a variant of a union");
    assert!(found.variant, "no pattern names a variant");
    assert!(found.named_variant, "no arm gives its variant a name");
    assert!(
        found.shared_field,
        "no field is read that all variants share"
    );
}

#[test]
fn every_function_of_the_library_is_known() {
    for function in FUNCTIONS {
        assert!(is_known(function), "{} on {}", function.name, function.on);
    }
}
