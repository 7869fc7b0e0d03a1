//! How a value is used and why a type is expected, for reports about values that do not fit.

use flowright_diagnostics::{Diagnostic, Span};
use flowright_stdlib::types::Type;

use crate::describe::brief;

/// How the value of an expression or block is used.
#[derive(Clone, Copy)]
pub(crate) enum Use<'w> {
    /// Discarded: the expression is a line of its own.
    Nothing,
    /// Used; a type may serve as a hint for literals.
    Value(Option<&'w Type>),
    /// Used, and must have the type, for the given reason.
    Must(&'w Type, &'w Reason<'w>),
}

/// Why a type is expected.
#[derive(Clone, Copy)]
pub(crate) enum Reason<'w> {
    /// Obvious from the place.
    None,
    /// `let x: T`
    Annotation { span: Span },
    /// The return type of a function or a called workflow.
    Returns {
        of: &'static str,
        name: &'w str,
        span: Span,
    },
    /// A parameter of a declared function or a called workflow.
    Parameter {
        of: &'static str,
        name: &'w str,
        span: Span,
    },
    /// A parameter of a library function.
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
    /// A setting or another place that accepts one type.
    Takes { what: &'w str },
    /// The recipient of a message, which has no fallback text.
    Address,
    /// The other operand.
    Operand { span: Span },
    /// The variable being assigned.
    Variable { span: Span },
}

const ADDRESS: &str = "a mail address";

impl Reason<'_> {
    pub(super) fn explain(self, report: Diagnostic, want: &Type) -> Diagnostic {
        let is_list = matches!(want, Type::List(_));
        let want = brief(want);
        match self {
            Reason::None => report,
            Reason::Annotation { span } => report.because(span, "because of this type"),
            Reason::Returns { of: _, name, span } => {
                report.because(span, format!("`{name}` returns this type"))
            }
            Reason::Parameter { of: _, name, span } => {
                report.because(span, format!("`{name}` takes `{want}` here"))
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
            Reason::Address if is_list => {
                report.note(format!("a list of mail addresses is of type `{want}`"))
            }
            Reason::Address => report.note(format!("{ADDRESS} is of type `{want}`")),
            Reason::Operand { span } => report.because(span, format!("this is `{want}`")),
            Reason::Variable { span } => {
                report.because(span, format!("the variable is of type `{want}`"))
            }
        }
    }

    /// The destination of the value, as a sink of secrets.
    pub(super) fn sink(self) -> String {
        match self {
            Reason::Column { collection, .. } => format!("a row of `{collection}`"),
            Reason::Takes { what } => what.to_owned(),
            Reason::Address => ADDRESS.to_owned(),
            Reason::Parameter { of, name, .. } | Reason::Returns { of, name, .. } => {
                format!("the {of} `{name}`")
            }
            Reason::Library { function, .. } => format!("the function `{function}`"),
            Reason::None
            | Reason::Annotation { .. }
            | Reason::Operand { .. }
            | Reason::Variable { .. } => "a plain text".to_owned(),
        }
    }
}
