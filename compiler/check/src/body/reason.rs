//! What is done with a value, and why a type is wanted, said when a value does not fit.

use flowright_diagnostics::{Diagnostic, Span};
use flowright_stdlib::types::Type;

use crate::describe::brief;

/// What is done with the value of an expression or block.
#[derive(Clone, Copy)]
pub(crate) enum Use<'w> {
    /// Nothing: it stands as a line.
    Nothing,
    /// It is used; a type may be a hint for literals.
    Value(Option<&'w Type>),
    /// It must be of the type, because of the reason.
    Must(&'w Type, &'w Reason<'w>),
}

/// Why a type is wanted.
#[derive(Clone, Copy)]
pub(crate) enum Reason<'w> {
    /// It is plain from the place.
    None,
    /// `let x: T`
    Annotation { span: Span },
    /// The type that a function gives.
    Returns { function: &'w str, span: Span },
    /// A parameter of a declared function.
    Parameter { function: &'w str, span: Span },
    /// A parameter of a function of the library.
    Library {
        function: &'w str,
        parameter: &'w str,
    },
    /// A field of a collection.
    Column {
        field: &'w str,
        collection: &'w str,
        span: Span,
    },
    /// A setting or another place that takes one type.
    Takes { what: &'w str },
    /// Who a message is sent to: no text stands in where it is missing.
    Address,
    /// The other operand.
    Operand { span: Span },
    /// The variable that is assigned.
    Variable { span: Span },
}

const ADDRESS: &str = "a mail address";

impl Reason<'_> {
    pub(super) fn explain(self, report: Diagnostic, want: &Type) -> Diagnostic {
        let want = brief(want);
        match self {
            Reason::None => report,
            Reason::Annotation { span } => report.because(span, "because of this type"),
            Reason::Returns { function, span } => {
                report.because(span, format!("`{function}` gives this type"))
            }
            Reason::Parameter { function, span } => {
                report.because(span, format!("`{function}` takes `{want}` here"))
            }
            Reason::Library {
                function,
                parameter,
            } => report.note(format!("`{function}` takes `{want}` as `{parameter}`")),
            Reason::Column {
                field,
                collection,
                span,
            } => report.because(
                span,
                format!("`{field}` of `{collection}` is declared here"),
            ),
            Reason::Takes { what } => report.note(format!("{what} is of type `{want}`")),
            Reason::Address => report.note(format!("{ADDRESS} is of type `{want}`")),
            Reason::Operand { span } => report.because(span, format!("this is `{want}`")),
            Reason::Variable { span } => {
                report.because(span, format!("the variable is of type `{want}`"))
            }
        }
    }

    /// Where the value would go, as a sink of secrets.
    pub(super) fn sink(self) -> String {
        match self {
            Reason::Column { collection, .. } => format!("a row of `{collection}`"),
            Reason::Takes { what } => what.to_owned(),
            Reason::Address => ADDRESS.to_owned(),
            Reason::Parameter { function, .. }
            | Reason::Returns { function, .. }
            | Reason::Library { function, .. } => format!("the function `{function}`"),
            Reason::None
            | Reason::Annotation { .. }
            | Reason::Operand { .. }
            | Reason::Variable { .. } => "a plain text".to_owned(),
        }
    }
}
