//! One JSON object, read into a record.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::reader::Reader;
use super::sink::Sink;
use super::{Problem, RecordShape, Shape};

/// Reads the members of an object into the fields of the record at `at`.
pub(super) fn read_record<'de, A: MapAccess<'de>>(
    sink: &mut Sink<'_>,
    record: &RecordShape,
    at: Option<u64>,
    mut members: A,
) -> Result<(), A::Error> {
    let mut seen = Seen::default();
    let mut likely = 0;
    while let Some(index) = members.next_key_seed(Key { record, likely })? {
        let Some((index, field)) = index.and_then(|at| Some((at, record.fields().get(at)?))) else {
            members.next_value::<IgnoredAny>()?;
            continue;
        };
        if !seen.insert(index) {
            sink.in_field(&field.name);
            return Err(sink.refuse(Problem::Twice));
        }
        let reader = Reader {
            at: place(at, field.offset),
            shape: &field.shape,
            sink,
        };
        if let Err(error) = members.next_value_seed(reader) {
            sink.in_field(&field.name);
            return Err(error);
        }
        likely = index + 1;
    }
    if !seen.are(record.fields().len()) {
        put_absent(sink, record, at, |index| !seen.contains(index))
            .map_err(|problem| sink.refuse(problem))?;
    }
    Ok(())
}

/// The place of a field in the record at `at`.
pub(super) fn place(at: Option<u64>, offset: Option<u32>) -> Option<u64> {
    Some(at?.wrapping_add(u64::from(offset?) * 8))
}

/// Makes null the fields that were not given, which must be optional.
pub(super) fn put_absent(
    sink: &mut Sink<'_>,
    record: &RecordShape,
    at: Option<u64>,
    absent: impl Fn(usize) -> bool,
) -> Result<(), Problem> {
    for (index, field) in record.fields().iter().enumerate() {
        if !absent(index) {
            continue;
        }
        if !matches!(field.shape, Shape::Optional(_)) {
            sink.in_field(&field.name);
            return Err(Problem::Missing {
                expected: field.shape.expectation(),
            });
        }
        sink.put_null(place(at, field.offset))?;
    }
    Ok(())
}

/// Which fields were given.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    /// For the fields after the 64th.
    more: Vec<u64>,
    count: usize,
}

impl Seen {
    /// Adds a field; false if it was there.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = if index < 64 {
            &mut self.first
        } else {
            let at = index / 64 - 1;
            if self.more.len() <= at {
                self.more.resize(at + 1, 0);
            }
            match self.more.get_mut(at) {
                Some(word) => word,
                None => return false,
            }
        };
        let fresh = *word & bit == 0;
        *word |= bit;
        self.count += usize::from(fresh);
        fresh
    }

    /// Whether that many were given.
    pub(super) fn are(&self, count: usize) -> bool {
        self.count == count
    }

    /// Whether the field was given.
    pub(super) fn contains(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(at) => self.more.get(at).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}

/// Reads a name: the index of the field, if it is declared.
struct Key<'s> {
    record: &'s RecordShape,
    likely: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.record.find(name.as_bytes(), self.likely))
    }
}
