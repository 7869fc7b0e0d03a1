//! Compile-time constants.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::functions::{self, Implementation, Notation, Pattern};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, TextPart, UnaryOperator};

use crate::malformed::malformed;
use crate::program;
use crate::reports::Reports;
use crate::{convert, unbuilt};

/// The constant value of an expression, with its own type.
pub(crate) fn constant(expression: &Expression) -> Option<(Constant, Type)> {
    match &expression.kind {
        ExpressionKind::Null => Some((Constant::Null, Type::Null)),
        ExpressionKind::Bool(value) => Some((Constant::Bool(*value), Type::Bool)),
        ExpressionKind::Int(value) => Some((Constant::Int(*value), Type::Int)),
        ExpressionKind::Float(literal) => Some((Constant::Float(literal.value), Type::Float)),
        ExpressionKind::Duration(microseconds) => Some((duration(*microseconds)?, Type::Duration)),
        ExpressionKind::Text(parts) => {
            let text = plain_text(parts)?;
            let ty = Type::literals([&*text]);
            Some((Constant::Text(text), ty))
        }
        ExpressionKind::Call { .. } => {
            let (read, _, text, ty) = written(expression)?;
            Some((read(&text)?, ty))
        }
        ExpressionKind::Unary {
            operator: UnaryOperator::Negate,
            operand,
        } => match constant(operand)? {
            (Constant::Int(value), ty) => Some((Constant::Int(value.checked_neg()?), ty)),
            (Constant::Float(value), ty) => Some((Constant::Float(-value), ty)),
            (Constant::Duration(value), ty) => Some((Constant::Duration(-value), ty)),
            (
                Constant::Null
                | Constant::Bool(_)
                | Constant::Decimal(_)
                | Constant::Time(_)
                | Constant::Date(_)
                | Constant::Text(_),
                _,
            ) => None,
        },
        ExpressionKind::Unary {
            operator: UnaryOperator::Not,
            ..
        }
        | ExpressionKind::Size(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Column(_)
        | ExpressionKind::Field { .. }
        | ExpressionKind::MethodCall { .. }
        | ExpressionKind::Index { .. }
        | ExpressionKind::Binary { .. }
        | ExpressionKind::Record(_)
        | ExpressionKind::List(_)
        | ExpressionKind::If { .. }
        | ExpressionKind::Branch { .. }
        | ExpressionKind::Match { .. }
        | ExpressionKind::Lambda { .. }
        | ExpressionKind::For(_)
        | ExpressionKind::While(_)
        | ExpressionKind::Try(_)
        | ExpressionKind::Parallel(_)
        | ExpressionKind::Fail(_)
        | ExpressionKind::Step(_)
        | ExpressionKind::Decode { .. }
        | ExpressionKind::NotBuilt(_)
        | ExpressionKind::Error => None,
    }
}

/// The suggestion for a default that is not constant, such as `env("PORT", 80)`.
fn of_environment(expression: &Expression, what: &str, report: Diagnostic) -> Diagnostic {
    let literal = "write a literal, such as `\"new\"`, `0` or `false`";
    let ExpressionKind::Call {
        function,
        arguments,
    } = &expression.kind
    else {
        return report.help(literal);
    };
    let reads = matches!(&*function.text, "env" | "getenv" | "environ" | "ENV");
    if !reads || what != "config" {
        return report.help(literal);
    }
    let says = "the operator sets a config, so its default is the value alone";
    match arguments.as_slice() {
        [_, default] if constant(default).is_some() => report.fix(
            says,
            vec![
                Edit {
                    span: expression.span.before().to(default.span.before()),
                    text: String::new(),
                },
                Edit {
                    span: default.span.after().to(expression.span.after()),
                    text: String::new(),
                },
            ],
            Applicability::Safe,
        ),
        _ => report.help("the operator sets a config: remove the default"),
    }
}

/// How a constant is parsed from its text.
type Read = fn(&str) -> Option<Constant>;

/// `time("…")`, `date("…")`: how the text is read, its notation, the text, and the type of the
/// constant.
fn written(expression: &Expression) -> Option<(Read, Notation, Box<str>, Type)> {
    let ExpressionKind::Call {
        function,
        arguments,
    } = &expression.kind
    else {
        return None;
    };
    let (_, function) = functions::free(&function.text)?;
    let Implementation::Constant(read) = function.code else {
        return None;
    };
    let ([argument], [parameter]) = (arguments.as_slice(), function.parameters) else {
        return None;
    };
    let (ExpressionKind::Text(parts), Pattern::Written(notation)) = (&argument.kind, parameter.ty)
    else {
        return None;
    };
    let ty = function.returns.resolve(&Type::Null);
    Some((read, notation, plain_text(parts)?, ty))
}

/// A duration as a constant; `None` if it is too long for a value. A setting may take a longer one.
pub(crate) fn duration(microseconds: u64) -> Option<Constant> {
    i64::try_from(microseconds).ok().map(Constant::Duration)
}

/// `E0008`: a duration that is too long for a value.
pub(crate) fn long_duration(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadNumber, span, "this duration is too long")
        .label("too long")
        .note("a duration has at most 106,751,991 days")
}

