//! Values shared by all executions of a program: configs and secrets.

use crate::schema::Constant;
use crate::types::{Type, memory_words};

use super::arena::bytes_of;

/// Values laid out as one record, followed by their texts in the same block.
///
/// Invariant: the block never moves and is never written again, so the addresses inside it stay
/// valid during its lifetime. It is a `Vec`, because moving a `Box` would invalidate the pointer
/// exposed for its address.
pub struct Globals {
    block: Vec<u64>,
    types: Box<[Type]>,
}

impl Globals {
    /// Lays out one value per type, in order. A value that does not match its type is laid out as
    /// zero.
    #[must_use]
    pub fn new(values: &[(Type, Constant)]) -> Globals {
        let record: usize = values.iter().map(|(ty, _)| memory_words(ty) as usize).sum();
        let texts: usize = values
            .iter()
            .map(|(_, value)| match value {
                Constant::Text(text) => text.len().div_ceil(8),
                _ => 0,
            })
            .sum();
        let mut block = vec![0_u64; record + texts];
        let base = block.as_ptr().addr() as u64;
        let (mut at, mut text_at) = (0, record);
        for (ty, value) in values {
            let (tag, held): (&[u64], &Type) = match ty {
                Type::Optional(inner) => (&[1], inner),
                other => (&[], other),
            };
            let first = text_at as u64 * 8 + base;
            let words = match (held, value) {
                (Type::Bool, Constant::Bool(value)) => Some([u64::from(*value), 0]),
                (Type::Int, Constant::Int(value))
                | (Type::Time, Constant::Time(value))
                | (Type::Date, Constant::Date(value))
                | (Type::Duration, Constant::Duration(value)) => Some([value.cast_unsigned(), 0]),
                (Type::Float, Constant::Float(value)) => Some([value.to_bits(), 0]),
                (Type::Decimal, Constant::Decimal(value)) => Some(value.words()),
                (Type::Text | Type::Literals(_) | Type::Secret, Constant::Text(text)) => {
                    for octets in text.as_bytes().chunks(8) {
                        put(&mut block, text_at, &[word_of(octets)]);
                        text_at += 1;
                    }
                    Some([first, text.len() as u64])
                }
                // Null, or a value that does not match its type.
                _ => None,
            };
            if let Some(words) = words {
                let held_words = memory_words(held) as usize;
                put(&mut block, at, tag);
                put(
                    &mut block,
                    at + tag.len(),
                    words.get(..held_words).unwrap_or_default(),
                );
            }
            at += memory_words(ty) as usize;
        }
        Globals {
            block,
            types: values.iter().map(|(ty, _)| ty.clone()).collect(),
        }
    }

    /// The types of the values, in order.
    #[must_use]
    pub fn types(&self) -> &[Type] {
        &self.types
    }

    /// The address of the record, for code that dereferences addresses.
    #[must_use]
    pub fn address(&self) -> u64 {
        self.block.as_ptr().expose_provenance() as u64
    }

    /// The offset of `address` from the record, in bytes.
    fn offset(&self, address: u64) -> Option<usize> {
        let base = self.block.as_ptr().addr() as u64;
        usize::try_from(address.checked_sub(base)?).ok()
    }

    pub(super) fn words(&self, address: u64, words: usize) -> Option<&[u64]> {
        if !address.is_multiple_of(8) {
            return None;
        }
        let first = self.offset(address)? / 8;
        self.block.get(first..first.checked_add(words)?)
    }

    pub(super) fn bytes(&self, address: u64, length: usize) -> Option<&[u8]> {
        let first = self.offset(address)?;
        bytes_of(&self.block).get(first..first.checked_add(length)?)
    }
}

fn put(block: &mut [u64], at: usize, words: &[u64]) {
    for (to, from) in block.iter_mut().skip(at).zip(words) {
        *to = *from;
    }
}

/// The word of up to eight bytes, in memory order.
fn word_of(octets: &[u8]) -> u64 {
    let mut word = [0_u8; 8];
    for (to, from) in word.iter_mut().zip(octets) {
        *to = *from;
    }
    u64::from_ne_bytes(word)
}

impl std::fmt::Debug for Globals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Globals(***)")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Globals;
    use crate::decimal::Decimal;
    use crate::memory::{Context, Limits};
    use crate::schema::Constant;
    use crate::types::{Field, Type};
    use crate::write;

    #[test]
    fn a_value_of_another_kind_is_zero_and_touches_no_neighbour() {
        let text = |text: &str| Constant::Text(text.into());
        for (ty, constant, expected) in [
            (Type::Bool, Constant::Bool(true), "true"),
            (Type::Int, Constant::Int(-5), "-5"),
            (Type::Float, Constant::Float(1.5), "1.5"),
            (Type::Decimal, Constant::Decimal(Decimal::from(-7)), "-7"),
            (Type::Decimal.optional(), Constant::Float(1.5), "null"),
            (Type::Text, text("two words"), "\"two words\""),
            (Type::literals(["a"]), text("a"), "\"a\""),
            (Type::Int.optional(), Constant::Int(7), "7"),
            (Type::Text.optional(), text("two words"), "\"two words\""),
            (Type::Text.optional(), Constant::Null, "null"),
            (Type::Bool, Constant::Int(2), "false"),
            (Type::Int, text("two words"), "0"),
            (Type::Text, Constant::Int(8), "\"\""),
            (Type::Int.optional(), text("two words"), "null"),
            (Type::Text.list(), text("two words"), "[]"),
        ] {
            let values = [
                (Type::Bool, Constant::Bool(true)),
                (ty, constant),
                (Type::Secret, text("behind")),
            ];
            let globals = Arc::new(Globals::new(&values));
            let context = Context::new(Limits::default(), globals, Arc::default());
            let fields = values.iter().zip(["a", "b", "c"]);
            let record = Type::record(
                fields
                    .map(|((ty, _), name)| Field {
                        name: name.into(),
                        ty: ty.clone(),
                    })
                    .collect(),
            );
            let mut json = Vec::new();
            write::json_at(&context, &mut json, &record, context.globals_address()).unwrap();
            let expected = format!(r#"{{"a":true,"b":{expected},"c":"behind"}}"#);
            assert_eq!(String::from_utf8(json).unwrap(), expected);
        }
    }
}
