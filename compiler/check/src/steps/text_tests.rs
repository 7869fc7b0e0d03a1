//! Searches in texts after `where`: `.name.contains(x)`, `.name.lower().starts_with(x)`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions;
use flowright_stdlib::query::TextTest;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};
use flowright_syntax::habits::{HabitPlace, habit};

use super::condition::{Condition, Term};
use super::has_column::has_column;
use super::json_reports::instead_of;
use super::target::Target;
use crate::Meaning;
use crate::body::{Checker, Reason, argument_count};
use crate::describe::brief;
use crate::unbuilt;

/// The functions of the library that a store evaluates on a field.
pub(crate) const ON_FIELDS: &[&str] = &["contains", "starts_with", "ends_with", "lower"];

/// The search that a library function performs.
pub(super) fn text_test(function: &str) -> Option<TextTest> {
    Some(match function {
        "contains" => TextTest::Contains,
        "starts_with" => TextTest::StartsWith,
        "ends_with" => TextTest::EndsWith,
        _ => return None,
    })
}

/// A call to a library function of texts on a field.
#[derive(Clone, Copy)]
pub(super) struct TextCall<'e> {
    pub base: &'e ast::Expression,
    pub function: &'e Name,
    pub arguments: &'e [ast::Expression],
}

impl Checker<'_> {
    /// A search in a text.
    pub(super) fn text_condition(
        &mut self,
        target: &Target<'_>,
        test: TextTest,
        call: TextCall<'_>,
    ) -> Option<Condition> {
        let text = self.searched(target, call);
        let [part] = call.arguments else {
            self.report(argument_count(call.function, call.arguments.len(), 1));
            return None;
        };
        let Some(text) = text else {
            // After this error, the text that is searched for does not matter any more.
            if !has_column(part) {
                self.value(part, None);
            }
            return None;
        };
        let part = if has_column(part) {
            let (term, ty) = self.term(target, part, Some(&Type::Text))?;
            if !ty.without_null().is_text() {
                self.report(not_a_text(part.span, call.function, &ty));
                return None;
            }
            term
        } else {
            let reason = Reason::Library {
                function: &call.function.text,
                parameter: "part",
            };
            let value = self.expect(part, &Type::Text, &reason);
            if value.ty == Type::Error {
                return None;
            }
            Term::Value(value)
        };
        Some(Condition::Text(test, text, part))
    }

    /// `.name.lower()`, with its type.
    pub(super) fn lower(
        &mut self,
        target: &Target<'_>,
        call: TextCall<'_>,
    ) -> Option<(Term, Type)> {
        let text = self.searched(target, call)?;
        if !call.arguments.is_empty() {
            self.report(argument_count(call.function, call.arguments.len(), 0));
            return None;
        }
        let ty = match &text {
            Term::Column(field) => target.collection.fields.get(*field),
            Term::Value(_) | Term::Arithmetic(..) | Term::Lower(_) => None,
        };
        let nullable = ty.is_some_and(|field| field.ty.is_nullable());
        let ty = if nullable {
            Type::Text.optional()
        } else {
            Type::Text
        };
        Some((Term::Lower(Box::new(text)), ty))
    }

    /// The text that a function is called on.
    fn searched(&mut self, target: &Target<'_>, call: TextCall<'_>) -> Option<Term> {
        let mut named = functions::named(&call.function.text);
        if let Some((id, _)) = named.find(|(_, one)| one.on.accepts(&Type::Text)) {
            let meaning = Meaning::Library(id);
            self.reports.index.name(call.function.span, meaning);
        }
        let (term, ty) = self.term(target, call.base, None)?;
        if ty.without_null().is_text() {
            return Some(term);
        }
        self.report(not_a_text(call.base.span, call.function, &ty));
        None
    }
}

/// A call on a field that a store cannot evaluate: `E0901` for a library function, and `E0109` for
/// any other function.
pub(super) fn not_on_field(function: &Name, on_list: bool) -> Diagnostic {
    let name = &*function.text;
    let meant = habit(HabitPlace::Method, name).and_then(|habit| habit.instead.word());
    let report = if functions::named(name).next().is_some() {
        let what = format!("`{name}` on a field in a query");
        let mut report = unbuilt::report(function.span, &what);
        report.helps.clear();
        report
    } else {
        Diagnostic::new(
            Code::UnknownFunction,
            function.span,
            format!("there is no function `{name}` on fields"),
        )
        .label("not a function")
    };
    if let Some(meant) = meant.filter(|meant| ON_FIELDS.contains(meant)) {
        let edit = Edit {
            span: function.span,
            text: meant.to_owned(),
        };
        return report.fix(format!("write `{meant}`"), vec![edit], Applicability::Safe);
    }
    if on_list {
        return report.help(instead_of(name));
    }
    let report = report.did_you_mean(function.span, name, ON_FIELDS.iter().copied());
    if report.helps.is_empty() {
        return report.help(
            "on a field, write `contains`, `starts_with`, `ends_with` or `lower`; compute other values before the step",
        );
    }
    report
}

/// `E0204`: a search in, or for, a value that is not a text.
fn not_a_text(span: Span, function: &Name, ty: &Type) -> Diagnostic {
    let name = &function.text;
    Diagnostic::new(
        Code::Operands,
        span,
        format!("`{name}` works on texts, not on `{}`", brief(ty)),
    )
    .label(format!("this is `{}`", brief(ty)))
    .help(match ty.without_null() {
        Type::List(_) => "search the list for an element: `.field.contains(value)`",
        Type::Json => "keep the text that you look for in a field of its own",
        _ => "compare it instead: `.field == value`, `.field in [a, b]`",
    })
}
