//! Reports on fields that the store keeps as JSON.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;

use crate::describe::brief;

/// How to change a list in a row.
const NEW_LIST: &str =
    "read the row with `find one`, and write the new list: `set { tags: row.tags.append(tag) }`";

/// What to write instead of a function that the store does not call on a list.
pub(super) fn instead_of(function: &str) -> &'static str {
    match function {
        "append" | "concat" | "filter" | "reverse" | "sort" | "unique" | "push" | "add" => NEW_LIST,
        _ => "search the list, `.field.contains(value)`, or read the rows and compute there",
    }
}

/// `E0204`: arithmetic on a field that is kept as JSON.
pub(super) fn not_arithmetic(span: Span, ty: &Type) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Operands,
        span,
        format!("the store does not compute with `{}`", brief(ty)),
    )
    .label("arithmetic on a field takes numbers");
    match ty.without_null() {
        Type::List(_) => report.help(NEW_LIST),
        _ => report.help("read the row with `find one`, and write the new value"),
    }
}

/// `E0201`: a list in a row is assigned to a field that stores its elements in another way.
pub(super) fn kept_in_another_way(span: Span, own: &Type, ty: &Type) -> Diagnostic {
    Diagnostic::new(
        Code::Mismatch,
        span,
        format!("expected `{}`, found `{}`", brief(ty), brief(own)),
    )
    .label("the store does not convert elements")
    .help("read the row with `find one`, and write its list: `set { prices: row.counts }`")
}

/// Whether the store represents the values of both types in the same way.
pub(super) fn kept_alike(own: &Type, ty: &Type) -> bool {
    match (own.without_null(), ty.without_null()) {
        (Type::List(own), Type::List(ty)) => own == ty || own.is_text() && ty.is_text(),
        _ => true,
    }
}

/// `E0205`: a comparison of a field that is kept as JSON.
pub(super) fn not_compared(span: Span, ty: &Type) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Incomparable,
        span,
        format!("a field of type `{}` cannot be compared", brief(ty)),
    )
    .label(format!("this is `{}`", brief(ty)));
    match ty.without_null() {
        Type::List(_) => report.help(
            "search it, `.field.contains(value)`, or read the rows and compare there: `rows.filter(row => …)`",
        ),
        _ => report.help(
            "keep what you look for in a field of its own, or read the rows and `decode` the field",
        ),
    }
}
