//! Fields and functions of an element, read from what holds it: a list, the outcome of a branch.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::functions;
use flowright_stdlib::types::{Origin, RecordType, Type};
use flowright_syntax::ast::Name;

use super::Checker;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// After a field of a list of rows: its name was meant for one row, so its other fields are not
    /// reported as well.
    pub(super) fn read_as_row(&mut self, base: &Expression, field: &Name) {
        if let ExpressionKind::Binding(id) = base.kind
            && let Type::List(element) = &base.ty
            && let Type::Record(row) = element.without_null()
            && matches!(row.origin, Origin::Row(_))
            && row.field(&field.text).is_some()
            && let Some(binding) = self.bindings.get_mut(id.0 as usize)
        {
            binding.ty = Type::Error;
        }
    }

    /// `E0107`: a field access on a list instead of on its elements.
    pub(super) fn field_of_list(&self, base: &Expression, name: &Name) -> Diagnostic {
        let field = &name.text;
        let list = self.source(base).unwrap_or_else(|| "list".to_owned());
        let ty = brief(&base.ty);
        let edit = Edit {
            span: base.span.after().to(name.span),
            text: format!("[0]?.{field}"),
        };
        let report = Diagnostic::new(
            Code::UnknownField,
            name.span,
            format!("`{ty}` is a list; its elements have the field `{field}`"),
        )
        .label("not a field of a list")
        .because(base.span, format!("this is `{ty}`, a list"));
        let report = match &base.ty {
            Type::List(element) => one_row(report, element),
            _ => report,
        };
        report
            .fix(
                format!("for the first element, write `{list}[0]?.{field}`"),
                vec![edit],
                Applicability::Unsafe,
            )
            .help(format!(
                "for each element, write `for x in {list} {{ … x.{field} … }}`"
            ))
    }
}

/// Whether a record is the outcome of a branch whose value is a list with that function.
pub(super) fn of_outcome(record: &RecordType, function: &str) -> bool {
    let is_outcome = record.fields.len() == 2 && record.field("error").is_some();
    let value = record.field("value").filter(|_| is_outcome);
    value.is_some_and(|(_, value)| {
        let ty = value.ty.without_null();
        matches!(ty, Type::List(_)) && functions::named(function).any(|(_, one)| one.on.accepts(ty))
    })
}

/// Suggests the step that reads one row, if a list is one of rows.
fn one_row(report: Diagnostic, element: &Type) -> Diagnostic {
    match element.without_null() {
        Type::Record(row) => match &row.origin {
            Origin::Row(collection) => report.help(format!(
                "for one row, write `find one {collection} where …`, which gives null if there is none"
            )),
            Origin::Anonymous
            | Origin::Named(_)
            | Origin::Response
            | Origin::File
            | Origin::Failure => report,
        },
        _ => report,
    }
}
