//! Calls: functions of the library on a value, declared functions, `now()`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions::{self, Function, FunctionId, Pattern};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::scope::error;
use super::{Checker, Place, Reason};
use crate::convert;
use crate::declare::Thing;
use crate::describe::{brief, found};
use crate::program::{Expression, ExpressionKind};
use crate::words::{self, WordPlace};

impl Checker<'_> {
    /// `f(a)`
    pub(super) fn call(
        &mut self,
        name: &Name,
        arguments: &[ast::Expression],
        span: Span,
    ) -> Expression {
        if &*name.text == "now" && self.globals.things.get("now").is_none() {
            return self.now(arguments, span);
        }
        if self.globals.things.get(&name.text).is_none() {
            if words::is_not_built(WordPlace::Function, &name.text) {
                let what = format!("the function `{}`", name.text);
                self.report(words::not_built(span, &what));
                return error(span);
            }
            if functions::named(&name.text).next().is_some() {
                let report = called_on_nothing(name);
                self.report(report);
                self.all(arguments);
                return error(span);
            }
        }
        let found = self.globals.thing(name, Thing::Function, self.reports);
        let Some(signature) = found.and_then(|index| self.globals.signatures.get(index)) else {
            self.all(arguments);
            return error(span);
        };
        if arguments.len() != signature.parameters.len() {
            let report = argument_count(name, arguments.len(), signature.parameters.len())
                .because(signature.span, "the function is declared here");
            self.report(report);
            self.all(arguments);
            return error(span);
        }
        let typed = arguments
            .iter()
            .zip(&signature.parameters)
            .map(|(argument, (ty, at))| {
                let reason = Reason::Parameter {
                    function: &name.text,
                    span: *at,
                };
                self.expect(argument, ty, &reason)
            });
        Expression {
            kind: ExpressionKind::CallFunction {
                arguments: typed.collect(),
                function: signature.order,
            },
            ty: signature.returns.clone(),
            span,
        }
    }

    fn now(&mut self, arguments: &[ast::Expression], span: Span) -> Expression {
        if !arguments.is_empty() {
            let name = Name {
                text: "now".into(),
                span,
            };
            let report = argument_count(&name, arguments.len(), 0);
            self.report(report);
            return error(span);
        }
        if self.pure(span, "`now()`") {
            return error(span);
        }
        Expression {
            kind: ExpressionKind::Now,
            ty: Type::Time,
            span,
        }
    }

    /// `E0502`: something that is not pure where only what is pure may stand; whether that was so.
    pub fn pure(&mut self, span: Span, what: &str) -> bool {
        let place = match self.place {
            Place::Function => "a function",
            Place::When if what != "`secrets`" && what != "`now()`" => "the condition of a trigger",
            _ => return false,
        };
        let report = Diagnostic::new(
            Code::Impure,
            span,
            format!("{what} does not stand in {place}"),
        )
        .label("depends on, or touches, the world")
        .help("do it in the workflow, and hand the value over as an argument");
        self.report(report);
        true
    }

    fn all(&mut self, arguments: &[ast::Expression]) {
        for argument in arguments {
            if !matches!(&argument.kind, ast::ExpressionKind::List(items) if items.is_empty()) {
                self.value(argument, None);
            }
        }
    }

    /// `x.f(a)`; without arguments it was written without parentheses.
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
        let base = self.value(base, None);
        if optional {
            return self.chain(base, span, |checker, value| {
                checker.method_on(value, name, arguments, span)
            });
        }
        self.method_on(base, name, arguments, span)
    }

    /// A function of the library on a value that is there.
    pub(super) fn method_on(
        &mut self,
        base: Expression,
        name: &Name,
        arguments: Option<&[ast::Expression]>,
        span: Span,
    ) -> Expression {
        let given = arguments.unwrap_or_default();
        if base.ty == Type::Error || self.looked_into(&base, "looked into") {
            self.all(given);
            return error(span);
        }
        let found = functions::named(&name.text).find(|(_, one)| one.on.accepts(&base.ty));
        let Some((id, function)) = found else {
            let report = self.unknown_method(&base, name, arguments.is_some());
            self.report(report);
            self.all(given);
            return error(span);
        };
        if function.property == arguments.is_some() {
            let report = parentheses(name, span, function, given.len());
            self.report(report);
            if !function.property || !given.is_empty() {
                self.all(given);
                return error(span);
            }
        } else if given.len() != function.parameters.len() {
            let names: Vec<&str> = function.parameters.iter().map(|one| one.name).collect();
            let report = argument_count(name, given.len(), function.parameters.len())
                .note(format!("it is `{}({})`", name.text, names.join(", ")));
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
            && !matches!(&receiver.ty, Type::List(element) if convert::is_scalar(element))
        {
            let report = element_type(&receiver, function.name);
            self.report(report);
            return error(span);
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
            let widen = parameter.ty == Pattern::Element
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
        Expression {
            kind: ExpressionKind::Call {
                function: id,
                arguments,
            },
            ty,
            span,
        }
    }

    /// `E0203`: a function on what may be null.
    fn null_call(&self, base: &Expression, name: &Name) -> Diagnostic {
        let value = self.source(base).unwrap_or_else(|| "x".to_owned());
        Diagnostic::new(
            Code::NullUsed,
            base.span,
            format!("this may be null, and `{}` needs a value", name.text),
        )
        .label(format!("`{}` may be null", brief(&base.ty)))
        .fix(
            format!("write `?.{}`, which is null where this is null", name.text),
            vec![super::access::question_mark(name)],
            Applicability::Unsafe,
        )
        .help(format!("or look first: `if {value} != null {{ … }}`"))
    }

    /// `E0104` and its like: a function that is not there.
    fn unknown_method(&self, base: &Expression, name: &Name, called: bool) -> Diagnostic {
        let text = &*name.text;
        if let Type::Optional(inner) = &base.ty {
            let own = match &**inner {
                Type::Record(record) => record.field(text).is_some(),
                inner => functions::named(text).any(|(_, one)| one.on.accepts(inner)),
            };
            if own {
                return self.null_call(base, name);
            }
            return self.may_be_null(base, inner);
        }
        let ty = found(&base.ty, &Type::Text);
        let others: Vec<String> = functions::named(text)
            .map(|(_, one)| pattern_name(one.on).to_owned())
            .collect();
        if !others.is_empty() {
            return Diagnostic::new(
                Code::UnknownFunction,
                name.span,
                format!(
                    "`{text}` is a function on `{}`, not on `{ty}`",
                    others.join("`, `")
                ),
            )
            .label("not a function on this")
            .because(base.span, format!("this is `{ty}`"));
        }
        let what = if called {
            "function"
        } else {
            "field or function"
        };
        let (code, near): (Code, Vec<&str>) = match &base.ty {
            Type::Record(record) => (Code::UnknownFunction, record.names().collect()),
            ty if called => (
                Code::UnknownFunction,
                functions::on(ty).map(|(_, one)| one.name).collect(),
            ),
            ty => (
                Code::UnknownField,
                functions::on(ty).map(|(_, one)| one.name).collect(),
            ),
        };
        if let Type::Record(record) = &base.ty
            && record.field(text).is_some()
        {
            return Diagnostic::new(
                Code::Parentheses,
                name.span,
                format!("`{text}` is a field, not a function"),
            )
            .label("no parentheses here")
            .help(format!("write `.{text}`"));
        }
        let report = Diagnostic::new(code, name.span, format!("`{ty}` has no {what} `{text}`"))
            .label(format!("not a {what} of it"))
            .because(base.span, format!("this is `{ty}`"))
            .did_you_mean(name.span, text, near.iter().copied());
        if report.helps.is_empty() && !near.is_empty() {
            return report.note(format!("it has `{}`", near.join("`, `")));
        }
        report
    }
}

fn pattern_name(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Bool => "bool",
        Pattern::Int => "int",
        Pattern::Float => "float",
        Pattern::Text => "text",
        Pattern::Time => "time",
        Pattern::Texts => "[text]",
        Pattern::List => "a list",
        Pattern::Element => "an element",
    }
}

