//! Library functions that take a lambda.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions::{Function, FunctionId, Gives, LambdaPattern, Pattern, Unknowns};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::scope::error;
use super::{Checker, Place, Reason, Use};
use crate::declare::Thing;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind, Lambda};
use crate::{SymbolKind, convert};

impl Checker<'_> {
    /// A call with lambda arguments, or with an argument that alone determines a type.
    pub(super) fn inlined_call(
        &mut self,
        receiver: Expression,
        id: FunctionId,
        function: &'static Function,
        given: &[ast::Expression],
        span: Span,
    ) -> Expression {
        let mut arguments = Vec::with_capacity(given.len() + 1);
        let (mut other, mut made) = (Type::Error, Type::Error);
        let mut is_wrong = false;
        for (argument, parameter) in given.iter().zip(function.parameters) {
            let unknowns = Unknowns {
                receiver: &receiver.ty,
                other: &other,
                given: &made,
            };
            let value = match parameter.ty {
                Pattern::Lambda(lambda) => {
                    let takes: Vec<Type> = lambda
                        .takes
                        .iter()
                        .map(|one| one.resolve_with(unknowns))
                        .collect();
                    let (receiver, other) = (receiver.clone(), other.clone());
                    let value = self.lambda(function, lambda, &takes, &other, argument, &receiver);
                    made = value.ty.clone();
                    value
                }
                Pattern::Other => {
                    let value = self.operand(argument, Use::Value(None));
                    let value = self.given(value);
                    // Later values may differ from this literal text.
                    let wide = super::variables::widened(&value.ty);
                    let value = convert::apply(value, &wide);
                    other = value.ty.clone();
                    value
                }
                Pattern::Others => {
                    let value = self.value(argument, None);
                    let value = self.a_list(value, function.name);
                    other = value.ty.clone();
                    value
                }
                pattern => {
                    let want = pattern.resolve_with(unknowns);
                    let reason = Reason::Library {
                        function: function.name,
                        parameter: parameter.name,
                    };
                    self.expect(argument, &want, &reason)
                }
            };
            is_wrong |= value.ty == Type::Error;
            arguments.push(value);
        }
        if is_wrong {
            return error(span);
        }
        let ty = function.returns.resolve_with(Unknowns {
            receiver: &receiver.ty,
            other: &other,
            given: &made,
        });
        arguments.insert(0, receiver);
        Expression {
            kind: ExpressionKind::Call {
                function: id,
                arguments,
            },
            ty,
            span,
        }
    }

    /// A lambda with parameters of these types.
    fn lambda(
        &mut self,
        function: &Function,
        pattern: &LambdaPattern,
        takes: &[Type],
        other: &Type,
        argument: &ast::Expression,
        receiver: &Expression,
    ) -> Expression {
        let ast::ExpressionKind::Lambda { parameters, body } = &argument.kind else {
            let report = self.no_lambda(function, argument);
            self.report(report);
            self.unread();
            return error(argument.span);
        };
        if parameters.len() != takes.len() {
            let report = lambda_parameters(function, parameters, takes.len(), argument.span);
            self.report(report);
            self.unread();
            return error(argument.span);
        }
        if let ast::ExpressionKind::Step(step) = &body.kind {
            self.report(step_in_lambda(step));
            self.unread();
            return error(argument.span);
        }
        let mark = self.enter();
        let mut bindings = Vec::with_capacity(parameters.len());
        for (name, ty) in parameters.iter().zip(takes) {
            let binding = self.bind(name, SymbolKind::Parameter, ty.clone());
            self.remember_secrets(binding, receiver);
            bindings.push(binding);
        }
        let before = self.place;
        if before == Place::Open {
            self.place = Place::Operand;
        }
        let value = self.made(function, pattern.gives, other, body);
        self.place = before;
        self.leave_block(mark, argument.span);
        Expression {
            ty: value.ty.clone(),
            kind: ExpressionKind::Lambda(Box::new(Lambda {
                parameters: bindings,
                body: value,
            })),
            span: argument.span,
        }
    }

    /// The result of a lambda.
    fn made(
        &mut self,
        function: &Function,
        gives: Gives,
        other: &Type,
        body: &ast::Expression,
    ) -> Expression {
        if gives == Gives::Bool {
            return self.condition(body);
        }
        if gives == Gives::Other {
            let reason = Reason::Library {
                function: function.name,
                parameter: "next",
            };
            return self.expect(body, other, &reason);
        }
        let value = self.value(body, None);
        if value.ty == Type::Error {
            return value;
        }
        if convert::holds_secret(&value.ty) {
            let report = self.leak(&value, "the result of a lambda");
            self.report(report);
            return error(value.span);
        }
        // Keys may be null.
        let ty = match gives {
            Gives::Ordered | Gives::Scalar => value.ty.without_null(),
            Gives::Any | Gives::Bool | Gives::Number | Gives::List | Gives::Text | Gives::Other => {
                &value.ty
            }
        };
        if fits(gives, ty) {
            return value;
        }
        let wanted = match gives {
            Gives::Any | Gives::Other => "a value",
            Gives::Bool => "a bool",
            Gives::Number => "a number or a duration",
            Gives::Ordered => "a number, a text or a time",
            Gives::Scalar => "a bool, a number, a text or a time",
            Gives::List => "a list",
            Gives::Text => "a text",
        };
        let report = self.lambda_gives(function, &value, gives, wanted);
        self.report(report);
        error(value.span)
    }

    /// The second list of a two-list function.
    fn a_list(&mut self, value: Expression, function: &str) -> Expression {
        if matches!(value.ty, Type::List(_) | Type::Error) {
            return value;
        }
        let report = Diagnostic::new(
            Code::Mismatch,
            value.span,
            format!("expected a list, found `{}`", brief(&value.ty)),
        )
        .label(format!("this is `{}`", brief(&value.ty)))
        .note(format!("`{function}` takes two lists"));
        self.report(report);
        error(value.span)
    }

    /// `E0201` or `E0203`: a lambda with a result of another type.
    fn lambda_gives(
        &self,
        function: &Function,
        value: &Expression,
        gives: Gives,
        wanted: &str,
    ) -> Diagnostic {
        if let Type::Optional(inner) = &value.ty
            && fits(gives, inner)
        {
            return self.may_be_null(value, inner);
        }
        Diagnostic::new(
            Code::Mismatch,
            value.span,
            format!("expected {wanted}, found `{}`", brief(&value.ty)),
        )
        .label(format!("this is `{}`", brief(&value.ty)))
        .note(format!(
            "the lambda of `{}` must return {wanted}",
            function.name
        ))
    }

    /// `E0217`: an argument that should be a lambda.
    fn no_lambda(&self, function: &Function, argument: &ast::Expression) -> Diagnostic {
        let report = Diagnostic::new(
            Code::LambdaWanted,
            argument.span,
            format!("`{}` takes a lambda", function.name),
        )
        .label("not a lambda");
        let ast::ExpressionKind::Name(name) = &argument.kind else {
            return report.help(format!("write `.{}`", function.sample()));
        };
        let text = &name.text;
        let is_function = self
            .globals
            .things
            .get(text)
            .and_then(|entry| self.globals.kinds.get(entry.index))
            .is_some_and(|(kind, _)| *kind == Thing::Function);
        if !is_function {
            return report.help(format!("write `.{}`", function.sample()));
        }
        let edit = Edit {
            span: argument.span,
            text: format!("x => {text}(x)"),
        };
        report.fix(
            format!("call the function in a lambda: `x => {text}(x)`"),
            vec![edit],
            Applicability::Safe,
        )
    }
}

