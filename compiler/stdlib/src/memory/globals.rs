//! What is the same for every execution of a program: values of configs and secrets.

use crate::schema::Constant;
use crate::types::{Type, memory_words};

use super::arena::bytes_of;

/// Values laid out as one record, with their texts behind them in the same block.
///
/// Invariant: the block never moves, so the addresses inside it stay good while it lives.
pub struct Globals {
    block: Box<[u64]>,
    types: Box<[Type]>,
}

impl Globals {
    /// Lays out one value per type, in order. A value of another kind than its type is laid out as zero.
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
        let mut block = vec![0_u64; record + texts].into_boxed_slice();
        let base = block.as_ptr().expose_provenance() as u64;
        let (mut at, mut text_at) = (0, record);
        for (ty, value) in values {
            let mut write = |offset: usize, word: u64| {
                if let Some(place) = block.get_mut(at + offset) {
                    *place = word;
                }
            };
            match value {
                Constant::Null => {}
                Constant::Bool(value) => write(0, u64::from(*value)),
                Constant::Int(value) => write(0, value.cast_unsigned()),
                Constant::Float(value) => write(0, value.to_bits()),
                Constant::Text(text) => {
                    write(0, base + (text_at as u64) * 8);
                    write(1, text.len() as u64);
                    for (index, chunk) in text.as_bytes().chunks(8).enumerate() {
                        let mut word = [0_u8; 8];
                        for (to, from) in word.iter_mut().zip(chunk) {
                            *to = *from;
                        }
                        if let Some(place) = block.get_mut(text_at + index) {
                            *place = u64::from_ne_bytes(word);
                        }
                    }
                    text_at += text.len().div_ceil(8);
                }
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

    /// The address of the record.
    #[must_use]
    pub fn address(&self) -> u64 {
        self.block.as_ptr().expose_provenance() as u64
    }

    pub(super) fn words(&self, address: u64, words: usize) -> Option<&[u64]> {
        if !address.is_multiple_of(8) {
            return None;
        }
        let first = usize::try_from(address.checked_sub(self.address())?).ok()? / 8;
        self.block.get(first..first.checked_add(words)?)
    }

    pub(super) fn bytes(&self, address: u64, length: usize) -> Option<&[u8]> {
        let first = usize::try_from(address.checked_sub(self.address())?).ok()?;
        bytes_of(&self.block).get(first..first.checked_add(length)?)
    }
}

impl std::fmt::Debug for Globals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Globals(***)")
    }
}
