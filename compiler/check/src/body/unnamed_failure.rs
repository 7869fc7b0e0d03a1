//! The failure in a `catch` that does not name it.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_syntax::ast::Name;

use super::Checker;
use crate::program::{Expression, ExpressionKind};

/// Names that are commonly used for a failure.
const USUAL_NAMES: [&str; 8] = [
    "e",
    "err",
    "error",
    "ex",
    "exc",
    "exception",
    "failure",
    "reason",
];

impl Checker<'_> {
    /// The failure that an undeclared name stands for. The first use of the name is reported.
    pub(super) fn unnamed_failure(&mut self, name: &Name) -> Option<Expression> {
        let innermost = self.unnamed_catches.last_mut()?;
        let is_new = innermost.name.is_none() && USUAL_NAMES.contains(&&*name.text);
        if !is_new && innermost.name.as_deref() != Some(&*name.text) {
            return None;
        }
        innermost.name = Some(name.text.clone());
        let (failure, place) = (innermost.failure, innermost.place);
        if is_new {
            self.report(without_name(name, place));
        }
        let ty = self.binding(failure)?.ty.clone();
        Some(Expression {
            kind: ExpressionKind::Binding(failure),
            ty,
            span: name.span,
        })
    }
}

/// `E0101`: a failure that the `catch` does not name.
fn without_name(name: &Name, place: Span) -> Diagnostic {
    let text = &name.text;
    let edit = Edit {
        span: place,
        text: format!("{text} "),
    };
    Diagnostic::new(
        Code::UnknownName,
        name.span,
        format!("there is no `{text}` here"),
    )
    .label("the `catch` gives the failure no name")
    .because(place, "a name is missing here")
    .fix(
        format!("name the failure: `catch {text} {{ … }}`"),
        vec![edit],
        Applicability::Safe,
    )
}
