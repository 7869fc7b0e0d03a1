//! Reports on queries.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind, QueryVerb, UnaryOperator};

use crate::describe::brief;
use crate::steps::target::Target;

/// `E0518`: a duplicate clause.
pub(super) fn clause_twice(word: &str, span: Span) -> Diagnostic {
    let report = Diagnostic::new(
        Code::QueryClause,
        span,
        format!("`{word}` is written twice"),
    );
    report.label("allowed only once").help(match word {
        "where" => "join the conditions with `and`",
        "order by" => "write all fields in one clause: `order by .a, .b desc`",
        "group by" => "group by one field, and group the list further: `groups.group_by(one => …)`",
        _ => "remove one of them",
    })
}

/// `E0518`: a clause that the step does not accept.
pub(super) fn clause_not_taken(verb: QueryVerb, word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::QueryClause,
        span,
        format!("`{}` takes no `{word}`", verb.as_str()),
    )
    .label("remove this")
    .help(match (verb, word) {
        (QueryVerb::Find | QueryVerb::FindOne, "group by") => {
            "count the rows of each group, `count … group by .field`, or group the list: `rows.group_by(row => …)`"
        }
        (QueryVerb::FindOne, _) => {
            "it returns the first row; for several rows, write `find` without `one`"
        }
        (QueryVerb::Distinct, "order by") => {
            "its values come in order, the smallest first; `.reverse()` turns them around"
        }
        (_, "order by") => "groups come in the order of their keys; sort them by another: `groups.sort_by(one => one.value)`",
        _ => "it uses all rows that match `where`",
    })
}

/// `E0204`: an aggregate over a field of an unsupported type.
pub(super) fn not_computed(verb: QueryVerb, span: Span, ty: &Type) -> Diagnostic {
    let (verb, what) = match verb {
        QueryVerb::Min | QueryVerb::Max => (verb.as_str(), "numbers, texts, times or dates"),
        QueryVerb::Find
        | QueryVerb::FindOne
        | QueryVerb::Count
        | QueryVerb::CountDistinct
        | QueryVerb::Distinct
        | QueryVerb::Sum
        | QueryVerb::Avg => (verb.as_str(), "numbers or durations"),
    };
    Diagnostic::new(
        Code::Operands,
        span,
        format!("`{verb}` works on {what}, not on `{ty}`"),
    )
    .label(format!("this field is a `{ty}`"))
    .help("use a field of such a type, or `count` the rows")
}

/// `E0204`: the order or the groups of values that cannot be compared.
pub(super) fn not_single(word: &str, span: Span, ty: &Type) -> Diagnostic {
    let ty_name = brief(ty);
    let report = Diagnostic::new(
        Code::Operands,
        span,
        format!("`{word}` works on single values, not on `{ty_name}`"),
    )
    .label(format!("this field is `{ty_name}`"));
    match (ty.without_null(), word) {
        (Type::List(_), "order by") => {
            report.help("sort the rows afterwards: `rows.sort_by(row => row.field.length)`")
        }
        (Type::List(_), "group by") => {
            report.help("for groups by element, keep the elements as rows of a second collection")
        }
        (Type::List(_), _) => report
            .help("gather the elements of the rows: `rows.flat_map(row => row.field).unique()`"),
        _ => report.help("keep the value in a field of its own"),
    }
}

/// The field and the direction in `desc .a` and `-.a`.
fn direction(value: &ExpressionKind) -> Option<(&str, &'static str)> {
    if let ExpressionKind::Unary {
        operator: UnaryOperator::Negate,
        operand,
    } = value
        && let ExpressionKind::Column(name) = &operand.kind
    {
        return Some((&name.text, "desc"));
    }
    if let ExpressionKind::Field { base, field, .. } = value
        && let ExpressionKind::Name(word) = &base.kind
    {
        let word = match word.text.to_ascii_lowercase().as_str() {
            "desc" | "descending" => "desc",
            "asc" | "ascending" => "asc",
            _ => return None,
        };
        return Some((&field.text, word));
    }
    None
}

/// `E0518`: a value that is not a field.
pub(super) fn not_a_field(target: &Target<'_>, value: &ast::Expression) -> Diagnostic {
    let report = Diagnostic::new(
        Code::QueryClause,
        value.span,
        "this is not a field of the row",
    )
    .label("not a field of the row");
    if let Some((field, word)) = direction(&value.kind)
        && target.collection.field(field).is_some()
    {
        let meant = format!(".{field} {word}");
        let edit = Edit {
            span: value.span,
            text: meant.clone(),
        };
        return report.fix(
            format!("the direction comes after the field: `{meant}`"),
            vec![edit],
            Applicability::Safe,
        );
    }
    let meant = if let ExpressionKind::Name(name) = &value.kind {
        target.collection.field(&name.text).map(|_| &name.text)
    } else {
        None
    };
    match meant {
        Some(name) => report.help(format!("write the field with a dot: `.{name}`")),
        None => report.help("write a field with a dot, such as `.created_at`, or sort the list afterwards: `rows.sort_by(row => …)`"),
    }
}
