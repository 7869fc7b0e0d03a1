//! Typed programs built by hand, for cases that are easier to build than to write as a `.flow`
//! file, or that cannot be written as one.

use std::time::Duration;

use flowright_check::program::*;
use flowright_diagnostics::{Anchor, FileId, Span};
use flowright_stdlib::functions::named;
use flowright_stdlib::schema::{Collection, CollectionField, Constant};
use flowright_stdlib::types::{Field, Type};

pub use flowright_check::program::ExpressionKind as E;

/// A span that identifies its expression.
pub fn span(at: u32) -> Span {
    Span::new(Anchor::file(FileId(0)), at, at + 1)
}

pub fn expression(kind: E, ty: Type) -> Expression {
    Expression {
        kind,
        ty,
        span: span(0),
    }
}

pub fn text(text: &str) -> Expression {
    expression(E::Constant(Constant::Text(text.into())), Type::Text)
}

pub fn int(value: i64) -> Expression {
    expression(E::Constant(Constant::Int(value)), Type::Int)
}

pub fn float(value: f64) -> Expression {
    expression(E::Constant(Constant::Float(value)), Type::Float)
}

pub fn null(ty: &Type) -> Expression {
    let null = expression(E::Constant(Constant::Null), Type::Null);
    convert(Conversion::NullToOptional, null, ty)
}

pub fn convert(conversion: Conversion, value: Expression, ty: &Type) -> Expression {
    expression(E::Convert(conversion, Box::new(value)), ty.clone())
}

pub fn data(ty: &Type) -> Expression {
    expression(E::Context(ContextMember::Data), ty.clone())
}

pub fn bound(binding: u32, ty: &Type) -> Expression {
    expression(E::Binding(BindingId(binding)), ty.clone())
}

pub fn field(record: Expression, name: &str) -> Expression {
    let Type::Record(ty) = record.ty.clone() else {
        panic!("no record");
    };
    let (index, field) = ty.field(name).unwrap();
    let kind = E::Field {
        record: Box::new(record),
        field: index,
    };
    expression(kind, field.ty.clone())
}

pub fn arithmetic(operator: Arithmetic, left: Expression, right: Expression) -> Expression {
    let ty = left.ty.clone();
    expression(E::Arithmetic(operator, Box::new(left), Box::new(right)), ty)
}

pub fn add(left: Expression, right: Expression) -> Expression {
    arithmetic(Arithmetic::Add, left, right)
}

pub fn equal(left: Expression, right: Expression) -> Expression {
    let kind = E::Compare(Comparison::Equal, Box::new(left), Box::new(right));
    expression(kind, Type::Bool)
}

pub fn written(format: Format, value: Expression) -> Expression {
    expression(E::Written(format, Box::new(value)), Type::Text)
}

pub fn coalesce(left: Expression, right: Expression) -> Expression {
    let ty = right.ty.clone();
    let kind = E::Coalesce {
        left: Box::new(left),
        right: Box::new(right),
    };
    expression(kind, ty)
}

pub fn call(name: &str, arguments: Vec<Expression>) -> Expression {
    let receiver = arguments[0].ty.clone();
    let (function, declared) = named(name)
        .find(|(_, one)| one.on.accepts(&receiver))
        .unwrap();
    let ty = declared.returns.resolve(&receiver);
    expression(
        E::Call {
            function,
            arguments,
        },
        ty,
    )
}

pub fn list(elements: Vec<Expression>) -> Expression {
    let ty = elements[0].ty.clone().list();
    expression(E::List(elements), ty)
}

pub fn record(fields: Vec<(&str, Expression)>) -> Expression {
    record_with(
        fields
            .into_iter()
            .map(|(name, value)| (name, value, false))
            .collect(),
    )
}

/// A record; each field says whether it is omitted when null.
pub fn record_with(fields: Vec<(&str, Expression, bool)>) -> Expression {
    let types = fields.iter().map(|(name, value, _)| Field {
        name: (*name).into(),
        ty: value.ty.clone(),
    });
    let ty = Type::record(types.collect());
    let fields = fields
        .into_iter()
        .map(|(_, value, omit_null)| FieldValue { value, omit_null });
    expression(E::Record(fields.collect()), ty)
}

