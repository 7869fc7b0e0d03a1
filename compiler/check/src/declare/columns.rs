//! Which features the type of a collection's field supports.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, KeyKind, Name};

use super::type_reports::wrong_place;
use crate::describe::brief;

/// `E0301`: a type that no field of a collection has.
pub(super) fn not_a_column(span: Span, ty: &Type) -> Diagnostic {
    let rule = "a field is a bool, an int, a float, a decimal, a text, `bytes`, a time, a date, a duration, one of a fixed set of texts, `json`, a list of these except `bytes` and `json`, or an optional of one of these";
    let report = wrong_place(span, ty, "field of a collection", rule);
    match ty.without_null() {
        Type::Map(_) => report
            .help("keep it as a `text`: write it with `x.to_json()`, and read it with `decode`"),
        Type::List(element) if element.is_nullable() && element.without_null().is_scalar() => {
            let element = brief(element.without_null());
            report.help(format!(
                "elements cannot be null; for a list that may be missing, write `[{element}]?`"
            ))
        }
        Type::List(_) => report.help("keep them as rows of a second collection"),
        ty if ty.is_file() => {
            report.help("keep its `bytes`, `name` and `content_type` in fields of their own")
        }
        Type::Record(_) => {
            report.help("declare its fields in the collection, or keep it in a second collection")
        }
        _ => report,
    }
}

/// `E0301`: a field in `unique` or `index` that is kept as JSON.
pub(super) fn not_a_key(kind: KeyKind, name: &Name, ty: &Type) -> Diagnostic {
    let word = match kind {
        KeyKind::Unique => "unique",
        KeyKind::Index => "index",
    };
    let report = Diagnostic::new(
        Code::FieldType,
        name.span,
        format!("`{word}` takes no field of type `{}`", brief(ty)),
    )
    .label(format!("`{}` is `{}`", name.text, brief(ty)));
    match ty.without_null() {
        Type::List(_) => report.help(
            "remove it; to find rows by an element with an index, keep the elements as rows of a second collection",
        ),
        _ => report.help("remove it, or keep what you look for in a field of its own"),
    }
}

/// `E0302`: a default that a field of the type cannot have; `None` if the default may fit.
pub(super) fn no_default(default: &Expression, ty: &Type, declared: Span) -> Option<Diagnostic> {
    if matches!(
        default.kind,
        ExpressionKind::Error | ExpressionKind::NotBuilt(_)
    ) {
        return None;
    }
    let is_null = ty.is_nullable() && default.kind == ExpressionKind::Null;
    let report = || {
        Diagnostic::new(
            Code::WrongDefault,
            default.span,
            format!("this cannot be the default of `{}`", brief(ty)),
        )
        .because(declared, "because of this type")
    };
    match ty.without_null() {
        Type::Json if !is_null => Some(
            report()
                .label("`json` has no default other than null")
                .help("make it optional, `json?`, or write it wherever a row is created"),
        ),
        Type::List(_) if !is_null && !matches!(default.kind, ExpressionKind::List(_)) => Some(
            report()
                .label("not a list")
                .help("write a list: `= []`, or one of constants"),
        ),
        _ => None,
    }
}
