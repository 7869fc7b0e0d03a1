//! `+ - * / %`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::operators::{TO_FLOAT, adapt, float_and_decimal};
use super::scope::error;
use super::{Checker, text};
use crate::describe::found;
use crate::program::{Arithmetic, Expression, ExpressionKind};

impl Checker<'_> {
    pub(super) fn arithmetic(
        &mut self,
        operator: Arithmetic,
        operator_span: Span,
        left: &ast::Expression,
        right: &ast::Expression,
        hint: Option<&Type>,
        span: Span,
    ) -> Expression {
        if operator == Arithmetic::Add && (text::is_text(left) || text::is_text(right)) {
            return self.added_texts(operator_span, left, right, span);
        }
        if self.member_operand(operator, operator_span, left, right) {
            return error(span);
        }
        let (first, second) = self.two_values(left, right, hint);
        if self.looked_into(&first, "used in arithmetic")
            || self.looked_into(&second, "used in arithmetic")
        {
            return error(span);
        }
        for one in [&first, &second] {
            if *one.ty.without_null() == Type::Json {
                let report = json_operand(operator_span, one);
                self.report(report);
                return error(span);
            }
        }
        let Some((first, second)) = self.two_not_null(first, second) else {
            return error(span);
        };
        if let Some(ty) = of_spans(operator, &first.ty, &second.ty) {
            return Expression {
                kind: ExpressionKind::Arithmetic(operator, Box::new(first), Box::new(second)),
                ty,
                span,
            };
        }
        let (first, second) = adapt(first, second);
        if !first.ty.is_number() || first.ty != second.ty {
            let rounds = hint.map(Type::without_null) == Some(&Type::Int)
                && is_simple(left)
                && is_simple(right);
            let (left, right) = ((left, &first), (right, &second));
            let report = wrong_operands(operator, operator_span, left, right, rounds);
            self.report(report);
            return error(span);
        }
        Expression {
            ty: first.ty.clone(),
            kind: ExpressionKind::Arithmetic(operator, Box::new(first), Box::new(second)),
            span,
        }
    }

    /// `E0204`: texts concatenated with `+`. Reported once for the whole sum.
    fn added_texts(
        &mut self,
        operator_span: Span,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
    ) -> Expression {
        let mut terms = Vec::new();
        text::terms(left, &mut terms);
        text::terms(right, &mut terms);
        let before = self.reports.len();
        let mut values = Vec::with_capacity(terms.len());
        for term in terms {
            values.push(self.value(term, None));
        }
        if self.reports.len() == before
            && let [first, second] = values.as_slice()
            && matches!(first.ty, Type::List(_))
        {
            let report = Diagnostic::new(Code::Operands, operator_span, "`+` is only for numbers")
                .label("not for lists");
            let (left, right) = ((left, first), (right, second));
            let report = super::list_operands::added(report, operator_span, left, right);
            self.report(report);
        } else if self.reports.len() == before {
            let report = Diagnostic::new(
                Code::Operands,
                operator_span,
                "texts are concatenated with interpolation, not with `+`",
            )
            .label("not for texts");
            let whole = left.span.to(right.span);
            self.report(interpolate(report, left, right, whole));
        }
        error(span)
    }

    /// The value if it is a number; otherwise reports an error.
    pub(super) fn number(&mut self, value: Expression) -> Option<Expression> {
        if self.looked_into(&value, "used in arithmetic") {
            return None;
        }
        let value = self.not_null(value)?;
        if value.ty.is_number() || value.ty == Type::Duration {
            return Some(value);
        }
        let found = found(&value.ty, &Type::Text);
        let report = Diagnostic::new(
            Code::Operands,
            value.span,
            format!("`-` takes a number or a duration, not `{found}`"),
        )
        .label(format!("this is `{found}`"));
        self.report(report);
        None
    }
}

/// The result of an operator on times and durations.
fn of_spans(operator: Arithmetic, left: &Type, right: &Type) -> Option<Type> {
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};
    Some(match (operator, left, right) {
        (Add | Subtract, Type::Time, Type::Duration) | (Add, Type::Duration, Type::Time) => {
            Type::Time
        }
        (Subtract, Type::Time, Type::Time)
        | (Add | Subtract | Remainder, Type::Duration, Type::Duration)
        | (Multiply | Divide, Type::Duration, Type::Int)
        | (Multiply, Type::Int, Type::Duration) => Type::Duration,
        (Divide, Type::Duration, Type::Duration) => Type::Int,
        _ => return None,
    })
}

