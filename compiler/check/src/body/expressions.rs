//! Checks an expression, by its kind.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, BinaryOperator, UnaryOperator};

use super::scope::error;
use super::{Checker, Place, Use};
use crate::convert;
use crate::declare::constant::{duration, long_duration};
use crate::operator::Operator;
use crate::program::{Expression, ExpressionKind};
use crate::unbuilt;

impl Checker<'_> {
    /// A nested expression, which cannot be a step.
    pub fn operand(&mut self, e: &ast::Expression, want: Use<'_>) -> Expression {
        let before = self.place;
        if before == Place::Open {
            self.place = Place::Operand;
        }
        let value = self.expression(e, want);
        self.place = before;
        value
    }

    /// The value of a nested expression, with a type hint for literals.
    pub fn value(&mut self, e: &ast::Expression, hint: Option<&Type>) -> Expression {
        let value = self.operand(e, Use::Value(hint));
        self.given(value)
    }

    /// Rejects an expression that never gives a value where one is required.
    pub fn given(&mut self, value: Expression) -> Expression {
        if value.ty == Type::Never {
            let report = super::blocks::no_value(value.span, "it always ends the workflow");
            self.report(report);
            return error(value.span);
        }
        value
    }

    /// An expression at the current place; it may be a step if the place allows steps.
    pub fn expression(&mut self, e: &ast::Expression, want: Use<'_>) -> Expression {
        let before = self.writes_json;
        self.writes_json &= matches!(
            e.kind,
            ast::ExpressionKind::Record(_) | ast::ExpressionKind::List(_)
        );
        let value = self.by_kind(e, want);
        self.writes_json = before;
        let wanted = hint(want);
        self.reports.index.expression(e.span, &value.ty, wanted);
        value
    }

    fn by_kind(&mut self, e: &ast::Expression, want: Use<'_>) -> Expression {
        let hint = hint(want);
        match &e.kind {
            ast::ExpressionKind::Null => constant(Constant::Null, Type::Null, e.span),
            ast::ExpressionKind::Bool(value) => {
                constant(Constant::Bool(*value), Type::Bool, e.span)
            }
            ast::ExpressionKind::Int(value) => int(*value, hint, e.span),
            ast::ExpressionKind::Float(literal) => float(literal, hint, e.span),
            ast::ExpressionKind::Text(parts) => self.text(parts, e.span),
            ast::ExpressionKind::Duration(microseconds) => match duration(*microseconds) {
                Some(value) => constant(value, Type::Duration, e.span),
                None => {
                    self.report(long_duration(e.span));
                    error(e.span)
                }
            },
            ast::ExpressionKind::Size(_) => {
                self.report(unbuilt::report(e.span, "a size as a value"));
                error(e.span)
            }
            ast::ExpressionKind::Name(name) => self.name(name),
            ast::ExpressionKind::Column(name) => {
                let report = super::access::column(name, e.span);
                self.report(report);
                error(e.span)
            }
            ast::ExpressionKind::Field {
                base,
                field,
                optional,
            } => self.field(base, field, *optional, e.span),
            ast::ExpressionKind::MethodCall {
                base,
                function,
                arguments,
                optional,
            } => self.method(base, function, Some(arguments), *optional, e.span),
            ast::ExpressionKind::Call {
                function,
                arguments,
            } => self.call(function, arguments, e.span),
            ast::ExpressionKind::Index {
                base,
                index,
                optional,
            } => self.index(base, index, *optional, e.span),
            ast::ExpressionKind::Unary { operator, operand } => {
                self.unary(*operator, operand, hint, e.span)
            }
            ast::ExpressionKind::Binary {
                operator,
                operator_span,
                left,
                right,
            } => self.binary(*operator, *operator_span, left, right, hint, e.span),
            ast::ExpressionKind::Record(entries) => self.record(entries, hint, e.span),
            ast::ExpressionKind::List(items) => self.list(items, hint, e.span),
            ast::ExpressionKind::If {
                condition,
                then,
                otherwise,
            } => self.if_expression(condition, then, otherwise.as_ref(), want, e.span),
            ast::ExpressionKind::Branch { arms, otherwise } => {
                self.branch(arms, otherwise.as_ref(), want, e.span)
            }
            ast::ExpressionKind::Match { scrutinee, arms } => {
                self.match_expression(scrutinee, arms, want, e.span)
            }
            ast::ExpressionKind::Lambda { .. } => {
                let report = lambda_place(e.span);
                self.report(report);
                self.unread();
                error(e.span)
            }
            ast::ExpressionKind::For(one) => self.for_loop(one, want, e.span),
            ast::ExpressionKind::While(one) => self.while_loop(one, want, e.span),
            ast::ExpressionKind::Try(one) => self.try_catch(one, want, e.span),
            ast::ExpressionKind::Parallel(one) => self.parallel(one, want, e.span),
            ast::ExpressionKind::Fail(why) => self.fail(why, e.span),
            ast::ExpressionKind::Step(step) => self.step(step, want, e.span),
            ast::ExpressionKind::Decode { value, ty } => self.decode(value, ty, e.span),
            ast::ExpressionKind::NotBuilt(feature) => {
                self.report(unbuilt::feature(e.span, *feature));
                error(e.span)
            }
            ast::ExpressionKind::Error => {
                self.unread();
                error(e.span)
            }
        }
    }

    fn unary(
        &mut self,
        operator: UnaryOperator,
        operand: &ast::Expression,
        hint: Option<&Type>,
        span: Span,
    ) -> Expression {
        match operator {
            UnaryOperator::Not => self.negated(operand, span),
            UnaryOperator::Negate => {
                let value = self.value(operand, hint);
                if let ExpressionKind::Constant(Constant::Int(number)) = value.kind
                    && number != i64::MIN
                {
                    return constant(Constant::Int(-number), Type::Int, span);
                }
                if let ExpressionKind::Constant(Constant::Float(number)) = value.kind {
                    return constant(Constant::Float(-number), Type::Float, span);
                }
                if let ExpressionKind::Constant(Constant::Decimal(number)) = value.kind {
                    return constant(Constant::Decimal(number.negated()), Type::Decimal, span);
                }
                if let ExpressionKind::Constant(Constant::Duration(span_of)) = value.kind {
                    return constant(Constant::Duration(-span_of), Type::Duration, span);
                }
                let Some(value) = self.number(value) else {
                    return error(span);
                };
                Expression {
                    ty: value.ty.clone(),
                    kind: ExpressionKind::Negate(Box::new(value)),
                    span,
                }
            }
        }
    }

    fn binary(
        &mut self,
        operator: BinaryOperator,
        operator_span: Span,
        left: &ast::Expression,
        right: &ast::Expression,
        hint: Option<&Type>,
        span: Span,
    ) -> Expression {
        match Operator::from(operator) {
            Operator::And => self.logic(true, left, right, span),
            Operator::Or => self.logic(false, left, right, span),
            Operator::Coalesce => self.coalesce(left, operator_span, right, hint, span),
            Operator::In { negated } => self.is_in(negated, left, right, span),
            Operator::Compare(comparison @ (Comparison::Equal | Comparison::NotEqual)) => {
                self.equality(comparison, left, right, span)
            }
            Operator::Compare(
                comparison @ (Comparison::Less
                | Comparison::LessOrEqual
                | Comparison::Greater
                | Comparison::GreaterOrEqual),
            ) => self.ordering(comparison, left, right, span),
            Operator::Arithmetic(operator) => {
                self.arithmetic(operator, operator_span, left, right, hint, span)
            }
        }
    }
}

