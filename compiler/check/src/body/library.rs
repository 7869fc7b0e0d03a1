//! Library functions, called as methods.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::functions::{self, Function, FunctionId, Notation, Pattern};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::calls::argument_count;
use super::library_reports::{element_type, parentheses, zone_missing};
use super::misplaced_arguments::misplaced;
use super::scope::error;
use super::{Checker, Reason};
use crate::Meaning;
use crate::convert;
use crate::program::{Expression, ExpressionKind};
use crate::unbuilt::{self, WordPlace};

/// The function that writes its receiver as JSON. Literals in the receiver are then written member
/// by member.
const TO_JSON: &str = "to_json";

impl Checker<'_> {
    /// `x.f(a)`; `arguments` is `None` if the call has no parentheses.
    pub(super) fn method(
        &mut self,
        base: &ast::Expression,
        name: &Name,
        arguments: Option<&[ast::Expression]>,
        optional: bool,
        span: Span,
    ) -> Expression {
        if let ast::ExpressionKind::Name(group) = &base.kind {
            let group = &*group.text;
            if matches!(group, "context" | "secrets" | "config") && self.visible(group).is_none() {
                let report = Diagnostic::new(
                    Code::Parentheses,
                    name.span,
                    format!("`{group}.{}` is a value, not a function", name.text),
                )
                .label("no parentheses here")
                .help(format!("write `{group}.{}`", name.text));
                self.report(report);
                return error(span);
            }
        }
        if let Some(report) = self.called_on_rows(base, name) {
            self.report(report);
            self.unread();
            return error(span);
        }
        if self.foreign_call(Some(base), name, arguments.unwrap_or_default(), span) {
            return error(span);
        }
        let base = if &*name.text == TO_JSON {
            self.json_value(base)
        } else {
            self.value(base, None)
        };
        if let Some(given) = arguments
            && let Some(value) = self.unwrapped(&base, name, given, 1 + u32::from(optional), span)
        {
            return value;
        }
        if optional {
            return self.chain(base, ".", span, |checker, value| {
                checker.method_on(value, name, arguments, span)
            });
        }
        self.method_on(base, name, arguments, span)
    }

    /// A library function called on a value that is not null.
    pub(super) fn method_on(
        &mut self,
        base: Expression,
        name: &Name,
        arguments: Option<&[ast::Expression]>,
        span: Span,
    ) -> Expression {
        let given = arguments.unwrap_or_default();
        if base.ty == Type::Error || self.looked_into(&base, "inspected") {
            self.all(given);
            return error(span);
        }
        let fits = |one: &Function| one.on.accepts(&base.ty);
        let mut named: Vec<_> = functions::named(&name.text).collect();
        named.retain(|(_, one)| fits(one));
        // The number of arguments selects between overloads, such as `sum()` and `sum(x => n)`.
        let found = named
            .iter()
            .find(|(_, one)| one.parameters.len() == given.len())
            .or_else(|| named.first())
            .copied();
        let Some((id, function)) = found else {
            let own =
                matches!(&base.ty, Type::Record(record) if record.field(&name.text).is_some());
            if !own && unbuilt::is_unbuilt(WordPlace::Method, &name.text) {
                self.report(unbuilt::report(
                    name.span,
                    &format!("the function `{}`", name.text),
                ));
                return error(span);
            }
            if let Some(report) = self.joined_by(&base, name, given, span) {
                self.report(report);
                return error(span);
            }
            let call = arguments.map(|given| (given.len(), span));
            let report = self.unknown_method(&base, name, call);
            self.report(report);
            self.read_as_row(&base, name);
            self.all(given);
            return error(span);
        };
        self.reports.index.name(name.span, Meaning::Library(id));
        if let Some(report) = misplaced(name, function, given, span) {
            self.report(report);
            self.unread();
            return error(span);
        }
        if function.property == arguments.is_some() {
            let report = parentheses(name, span, function, given.len());
            self.report(report);
            if !function.property || !given.is_empty() {
                self.all(given);
                return error(span);
            }
        } else if given.len() != function.parameters.len() {
            let report = argument_count(name, given.len(), function.parameters.len());
            let report = match function.parameters.get(given.len()) {
                Some(missing) if missing.ty == Pattern::Written(Notation::Zone) => {
                    report.help(zone_missing(function))
                }
                _ => report.note(format!("call it as `{}`", function.sample())),
            };
            self.report(report);
            self.all(given);
            return error(span);
        }
        self.library_call(base, id, function, given, span)
    }

    fn library_call(
        &mut self,
        base: Expression,
        id: FunctionId,
        function: &'static Function,
        given: &[ast::Expression],
        span: Span,
    ) -> Expression {
        let want = function.on.resolve(&base.ty);
        let mut receiver = convert::apply(base, &want);
        if function
            .parameters
            .iter()
            .any(|one| one.ty == Pattern::Element)
            && !matches!(&receiver.ty, Type::List(element) if element.is_scalar())
        {
            let report = element_type(&receiver, function.name);
            self.report(report);
            return error(span);
        }
        if function
            .parameters
            .iter()
            .any(|one| matches!(one.ty, Pattern::Lambda(_) | Pattern::Others))
        {
            return self.inlined_call(receiver, id, function, given, span);
        }
        let mut arguments = Vec::with_capacity(given.len() + 1);
        for (argument, parameter) in given.iter().zip(function.parameters) {
            let want = parameter.ty.resolve(&receiver.ty);
            let reason = Reason::Library {
                function: function.name,
                parameter: parameter.name,
            };
            let mut value = self.operand(argument, super::Use::Value(Some(&want)));
            value = self.given(value);
            if let Pattern::Written(notation) = parameter.ty {
                arguments.push(self.literal_text(value, notation, function));
                continue;
            }
            let widen = matches!(parameter.ty, Pattern::Element | Pattern::Item)
                && matches!(want, Type::Literals(_))
                && value.ty == Type::Text;
            if widen {
                receiver = convert::apply(receiver, &Type::Text.list());
            } else {
                value = self.coerce(value, &want, &reason);
            }
            arguments.push(value);
        }
        let ty = function.returns.resolve(&receiver.ty);
        arguments.insert(0, receiver);
        if function.on == Pattern::Any {
            for argument in &arguments {
                self.no_secret(argument, "a text");
            }
        }
        Expression {
            kind: ExpressionKind::Call {
                function: id,
                arguments,
            },
            ty,
            span,
        }
    }
}
