//! Calls to declared functions and `now()`, and the purity check.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions::{self};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::foreign;
use super::foreign_use;
use super::scope::error;
use super::{Checker, Place, Reason, Use, text};
use crate::convert;
use crate::declare::{Signature, Started, Thing};
use crate::describe::{brief, found};
use crate::program::{Expression, ExpressionKind};
use crate::unbuilt::{self, WordPlace};
use crate::{GivenBy, Meaning};

/// A declaration that is called.
#[derive(Clone, Copy)]
pub(crate) struct Callee<'c> {
    /// `function` or `workflow`.
    pub word: &'static str,
    /// Its name, where it is called.
    pub name: &'c Name,
    pub signature: &'c Signature,
}

impl Checker<'_> {
    /// `f(a)`
    pub(super) fn call(
        &mut self,
        name: &Name,
        arguments: &[ast::Expression],
        span: Span,
    ) -> Expression {
        if &*name.text == "now" && self.globals.things.get("now").is_none() {
            self.reports
                .index
                .name(name.span, Meaning::Given(GivenBy::Language, "now"));
            return self.now(arguments, span);
        }
        if self
            .visible(&name.text)
            .and_then(|id| self.binding(id))
            .is_some_and(|one| one.ty == Type::Error)
        {
            // Errors in its value have already been reported.
            self.all(arguments);
            return error(span);
        }
        if self.globals.things.get(&name.text).is_none() {
            if let Some((id, function)) = functions::free(&name.text) {
                self.reports.index.name(name.span, Meaning::Library(id));
                return self.free_call(name, id, function, arguments, span);
            }
            if let Some(report) = foreign_use::called_step(name, arguments) {
                self.report(report);
                self.unread();
                return error(span);
            }
            if unbuilt::is_unbuilt(WordPlace::Function, &name.text) {
                let what = format!("the function `{}`", name.text);
                self.report(unbuilt::report(span, &what));
                return error(span);
            }
            if functions::named(&name.text).next().is_some() {
                let report = called_on_nothing(name);
                self.report(report);
                self.all(arguments);
                return error(span);
            }
        }
        let is_declared = self.globals.things.get(&name.text).is_some();
        if !is_declared && arguments.iter().any(is_unread) {
            // Its arguments have been reported.
            self.unread();
            return error(span);
        }
        if self.foreign_call(None, name, arguments, span) {
            return error(span);
        }
        if let Some(report) = self.workflow_as_function(name) {
            self.report(report);
            self.all(arguments);
            return error(span);
        }
        if self.globals.things.get(&name.text).is_none()
            && !self.globals.poisoned.contains(&name.text)
            && let Some(report) = foreign::function(name)
        {
            self.report(report);
            self.all(arguments);
            return error(span);
        }
        let found = self.globals.thing(name, Thing::Function, self.reports);
        let Some(signature) = found.and_then(|index| self.globals.signatures.get(index)) else {
            self.all(arguments);
            return error(span);
        };
        let callee = Callee {
            word: "function",
            name,
            signature,
        };
        match self.arguments(&callee, arguments) {
            Some(arguments) => Expression {
                kind: ExpressionKind::CallFunction {
                    arguments,
                    function: signature.order,
                },
                ty: signature.returns.clone(),
                span,
            },
            None => Expression {
                ty: signature.returns.clone(),
                ..error(span)
            },
        }
    }

    /// The arguments of a call; `None` if their number or order is wrong.
    pub(crate) fn arguments(
        &mut self,
        callee: &Callee<'_>,
        arguments: &[ast::Expression],
    ) -> Option<Vec<Expression>> {
        let Callee {
            word,
            name,
            signature,
        } = *callee;
        if arguments.len() != signature.parameters.len() {
            let report = argument_count(name, arguments.len(), signature.parameters.len())
                .because(signature.span, format!("the {word} is declared here"));
            let [only] = arguments else {
                self.report(report);
                self.all(arguments);
                return None;
            };
            let fields = if is_unclear(only) {
                self.unread();
                None
            } else {
                let value = self.value(only, None);
                fields_for(&value.ty, only, signature)
            };
            self.report(match fields {
                Some(meant) => report.fix(
                    format!("give its fields: `{}({meant})`", name.text),
                    vec![Edit {
                        span: only.span,
                        text: meant,
                    }],
                    Applicability::Unsafe,
                ),
                None => report,
            });
            return None;
        }
        let reasons = signature
            .parameters
            .iter()
            .map(|(_, at)| Reason::Parameter {
                of: word,
                name: &name.text,
                span: *at,
            });
        let reasons: Vec<Reason<'_>> = reasons.collect();
        let wanted = signature.parameters.iter().zip(&reasons);
        let values = arguments.iter().zip(wanted);
        let values = values
            .map(|(argument, ((ty, _), reason))| self.operand(argument, Use::Must(ty, reason)));
        let values: Vec<Expression> = values.collect();
        if let Some(report) = swapped(name, arguments, &values, &signature.parameters) {
            self.report(report);
            return None;
        }
        let wanted = signature.parameters.iter().zip(&reasons);
        let typed = values.into_iter().zip(wanted);
        let typed = typed.map(|(value, ((ty, _), reason))| self.coerce(value, ty, reason));
        Some(typed.collect())
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
        if self.pure(span, "`now()`", AS_ARGUMENT) {
            return error(span);
        }
        Expression {
            kind: ExpressionKind::Now,
            ty: Type::Time,
            span,
        }
    }

    /// `E0502`: reports an impure operation in a place that must be pure. Returns whether it
    /// reported one. `instead` says what to write in a function instead.
    pub fn pure(&mut self, span: Span, what: &str, instead: &str) -> bool {
        let (place, help) = match self.place {
            Place::Function => ("a function", instead),
            Place::When if what != "`secrets`" && what != "`now()`" => (
                "the condition of a trigger",
                "only compute the condition here, and do the rest in the workflow",
            ),
            Place::When | Place::Open | Place::Operand => return false,
        };
        let report = Diagnostic::new(
            Code::Impure,
            span,
            format!("{what} is not allowed in {place}"),
        )
        .label("not pure")
        .help(help);
        self.report(report);
        true
    }

    /// `E0104`: a called workflow without `call` before its name; `None` if the name is not a
    /// called workflow.
    fn workflow_as_function(&self, name: &Name) -> Option<Diagnostic> {
        if self.globals.things.get(&name.text).is_some() {
            return None;
        }
        let entry = self.globals.workflows.get(&name.text)?;
        let text = &name.text;
        let report = Diagnostic::new(
            Code::UnknownFunction,
            name.span,
            format!("`{text}` is a workflow, not a function"),
        )
        .label("not a function")
        .because(entry.span, "declared as a workflow here");
        Some(match (self.globals.started.get(entry.index), self.place) {
            (Some(Started::Called(_)), Place::Open) => report.fix(
                format!("write `call {text}(…)`"),
                vec![Edit {
                    span: name.span.before(),
                    text: "call ".to_owned(),
                }],
                Applicability::Safe,
            ),
            (Some(Started::Called(_)), Place::Operand) => report.help(format!(
                "call it on a line of its own before this one: `let x = call {text}(…)`"
            )),
            (Some(Started::Called(_)), Place::Function | Place::When) => {
                report.help(AS_ARGUMENT_OF_CALL)
            }
            (Some(Started::Webhook | Started::Unclear) | None, _) => report.help(
                "only a workflow with `trigger call (…)` can be called; move pure code to a `fn`",
            ),
        })
    }

    /// Checks the arguments of a call that has been rejected.
    pub(crate) fn all(&mut self, arguments: &[ast::Expression]) {
        for argument in arguments {
            // The call has already been rejected, so an empty list or an unsupported construct
            // among its arguments is not reported as well.
            if is_unclear(argument) {
                self.unread();
            } else {
                self.value(argument, None);
            }
        }
    }
}

