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
    match (&expression.kind, &expression.ty) {
        (
            ExpressionKind::Convert(
                Conversion::Same | Conversion::ToOptional | Conversion::NullToOptional,
                inner,
            ),
            _,
        ) => json_form(inner),
        (ExpressionKind::Record(fields), Type::Record(record)) => JsonForm::Record(record, fields),
        (ExpressionKind::List(elements), _) => JsonForm::List(elements),
        (ExpressionKind::Constant(constant), _) => JsonForm::Constant(constant),
        _ => JsonForm::Value(expression),
    }
}