/// `E0212`: another number of arguments.
fn argument_count(name: &Name, given: usize, wanted: usize) -> Diagnostic {
    let count = |number: usize| match number {
        0 => "nothing".to_owned(),
        1 => "one argument".to_owned(),
        more => format!("{more} arguments"),
    };
    Diagnostic::new(
        Code::ArgumentCount,
        name.span,
        format!(
            "`{}` takes {}, and is given {}",
            name.text,
            count(wanted),
            count(given)
        ),
    )
    .label(format!("takes {}", count(wanted)))
}

/// `E0104`: a function of the library that is called on nothing.
fn called_on_nothing(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownFunction,
        name.span,
        format!("`{}` is called on a value", name.text),
    )
    .label("nothing stands before it")
    .help(format!("write `x.{}(…)`", name.text))
}

/// `E0213`: parentheses that are missing or too many.
fn parentheses(name: &Name, span: Span, function: &Function, given: usize) -> Diagnostic {
    let text = &name.text;
    if function.property {
        let edit = Edit {
            span: name.span.to(span.after()),
            text: text.to_string(),
        };
        let report = Diagnostic::new(
            Code::Parentheses,
            name.span,
            format!("`{text}` is written without parentheses"),
        )
        .label("no parentheses here");
        if given > 0 {
            return report.help(format!("write `.{text}`"));
        }
        return report.fix(format!("write `.{text}`"), vec![edit], Applicability::Safe);
    }
    let report = Diagnostic::new(
        Code::Parentheses,
        name.span,
        format!("`{text}` is a function and wants parentheses"),
    )
    .label("parentheses are missing");
    if function.parameters.is_empty() {
        let edit = Edit {
            span: name.span.after(),
            text: "()".to_owned(),
        };
        return report.fix(
            format!("write `.{text}()`"),
            vec![edit],
            Applicability::Safe,
        );
    }
    let names: Vec<&str> = function.parameters.iter().map(|one| one.name).collect();
    report.help(format!("write `.{text}({})`", names.join(", ")))
}

/// `E0201`: a list whose elements a function does not work on.
fn element_type(receiver: &Expression, function: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Mismatch,
        receiver.span,
        format!(
            "`{function}` works on lists of simple values, and this is `{}`",
            brief(&receiver.ty)
        ),
    )
    .label(format!("this is `{}`", brief(&receiver.ty)))
    .note("simple values are bools, numbers, texts and times")
}
