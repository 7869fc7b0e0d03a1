//! The number of 64-bit words of a value, in memory and in registers, and the positions of record
//! fields.
//!
//! | type | in memory | in registers |
//! |---|---|---|
//! | bool, int, float, time, date, duration | 1 word | the same |
//! | decimal | lower digits; sign, scale and upper digits | the same |
//! | text, literals, bytes, json, secret | address, length in bytes | the same |
//! | list | address of the first element, number of elements | the same |
//! | map | address of the first entry, number of entries; an entry is its key and its value | the same |
//! | headers | address of the first pair of texts, number of pairs | the same |
//! | record | its fields in order | 1 word: the address |
//! | union | the index of the variant, then its record, in the room of the largest | 1 word: the address |
//! | `T?` | a tag (0 for null), then `T`'s words | the tag, then `T`'s registers |
//! | null, never | nothing | nothing |
//!
//! A bool is 0 or 1; a float is its bits. The words after a tag of 0 are never read.

use super::{RecordType, Type, UnionType};

/// The number of words that a value of the type takes in a record, a list or an optional.
#[must_use]
pub fn memory_words(ty: &Type) -> u32 {
    match ty {
        Type::Error | Type::Never | Type::Null => 0,
        Type::Bool | Type::Int | Type::Float | Type::Time | Type::Date | Type::Duration => 1,
        Type::Decimal
        | Type::Text
        | Type::Literals(_)
        | Type::Bytes
        | Type::Json
        | Type::Secret
        | Type::Headers
        | Type::List(_)
        | Type::Map(_) => 2,
        Type::Optional(inner) => memory_words(inner).saturating_add(1),
        Type::Record(record) => record_words(record),
        Type::Union(union) => union_words(union),
    }
}

fn record_words(record: &RecordType) -> u32 {
    (record.fields.iter()).fold(0, |words, field| {
        words.saturating_add(memory_words(&field.ty))
    })
}

/// The number of words before the record of a union.
pub const VARIANT_WORDS: u32 = 1;

/// The number of words that a value of the union takes in a record, a list or an optional.
#[must_use]
pub fn union_words(union: &UnionType) -> u32 {
    let words = union.variants.iter().map(|one| record_words(&one.record));
    words.max().unwrap_or(0).saturating_add(VARIANT_WORDS)
}

/// The number of words of a key, before the value in an entry of a map.
pub const KEY_WORDS: u32 = 2;

/// The number of words of an entry of a map with values of that type.
#[must_use]
pub fn entry_words(value: &Type) -> u32 {
    memory_words(value).saturating_add(KEY_WORDS)
}

/// The number of registers that hold a value of the type while code uses it.
#[must_use]
pub fn register_words(ty: &Type) -> u32 {
    match ty {
        Type::Record(_) | Type::Union(_) => 1,
        Type::Optional(inner) => register_words(inner).saturating_add(1),
        other => memory_words(other),
    }
}

/// The positions of the fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLayout {
    /// For each field, its first word, relative to the record's first word.
    pub offsets: Vec<u32>,
    /// The number of words in the whole record.
    pub words: u32,
}

impl RecordLayout {
    /// The layout of a record: the fields in order, without gaps.
    #[must_use]
    pub fn of(record: &RecordType) -> RecordLayout {
        let mut words = 0_u32;
        let offsets = record
            .fields
            .iter()
            .map(|field| {
                let offset = words;
                words = words.saturating_add(memory_words(&field.ty));
                offset
            })
            .collect();
        RecordLayout { offsets, words }
    }
}