/// What to do about a value that a function cannot read itself.
pub(super) const AS_ARGUMENT: &str = "read it in the workflow, and pass it as an argument";

const AS_ARGUMENT_OF_CALL: &str =
    "call it in a workflow, with `let x = call …`; a function can take its result as an argument";

fn is_unread(argument: &ast::Expression) -> bool {
    matches!(argument.kind, ast::ExpressionKind::Error)
}

fn is_unclear(argument: &ast::Expression) -> bool {
    if let ast::ExpressionKind::List(items) = &argument.kind {
        return items.is_empty();
    }
    matches!(
        argument.kind,
        ast::ExpressionKind::NotBuilt(_) | ast::ExpressionKind::Lambda { .. }
    )
}

/// `E0212`: the wrong number of arguments.
pub(crate) fn argument_count(name: &Name, given: usize, wanted: usize) -> Diagnostic {
    let count = |number: usize| match number {
        0 => "nothing".to_owned(),
        1 => "one argument".to_owned(),
        more => format!("{more} arguments"),
    };
    Diagnostic::new(
        Code::ArgumentCount,
        name.span,
        format!(
            "`{}` takes {}, but is given {}",
            name.text,
            count(wanted),
            count(given)
        ),
    )
    .label(format!("takes {}", count(wanted)))
}