/// The value of a number literal as a decimal; a minus may precede the literal.
fn decimal(expression: &Expression) -> Option<Decimal> {
    if let ExpressionKind::Unary {
        operator: UnaryOperator::Negate,
        operand,
    } = &expression.kind
    {
        return decimal(operand).map(Decimal::negated);
    }
    if let ExpressionKind::Int(value) = &expression.kind {
        return Some((*value).into());
    }
    if let ExpressionKind::Float(literal) = &expression.kind {
        return Decimal::parse(&literal.digits);
    }
    None
}

/// The text of a string without interpolations.
pub(crate) fn plain_text(parts: &[TextPart]) -> Option<Box<str>> {
    if parts.is_empty() {
        return Some("".into());
    }
    let [TextPart::Literal(text)] = parts else {
        return None;
    };
    Some(text.clone())
}

/// The default of a field or config of type `ty`; reports an error if it does not fit.
pub(crate) fn of_type(
    expression: &Expression,
    ty: &Type,
    declared: Span,
    what: &str,
    reports: &mut Reports,
) -> Option<Constant> {
    if matches!(expression.kind, ExpressionKind::Error) {
        return None;
    }
    if let ExpressionKind::NotBuilt(feature) = &expression.kind {
        reports.push(unbuilt::feature(expression.span, *feature));
        return None;
    }
    if let ExpressionKind::Size(_) = &expression.kind {
        reports.push(unbuilt::report(expression.span, "a size as a value"));
        return None;
    }
    if let ExpressionKind::Duration(microseconds) = &expression.kind
        && duration(*microseconds).is_none()
    {
        reports.push(long_duration(expression.span));
        return None;
    }
    if let Some((_, notation, text, _)) = written(expression)
        && let Err(problem) = notation.check(&text)
    {
        reports.push(malformed(&text, expression.span, notation, problem));
        return None;
    }
    let Some((constant, own)) = constant(expression) else {
        let report = Diagnostic::new(
            Code::WrongDefault,
            expression.span,
            format!("the default of a {what} must be a constant"),
        )
        .label("only known at run time");
        if let ExpressionKind::Name(name) = &expression.kind
            && let Type::Literals(texts) = ty.without_null()
            && texts.iter().any(|text| *text == *name.text)
        {
            let meant = format!("{:?}", name.text);
            let edit = Edit {
                span: expression.span,
                text: meant.clone(),
            };
            let report = Diagnostic::new(
                Code::WrongDefault,
                expression.span,
                format!("the default of a {what} must be a constant"),
            )
            .label("a name, not a text");
            reports.push(report.fix(
                format!("a text is written in quotes: `{meant}`"),
                vec![edit],
                Applicability::Safe,
            ));
            return None;
        }
        let is_now = matches!(&expression.kind, ExpressionKind::Name(name) if &*name.text == "now");
        reports.push(
            if is_now && *ty.without_null() == Type::Time && what == "field" {
                let edit = Edit {
                    span: expression.span,
                    text: "now()".to_owned(),
                };
                report.fix("write `now()`", vec![edit], Applicability::Safe)
            } else {
                of_environment(expression, what, report)
            },
        );
        return None;
    };
    let (constant, own) = match decimal(expression) {
        Some(decimal) if *ty.without_null() == Type::Decimal => {
            (Constant::Decimal(decimal), Type::Decimal)
        }
        _ => (constant, own),
    };
    let value = program::Expression {
        kind: program::ExpressionKind::Constant(constant),
        ty: own,
        span: expression.span,
    };
    if matches!(ty, Type::Error) {
        return None;
    }
    if !convert::value_fits(&value, ty) {
        let report = wrong_default(&value.ty, expression.span, ty, declared);
        let is_bool = *ty.without_null() == Type::Bool;
        reports.push(
            if let ExpressionKind::Int(number @ (0 | 1)) = &expression.kind
                && is_bool
            {
                let meant = (*number == 1).to_string();
                let edit = Edit {
                    span: expression.span,
                    text: meant.clone(),
                };
                report.fix(format!("write `{meant}`"), vec![edit], Applicability::Safe)
            } else {
                report
            },
        );
        return None;
    }
    let inner = match ty {
        Type::Optional(inner) if value.ty != Type::Null => inner,
        other => other,
    };
    let program::ExpressionKind::Constant(constant) = value.kind else {
        return None;
    };
    if let (Constant::Int(number), Type::Float) = (&constant, inner) {
        return Some(Constant::Float(convert::to_float(*number)));
    }
    Some(constant)
}

