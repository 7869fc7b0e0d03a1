//! JSON, written without building the records and lists of its literals.

use flowright_check::program::{Expression, FieldValue};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{RecordType, Type};
use flowright_stdlib::write::{TextKind, decimal, json_escape, text_of};

use super::json_form::{JsonForm, json_form};
use super::pieces::Piece;
use super::workflow::Lowering;
use crate::code::{Escape, LocalId};

impl Lowering<'_> {
    /// The pieces of a value as JSON.
    pub(super) fn json(&mut self, expression: &Expression) -> Vec<Piece> {
        match json_form(expression) {
            JsonForm::Record(record, fields) => self.json_record(record, fields),
            JsonForm::List(elements) => self.json_list(elements),
            JsonForm::Constant(constant) => vec![json_constant(constant)],
            JsonForm::Value(value) => {
                let locals = self.expression(value);
                self.json_value(&value.ty, &locals)
            }
        }
    }

    fn json_value(&mut self, ty: &Type, value: &[LocalId]) -> Vec<Piece> {
        let quote = || Piece::constant("\"");
        match ty {
            Type::Null | Type::Never | Type::Error => vec![Piece::constant("null")],
            Type::Bool | Type::Int | Type::Float | Type::Decimal => {
                Piece::of(ty, value, Escape::None).into_iter().collect()
            }
            Type::Time | Type::Date | Type::Duration | Type::Text | Type::Literals(_) => {
                let value = Piece::of(ty, value, Escape::Json);
                [quote()]
                    .into_iter()
                    .chain(value)
                    .chain([quote()])
                    .collect()
            }
            _ => vec![Piece::Json {
                ty: self.pool.ty(self.layouts.stored(ty)),
                value: value.to_vec(),
            }],
        }
    }

    fn json_list(&mut self, elements: &[Expression]) -> Vec<Piece> {
        let entries = elements.iter().map(|element| (None, self.json(element)));
        let entries = Piece::Entries {
            first: b"",
            next: b",",
            entries: entries.collect(),
        };
        vec![Piece::constant("["), entries, Piece::constant("]")]
    }

    fn json_record(&mut self, record: &RecordType, fields: &[FieldValue]) -> Vec<Piece> {
        let mut entries = Vec::new();
        for (field, value) in record.fields.iter().zip(fields) {
            let mut name = b"\"".to_vec();
            // Without a limit, this cannot fail.
            json_escape(&mut name, &field.name, usize::MAX).unwrap_or_default();
            name.extend_from_slice(b"\":");
            let mut pieces = vec![Piece::Constant(name)];
            let tag = if value.omit_null {
                match self.json_if_present(&value.value) {
                    Some((tag, value)) => {
                        pieces.extend(value);
                        tag
                    }
                    None => continue,
                }
            } else {
                pieces.extend(self.json(&value.value));
                None
            };
            entries.push((tag, pieces));
        }
        let entries = Piece::Entries {
            first: b"",
            next: b",",
            entries,
        };
        vec![Piece::constant("{"), entries, Piece::constant("}")]
    }

    /// The pieces of a value that is omitted when null, with its tag; `None` if it is always null.
    fn json_if_present(
        &mut self,
        expression: &Expression,
    ) -> Option<(Option<LocalId>, Vec<Piece>)> {
        match json_form(expression) {
            JsonForm::Constant(Constant::Null) => None,
            JsonForm::Value(value) => {
                let locals = self.expression(value);
                match (&value.ty, &locals[..]) {
                    (Type::Null, _) => None,
                    (Type::Optional(inner), [tag, locals @ ..]) => {
                        Some((Some(*tag), self.json_value(inner, locals)))
                    }
                    (ty, locals) => Some((None, self.json_value(ty, locals))),
                }
            }
            _ => Some((None, self.json(expression))),
        }
    }
}

fn json_constant(constant: &Constant) -> Piece {
    let mut out = Vec::new();
    let scalar = match constant {
        Constant::Null => None,
        Constant::Bool(value) => Some((TextKind::Bool, u64::from(*value))),
        Constant::Int(value) => Some((TextKind::Int, value.cast_unsigned())),
        Constant::Float(value) => Some((TextKind::Float, value.to_bits())),
        Constant::Time(value) => return quoted(TextKind::Time, *value),
        Constant::Date(value) => return quoted(TextKind::Date, *value),
        Constant::Duration(value) => return quoted(TextKind::Duration, *value),
        Constant::Decimal(value) => {
            decimal(&mut out, *value);
            return Piece::Constant(out);
        }
        Constant::Text(text) => {
            out.push(b'"');
            // Without a limit, this cannot fail.
            json_escape(&mut out, text, usize::MAX).unwrap_or_default();
            out.push(b'"');
            return Piece::Constant(out);
        }
    };
    match scalar {
        Some((kind, word)) if text_of(&mut out, kind, word).is_ok() => Piece::Constant(out),
        _ => Piece::constant("null"),
    }
}

/// A constant that is a text in JSON. A constant is always in the range that can be written as a
/// text.
fn quoted(kind: TextKind, value: i64) -> Piece {
    let mut out = vec![b'"'];
    text_of(&mut out, kind, value.cast_unsigned()).unwrap_or_default();
    out.push(b'"');
    Piece::Constant(out)
}