fn hint<'w>(want: Use<'w>) -> Option<&'w Type> {
    match want {
        Use::Nothing => None,
        Use::Value(hint) => hint,
        Use::Must(ty, _) => Some(ty),
    }
}

/// `E0216`: a lambda where none is allowed.
fn lambda_place(span: Span) -> Diagnostic {
    Diagnostic::new(Code::LambdaPlace, span, "a lambda is not allowed here")
        .label("no lambda is expected here")
        .help("a lambda can only be an argument of a list function, such as `.map(x => x.name)`")
}

/// A constant as an expression.
pub(crate) fn constant(value: Constant, ty: Type, span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Constant(value),
        ty,
        span,
    }
}

fn int(value: i64, hint: Option<&Type>, span: Span) -> Expression {
    match hint.map(Type::without_null) {
        Some(Type::Float) => constant(Constant::Float(convert::to_float(value)), Type::Float, span),
        Some(Type::Decimal) => constant(Constant::Decimal(value.into()), Type::Decimal, span),
        _ => constant(Constant::Int(value), Type::Int, span),
    }
}

/// A literal with a fraction. It is a decimal if a decimal is expected and can hold all its digits.
fn float(literal: &ast::FloatLiteral, hint: Option<&Type>, span: Span) -> Expression {
    if let Some(Type::Decimal) = hint.map(Type::without_null)
        && let Some(decimal) = Decimal::parse(&literal.digits)
    {
        return constant(Constant::Decimal(decimal), Type::Decimal, span);
    }
    constant(Constant::Float(literal.value), Type::Float, span)
}