/// `E0302`: a default that does not fit the declared type.
fn wrong_default(own: &Type, span: Span, ty: &Type, declared: Span) -> Diagnostic {
    let found = match own {
        Type::Literals(_) if !matches!(ty.without_null(), Type::Literals(_)) => &Type::Text,
        other => other,
    };
    let report = Diagnostic::new(
        Code::WrongDefault,
        span,
        format!("the default is `{found}`, but the type is `{ty}`"),
    )
    .label(format!("expected `{ty}`, found `{found}`"))
    .because(declared, "because of this type");
    match (own, ty.without_null()) {
        (Type::Null, _) => report.help(format!("only an optional can be null: write `{ty}?`")),
        (Type::Int, Type::Duration) => report.help("write the unit: `60s`, `24h`"),
        (own, wanted @ (Type::Time | Type::Date)) => {
            let word = match own {
                Type::Literals(own) => own.iter().next().unwrap_or_default(),
                _ => "",
            };
            let Some(call) = convert::literal(word, wanted) else {
                let sample = match wanted {
                    Type::Date => "date(\"2026-01-02\")",
                    _ => "time(\"2026-01-02T03:04:05Z\")",
                };
                return report.help(format!("write it as `{sample}`"));
            };
            let help = format!("write `{call}`");
            let edit = Edit { span, text: call };
            report.fix(help, vec![edit], Applicability::Safe)
        }
        (
            Type::Literals(own),
            Type::Int | Type::Float | Type::Decimal | Type::Duration | Type::Bool,
        ) => {
            let word = own.iter().next().unwrap_or_default();
            if !convert::is_written(word, ty.without_null()) {
                return report;
            }
            let edit = Edit {
                span,
                text: word.to_owned(),
            };
            report.fix(
                format!("write `{word}`, without quotes"),
                vec![edit],
                Applicability::Safe,
            )
        }
        (Type::Literals(own), Type::Literals(known)) => {
            let word = own.iter().next().unwrap_or_default();
            let near = flowright_diagnostics::near(word, known.iter());
            if near.names.is_empty() {
                let choices: Vec<String> = known.iter().map(|one| format!("`{one:?}`")).collect();
                return report.help(format!("choose one of {}", choices.join(", ")));
            }
            report.propose_as(span, &near, |name| format!("{name:?}"))
        }
        _ => report,
    }
}