/// Whether a lambda may return a value of that non-null type.
fn fits(gives: Gives, ty: &Type) -> bool {
    match gives {
        Gives::Any | Gives::Other => true,
        Gives::Bool => *ty == Type::Bool,
        Gives::Number => ty.is_summed(),
        Gives::Ordered => ty.is_ordered(),
        Gives::Scalar => ty.is_scalar(),
        Gives::List => matches!(ty, Type::List(_)),
        Gives::Text => ty.is_text(),
    }
}

/// `E0501`: a step in a lambda.
fn step_in_lambda(step: &ast::Step) -> Diagnostic {
    Diagnostic::new(Code::StepPlace, step.span, "a lambda cannot contain a step")
        .label("a step must be on its own line")
        .help("use a loop, which can contain steps and whose value is a list: `let ys = for x in list { … }`")
}

/// `E0212`: a lambda with the wrong number of parameters.
fn lambda_parameters(
    function: &Function,
    given: &[ast::Name],
    wanted: usize,
    span: Span,
) -> Diagnostic {
    let values = |count: usize| match count {
        1 => "one value".to_owned(),
        2 => "two values".to_owned(),
        more => format!("{more} values"),
    };
    let place = match (given.first(), given.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => span,
    };
    let report = Diagnostic::new(
        Code::ArgumentCount,
        place,
        format!("the lambda of `{}` takes {}", function.name, values(wanted)),
    )
    .label(format!("this one takes {}", values(given.len())));
    if wanted == 1 && given.len() == 2 {
        return report.help("if you need the index, write a loop: `for i, x in list { … }`");
    }
    let names = if wanted == 1 {
        "x => …"
    } else {
        "(a, b) => …"
    };
    report.help(format!("write `.{}({names})`", function.name))
}