pub fn record_type(fields: &[(&str, Type)]) -> Type {
    let fields = fields.iter().map(|(name, ty)| Field {
        name: (*name).into(),
        ty: ty.clone(),
    });
    Type::record(fields.collect())
}

pub fn interpolated(parts: Vec<TextPart>) -> Expression {
    expression(E::Text(parts), Type::Text)
}

pub fn literal(text: &str) -> TextPart {
    TextPart::Literal(text.into())
}

pub fn value(value: Expression) -> TextPart {
    TextPart::Value(value)
}

pub fn step(name: &str, kind: StepKind, operands: Vec<Expression>, ty: Type) -> Expression {
    let step = Step {
        kind,
        operands,
        name: name.into(),
        span: span(7),
    };
    expression(E::Step(Box::new(step)), ty)
}

pub fn block(statements: Vec<Statement>) -> Block {
    Block {
        statements,
        value: None,
        ty: Type::Null,
    }
}

pub fn giving(value: Expression) -> Block {
    let ty = value.ty.clone();
    Block {
        statements: Vec::new(),
        value: Some(Box::new(value)),
        ty,
    }
}

pub fn bind(binding: u32, value: Expression) -> Statement {
    Statement::Let {
        binding: BindingId(binding),
        value,
    }
}

pub fn respond(status: Expression, body: Option<ResponseBody>) -> Statement {
    Statement::Respond(Respond {
        status,
        headers: Vec::new(),
        body,
        span: span(9),
    })
}

pub fn json(value: Expression) -> Statement {
    let body = ResponseBody::Json(written(Format::Json, value));
    respond(int(200), Some(body))
}

pub fn try_catch(body: Vec<Statement>, error: u32, catch: Vec<Statement>) -> Statement {
    let (body, catch) = (block(body), block(catch));
    let ty = match (&body.ty, &catch.ty) {
        (Type::Never, Type::Never) => Type::Never,
        _ => Type::Null,
    };
    Statement::Expression(Expression {
        kind: ExpressionKind::Try(Box::new(Try {
            body,
            error: BindingId(error),
            catch,
        })),
        ty,
        span: span(4),
    })
}

/// A program with one workflow of these statements.
pub fn program(body: Body, statements: Vec<Statement>) -> Program {
    Program {
        workflows: vec![Workflow {
            name: "w".into(),
            trigger: Trigger::Webhook(Webhook {
                method: "POST".into(),
                path: vec![PathSegment::Literal("w".into())],
                allow: Vec::new(),
                deny: Vec::new(),
                max_body: 1_000_000,
                verify: Verify::None {
                    because: "a test".into(),
                },
                when: None,
                query: None,
                headers: None,
                body,
                cors: None,
                deadline: Duration::from_secs(30),
                enabled: Flag::Constant(true),
                span: span(0),
            }),
            bindings: Vec::new(),
            body: block(statements),
            span: span(0),
        }],
        ..Program::default()
    }
}

pub fn json_program(ty: &Type, statements: Vec<Statement>) -> Program {
    program(Body::Json(ty.clone()), statements)
}

pub fn function(name: &str, parameters: usize, body: Block) -> Function {
    Function {
        name: name.into(),
        parameters: (0..u32::try_from(parameters).unwrap())
            .map(BindingId)
            .collect(),
        returns: body.ty.clone(),
        bindings: Vec::new(),
        body,
        span: span(0),
    }
}

pub fn call_function(function: usize, arguments: Vec<Expression>, ty: Type) -> Expression {
    expression(
        E::CallFunction {
            function,
            arguments,
        },
        ty,
    )
}

/// `customers` with `id`, `name`, `email: text?`.
pub fn customers() -> Declared<Collection> {
    let field = |name: &str, ty| CollectionField {
        name: name.into(),
        ty,
        default: None,
        reference: None,
        was: None,
    };
    Declared {
        value: Collection {
            name: "customers".into(),
            fields: vec![
                field("id", Type::Int),
                field("name", Type::Text),
                field("email", Type::Text.optional()),
            ],
            unique: vec![vec![1]],
            index: Vec::new(),
        },
        span: span(0),
    }
}

/// The type of a row of `customers`.
pub fn customer() -> Type {
    record_type(&[
        ("id", Type::Int),
        ("name", Type::Text),
        ("email", Type::Text.optional()),
    ])
}