/// `E0204`: an operator on the wrong types.
fn wrong_operands(
    operator: Arithmetic,
    operator_span: Span,
    left: (&ast::Expression, &Expression),
    right: (&ast::Expression, &Expression),
    rounds: bool,
) -> Diagnostic {
    let symbol = match operator {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "-",
        Arithmetic::Multiply => "*",
        Arithmetic::Divide => "/",
        Arithmetic::Remainder => "%",
    };
    let a = found(&left.1.ty, &Type::Text);
    let b = found(&right.1.ty, &Type::Text);
    let report = Diagnostic::new(
        Code::Operands,
        operator_span,
        format!("`{symbol}` takes two numbers of one type, not `{a}` and `{b}`"),
    )
    .label("not for these types")
    .because(left.1.span, format!("this is `{a}`"))
    .because(right.1.span, format!("this is `{b}`"));
    if symbol == "+" && (left.1.ty.is_text() || right.1.ty.is_text()) {
        return interpolate(report, left.0, right.0, left.1.span.to(right.1.span));
    }
    let is_list = |one: &Expression| matches!(one.ty, Type::List(_));
    if symbol == "+" && (is_list(left.1) || is_list(right.1)) {
        return super::list_operands::added(report, operator_span, left, right);
    }
    let rounded = rounds.then(|| left.1.span.to(right.1.span));
    match (&left.1.ty, &right.1.ty) {
        (Type::Int, Type::Float) => converted(report, left.0, rounded),
        (Type::Float, Type::Int) => converted(report, right.0, rounded),
        _ if symbol == "%" && left.1.ty.is_text() => report.help(
            "`%` is the remainder of a division; write values into a text in braces: `\"… {x}\"`",
        ),
        (Type::Time, Type::Int) | (Type::Int, Type::Time) if operator != Arithmetic::Multiply => {
            report.help("add a duration: `time + 5m`, `time - n * 1s`")
        }
        (Type::Duration, Type::Int | Type::Float | Type::Decimal)
        | (Type::Int | Type::Float | Type::Decimal, Type::Duration) => match operator {
            Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Remainder => {
                report.help("a number has no unit: write `n * 1s` for so many seconds")
            }
            Arithmetic::Multiply | Arithmetic::Divide => {
                report.help("a duration is multiplied and divided by ints: `duration * 3 / 2`")
            }
        },
        (Type::Date, Type::Int | Type::Duration) | (Type::Int | Type::Duration, Type::Date) => {
            report.help(
                "days are added with `date.plus_days(n)`; hours are added to a time: `date.at(\"09:00\", \"Europe/Stockholm\") + 5h`",
            )
        }
        (Type::Date, Type::Date) => {
            report.help("the number of days between two dates is `earlier.days_until(later)`")
        }
        (Type::Date, Type::Time) | (Type::Time, Type::Date) => {
            report.help("the date of a time depends on the zone: `time.date(\"Europe/Stockholm\")`")
        }
        (Type::Time, Type::Time) => report.help("the time between two times is `later - earlier`"),
        (Type::Float, Type::Decimal) | (Type::Decimal, Type::Float) => {
            float_and_decimal(report, left.1, right.1)
        }
        _ => report,
    }
}

/// Whether an expression has no parentheses around it, which would be outside of its span.
fn is_simple(e: &ast::Expression) -> bool {
    matches!(
        e.kind,
        ast::ExpressionKind::Name(_)
            | ast::ExpressionKind::Field { .. }
            | ast::ExpressionKind::Int(_)
            | ast::ExpressionKind::Float(_)
    )
}

/// `E0204`: data of unknown shape as a number.
fn json_operand(operator: Span, json: &Expression) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Operands,
        operator,
        "only numbers are computed with, not `json`",
    )
    .label("not for `json`")
    .because(
        json.span,
        format!("this is `{}`", found(&json.ty, &Type::Text)),
    );
    match json.ty {
        Type::Optional(_) => report.help(
            "bind it, `let value = …`, check it, `if value != null`, and decode it: `decode value as int`",
        ),
        _ => report.help("decode it first: `(decode x as int)`"),
    }
}

/// Suggests converting the int, and rounding the result where an int is expected but a float would
/// result.
fn converted(report: Diagnostic, int: &ast::Expression, rounded: Option<Span>) -> Diagnostic {
    let is_path = matches!(
        int.kind,
        ast::ExpressionKind::Name(_)
            | ast::ExpressionKind::Field { .. }
            | ast::ExpressionKind::MethodCall { .. }
            | ast::ExpressionKind::Call { .. }
    );
    if !is_path {
        return report.help(TO_FLOAT);
    }
    let edit = |span, text: &str| Edit {
        span,
        text: text.to_owned(),
    };
    let to_float = edit(int.span.after(), ".to_float()");
    match rounded {
        None => report.fix(TO_FLOAT, vec![to_float], Applicability::Unsafe),
        Some(whole) => report.fix(
            "convert the int with `.to_float()`, and round the result to an int",
            vec![
                edit(whole.before(), "("),
                to_float,
                edit(whole.after(), ").round(0).floor()"),
            ],
            Applicability::Unsafe,
        ),
    }
}

/// Suggests one interpolated string for both operands.
fn interpolate(
    report: Diagnostic,
    left: &ast::Expression,
    right: &ast::Expression,
    span: Span,
) -> Diagnostic {
    match text::joined(left, right) {
        Some(joined) => {
            let edit = Edit {
                span,
                text: joined.clone(),
            };
            let help = format!("write one string: `{joined}`");
            report.fix(help, vec![edit], Applicability::Unsafe)
        }
        None => report.help("write one string: `\"{a}{b}\"`"),
    }
}
