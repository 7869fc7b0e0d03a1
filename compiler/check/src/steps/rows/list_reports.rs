//! Reports on lists that cannot be written as rows.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;

use crate::describe::brief;
use crate::program::Expression;
use crate::steps::row_fields::needed;
use crate::steps::target::Target;

/// `E0201`: something other than a list of records.
pub(super) fn not_records(target: &Target<'_>, list: &Expression) -> Diagnostic {
    let name = &target.collection.name;
    let ty = brief(&list.ty);
    let (code, help) = match list.ty.without_null() {
        Type::List(_) if list.ty.is_nullable() => (
            Code::NullUsed,
            "give a list for null: `list ?? none`, with `let none: [T] = []`".to_owned(),
        ),
        Type::Record(_) => (
            Code::Mismatch,
            format!("for one row, write `create {name} {{ ...record }}`"),
        ),
        Type::List(_) => (
            Code::Mismatch,
            "make records of its elements: `list.map(one => { field: one })`".to_owned(),
        ),
        _ => (
            Code::Mismatch,
            format!("for one row, write `create {name} {{ field: value }}`"),
        ),
    };
    Diagnostic::new(
        code,
        list.span,
        format!("`from` takes a list of records, not `{ty}`"),
    )
    .label(format!("this is `{ty}`"))
    .help(help)
}

/// `E0505`: records without a field that a row needs.
pub(super) fn records_lack(target: &Target<'_>, lacking: &[&str], span: Span) -> Diagnostic {
    let report = needed(
        target,
        lacking,
        span,
        |names| format!("its records lack `{names}`"),
        |name| format!("`{name}` is declared here"),
    );
    report.help(format!(
        "add it to each record: `list.map(one => {{ ...one, {}: … }})`",
        lacking.join(": …, ")
    ))
}
