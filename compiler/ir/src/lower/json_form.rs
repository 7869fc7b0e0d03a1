//! The form in which an expression is written as JSON.

use flowright_check::program::{Conversion, Expression, ExpressionKind, FieldValue};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{RecordType, Type};

/// The form of the value.
pub(super) enum JsonForm<'a> {
    /// Fields, without building the record.
    Record(&'a RecordType, &'a [FieldValue]),
    /// Elements, without building the list.
    List(&'a [Expression]),
    /// A compile-time constant.
    Constant(&'a Constant),
    /// Any value.
    Value(&'a Expression),
}

/// Skips conversions that do not change the written text. The usage pass and the writer must agree
/// on it: an expression that is not a `Value` here is never laid out.
pub(super) fn json_form(expression: &Expression) -> JsonForm<'_> {
    if let ExpressionKind::Convert(
        Conversion::Same | Conversion::ToOptional | Conversion::NullToOptional | Conversion::ToMap,
        inner,
    ) = &expression.kind
    {
        return json_form(inner);
    }
    if let (ExpressionKind::Record(fields), Type::Record(record)) =
        (&expression.kind, &expression.ty)
    {
        return JsonForm::Record(record, fields);
    }
    if let ExpressionKind::List(elements) = &expression.kind {
        return JsonForm::List(elements);
    }
    if let ExpressionKind::Constant(constant) = &expression.kind {
        return JsonForm::Constant(constant);
    }
    JsonForm::Value(expression)
}
