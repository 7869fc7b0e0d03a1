//! The fields of a record: their addresses, which of them were given, and how missing ones are
//! handled.

use super::sink::Sink;
use super::{FieldShape, Problem, RecordShape, Shape};

/// The address of a field in the record at `at`.
pub(super) fn place(at: Option<u64>, offset: Option<u32>) -> Option<u64> {
    Some(at?.wrapping_add(u64::from(offset?) * 8))
}

/// Sets the missing fields to null; calls `refuse` for missing fields that are required.
pub(super) fn put_absent<E>(
    sink: &mut Sink<'_>,
    record: &RecordShape,
    at: Option<u64>,
    absent: impl Fn(usize) -> bool,
    mut refuse: impl FnMut(&mut Sink<'_>, &FieldShape, Problem) -> Result<(), E>,
) -> Result<(), E> {
    for (index, field) in record.fields().iter().enumerate() {
        if !absent(index) {
            continue;
        }
        let put = match &field.shape {
            Shape::Optional(_) => sink.put_null(place(at, field.offset)),
            shape => Err(Problem::Missing {
                expected: shape.expectation(),
            }),
        };
        put.or_else(|problem| refuse(sink, field, problem))?;
    }
    Ok(())
}

/// The set of fields that were given.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    /// For the fields after the 64th.
    more: Vec<u64>,
    count: usize,
}

impl Seen {
    /// Adds a field; returns false if it was already present.
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

    /// Whether exactly `count` fields were given.
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
