//! Fields that refer to rows of other collections, used as if they were rows; and rows used as if
//! they were such fields.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::{Origin, Type};
use flowright_syntax::ast::Name;

use super::{Checker, Reason};
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    fn collection(&self, name: &str) -> Option<&Collection> {
        let all = &self.globals.program.collections;
        let found = all.iter().find(|one| *one.value.name == *name)?;
        Some(&found.value)
    }

    /// `E0107`: access to a member of the `id` that a field of a row holds.
    pub(super) fn member_of_reference(&self, base: &Expression, name: &Name) -> Option<Diagnostic> {
        let ExpressionKind::Field { record, field } = &base.kind else {
            return None;
        };
        let Type::Record(ty) = &record.ty else {
            return None;
        };
        let Origin::Row(collection) = &ty.origin else {
            return None;
        };
        let field = ty.fields.get(*field)?;
        let (_, column) = self.collection(collection)?.field(&field.name)?;
        let other = &column.reference.as_ref()?.collection;
        self.collection(other)?.field(&name.text)?;
        let shown = self.source(base).unwrap_or_else(|| "…".to_owned());
        Some(
            id_of_row(name.span, &field.name, other)
                .because(base.span, "this is an `int`, the `id` of the row")
                .help(format!(
                    "read the row first: `let found = find one {other} where .id == {shown}`"
                )),
        )
    }

    /// Suggests the `id` of a row instead of the row, where a value of the type of an `id` is
    /// expected.
    pub(super) fn id_in_place_of_row(
        &self,
        report: Diagnostic,
        value: &Expression,
        reason: &Reason<'_>,
    ) -> Diagnostic {
        let Some(collection) = row_of(value) else {
            return report;
        };
        let refers = match reason {
            Reason::Column {
                field,
                collection: of,
                ..
            } => self
                .collection(of)
                .and_then(|of| of.field(field))
                .and_then(|(_, field)| field.reference.as_ref()),
            Reason::None
            | Reason::Annotation { .. }
            | Reason::Returns { .. }
            | Reason::Parameter { .. }
            | Reason::Library { .. }
            | Reason::Takes { .. }
            | Reason::Address
            | Reason::Operand { .. }
            | Reason::Variable { .. } => None,
        };
        let is_meant = refers.is_some_and(|one| *one.collection == *collection);
        let id = match self.source(value) {
            Some(source) => Edit {
                span: value.span,
                text: format!("{source}.id"),
            },
            None => Edit {
                span: value.span.after(),
                text: ".id".to_owned(),
            },
        };
        report.fix(
            "write the `id` of the row: `.id`",
            vec![id],
            if is_meant {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            },
        )
    }
}

/// The collection of a value that is a row.
fn row_of(value: &Expression) -> Option<&str> {
    if let Type::Record(record) = &value.ty
        && let Origin::Row(collection) = &record.origin
    {
        return Some(collection);
    }
    None
}

/// `E0107`: a field that holds the `id` of a row, used as the row.
pub(crate) fn id_of_row(span: Span, field: &str, collection: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownField,
        span,
        format!("`{field}` holds only the `id` of a row of `{collection}`"),
    )
    .label("not read with it")
}

/// Suggests comparing the `id` of a row with a field of that type.
pub(crate) fn compare_by_id(value: &Expression, beside: Option<&Type>) -> Option<Diagnostic> {
    row_of(value)?;
    if beside.map(Type::without_null) != Some(&Type::Int) {
        return None;
    }
    let report = Diagnostic::new(
        Code::Incomparable,
        value.span,
        format!("a field of a collection is never a `{}`", value.ty),
    )
    .label(format!("this is a `{}`", value.ty));
    Some(report.fix(
        "compare with the `id` of the row: `.id`",
        vec![Edit {
            span: value.span.after(),
            text: ".id".to_owned(),
        }],
        Applicability::Unsafe,
    ))
}
