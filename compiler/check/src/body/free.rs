//! Library functions that are called without a receiver.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::functions::{Function, FunctionId, Implementation, Inlined, Pattern};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::calls::argument_count;
use super::operators::adapt;
use super::scope::error;
use super::{Checker, Reason};
use crate::convert;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    pub(super) fn free_call(
        &mut self,
        name: &Name,
        id: FunctionId,
        function: &'static Function,
        given: &[ast::Expression],
        span: Span,
    ) -> Expression {
        if function.is_random()
            && self.pure(
                span,
                &format!("`{}()`", function.name),
                "do it in the workflow; the function can take its result as an argument",
            )
        {
            return error(span);
        }
        if given.len() != function.parameters.len() {
            let report = argument_count(name, given.len(), function.parameters.len())
                .note(format!("it is `{}`", function.sample()));
            self.report(report);
            self.all(given);
            return error(span);
        }
        let arguments = match function.code {
            Implementation::Inline(Inlined::Lesser | Inlined::Greater) => {
                self.two_ordered(given, function)
            }
            Implementation::Inline(_) | Implementation::Host(_) | Implementation::Constant(_) => {
                self.each(given, function)
            }
        };
        let Some(arguments) = arguments else {
            return error(span);
        };
        if let Implementation::Constant(read) = function.code {
            let text = arguments.first().and_then(constant_text);
            let Some(constant) = text.and_then(read) else {
                return error(span);
            };
            return Expression {
                kind: ExpressionKind::Constant(constant),
                ty: function.returns.resolve(&Type::Null),
                span,
            };
        }
        let receiver = arguments
            .first()
            .map_or(Type::Null, |first| first.ty.clone());
        let unknowns = flowright_stdlib::functions::Unknowns {
            receiver: &Type::Null,
            other: &receiver,
            given: &Type::Error,
        };
        Expression {
            ty: function.returns.resolve_with(unknowns),
            kind: ExpressionKind::Call {
                function: id,
                arguments,
            },
            span,
        }
    }

    /// The arguments, each of the type of its parameter.
    fn each(
        &mut self,
        given: &[ast::Expression],
        function: &'static Function,
    ) -> Option<Vec<Expression>> {
        let mut arguments = Vec::with_capacity(given.len());
        for (argument, parameter) in given.iter().zip(function.parameters) {
            let want = parameter.ty.resolve(&Type::Null);
            if let Pattern::Written(notation) = parameter.ty {
                let value = self.value(argument, Some(&want));
                arguments.push(self.literal_text(value, notation, function));
                continue;
            }
            let reason = Reason::Library {
                function: function.name,
                parameter: parameter.name,
            };
            arguments.push(self.expect(argument, &want, &reason));
        }
        let is_wrong = arguments.iter().any(|one| one.ty == Type::Error);
        (!is_wrong).then_some(arguments)
    }

    /// Two values of the same ordered type.
    fn two_ordered(
        &mut self,
        given: &[ast::Expression],
        function: &Function,
    ) -> Option<Vec<Expression>> {
        let [left, right] = given else { return None };
        let left = self.value(left, None);
        let right = self.value(right, Some(&left.ty));
        if self.looked_into(&left, "compared") || self.looked_into(&right, "compared") {
            return None;
        }
        let (left, right) = self.two_not_null(left, right)?;
        let widen = |value: Expression| match value.ty {
            Type::Literals(_) => convert::apply(value, &Type::Text),
            _ => value,
        };
        let (left, right) = adapt(widen(left), widen(right));
        if left.ty != right.ty || !left.ty.is_ordered() {
            let report = not_ordered(&left, &right, function.name);
            self.report(report);
            return None;
        }
        Some(vec![left, right])
    }
}

fn constant_text(value: &Expression) -> Option<&str> {
    if let ExpressionKind::Constant(Constant::Text(text)) = &value.kind {
        return Some(text);
    }
    None
}

/// `E0205`: values that have no order.
fn not_ordered(left: &Expression, right: &Expression, function: &str) -> Diagnostic {
    let (a, b) = (brief(&left.ty), brief(&right.ty));
    let report = Diagnostic::new(
        Code::Incomparable,
        left.span.to(right.span),
        format!("`{function}` takes two numbers, texts, times or dates of the same type"),
    )
    .label("not two such values")
    .because(left.span, format!("this is `{a}`"))
    .because(right.span, format!("this is `{b}`"));
    match &left.ty {
        Type::List(_) => report.help(format!("of a list, write `list.{function}()`")),
        _ => report,
    }
}