/// For a record that was given in place of all arguments: for each parameter, the only field of its
/// type.
fn fields_for(ty: &Type, argument: &ast::Expression, signature: &Signature) -> Option<String> {
    let Type::Record(record) = ty else {
        return None;
    };
    let value = text::source(argument)?;
    let mut given: Vec<String> = Vec::new();
    for (wanted, _) in &signature.parameters {
        let mut fields = record.fields.iter().filter(|field| field.ty == *wanted);
        let (field, None) = (fields.next()?, fields.next()) else {
            return None;
        };
        let meant = format!("{value}.{}", field.name);
        if given.contains(&meant) {
            return None;
        }
        given.push(meant);
    }
    (given.len() > 1).then(|| given.join(", "))
}

/// `E0201`: two arguments whose types fit only if they are swapped.
fn swapped(
    name: &Name,
    arguments: &[ast::Expression],
    values: &[Expression],
    parameters: &[(Type, Span)],
) -> Option<Diagnostic> {
    let fits = |value: usize, parameter: usize| {
        let (value, (ty, _)) = (values.get(value)?, parameters.get(parameter)?);
        Some(convert::value_fits(value, ty))
    };
    let wrong: Vec<usize> = (0..values.len())
        .filter(|at| fits(*at, *at) == Some(false))
        .collect();
    let [first, second] = wrong.as_slice() else {
        return None;
    };
    if fits(*first, *second) != Some(true) || fits(*second, *first) != Some(true) {
        return None;
    }
    let (one, other) = (arguments.get(*first)?, arguments.get(*second)?);
    let (a, b) = (parameters.get(*first)?, parameters.get(*second)?);
    let found = |at: &usize| {
        values
            .get(*at)
            .map_or(String::new(), |value| found(&value.ty, &Type::Text))
    };
    let report = Diagnostic::new(
        Code::Mismatch,
        one.span.to(other.span),
        format!("two arguments of `{}` are swapped", name.text),
    )
    .label(format!(
        "these are `{}` and `{}`",
        found(first),
        found(second)
    ))
    .because(a.1, format!("takes `{}` here", brief(&a.0)))
    .because(b.1, format!("takes `{}` here", brief(&b.0)));
    let (Some(one_source), Some(other_source)) = (text::source(one), text::source(other)) else {
        return Some(report.help("swap them"));
    };
    let edits = vec![
        Edit {
            span: one.span,
            text: other_source,
        },
        Edit {
            span: other.span,
            text: one_source,
        },
    ];
    Some(report.fix("swap them", edits, Applicability::Unsafe))
}

/// `E0104`: a library function called without a receiver.
fn called_on_nothing(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownFunction,
        name.span,
        format!("`{}` must be called on a value", name.text),
    )
    .label("no value before it")
    .help(format!("write `x.{}(…)`", name.text))
}
