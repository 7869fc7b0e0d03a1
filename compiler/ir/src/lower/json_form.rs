//! What an expression is where it is written as JSON at once.

use flowright_check::program::{Conversion, Expression, ExpressionKind, FieldValue};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{RecordType, Type};

/// What is written.
pub(super) enum JsonForm<'a> {
    /// Its members, without a record in between.
    Record(&'a RecordType, &'a [FieldValue]),
    /// Its elements, without a list in between.
    List(&'a [Expression]),
    /// Known when the program is compiled.
    Constant(&'a Constant),
    /// Any value.
    Value(&'a Expression),
}

/// Looks through what does not change the written text. The usage pass and the writer must agree on it: what is no value here is
/// never laid out.
pub(super) fn json_form(expression: &Expression) -> JsonForm<'_> {
    if let ExpressionKind::Convert(
        Conversion::Same | Conversion::ToOptional | Conversion::NullToOptional,
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
