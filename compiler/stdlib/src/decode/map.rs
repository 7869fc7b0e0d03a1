//! The entries of a map that is being decoded.

use std::borrow::Cow;
use std::collections::HashSet;

use super::list::GrowingList;
use super::sink::Sink;
use super::{Problem, Shape};
use crate::types::KEY_WORDS;

/// The entries of a map that is being decoded, and the keys so far.
pub(super) struct GrowingMap<'k> {
    /// `None` if the map is only checked.
    entries: Option<GrowingList>,
    keys: HashSet<Cow<'k, str>>,
}

impl<'k> GrowingMap<'k> {
    pub(super) fn new(stride: u32, at: Option<u64>) -> GrowingMap<'k> {
        GrowingMap {
            entries: at.map(|_| GrowingList::new(stride)),
            keys: HashSet::new(),
        }
    }

    /// Adds a key, which was `built` from the source or found in it unchanged; returns the address
    /// of its value.
    pub(super) fn key(
        &mut self,
        sink: &mut Sink<'_>,
        key: Cow<'k, str>,
        built: bool,
    ) -> Result<Option<u64>, Problem> {
        if self.keys.contains(&key) {
            return Err(Problem::Twice);
        }
        let entry = match &mut self.entries {
            Some(entries) => Some(entries.next(sink.context)?),
            None => None,
        };
        sink.put_text(entry, &key, built)?;
        self.keys.insert(key);
        Ok(entry.map(|entry| entry.wrapping_add(u64::from(KEY_WORDS) * 8)))
    }

    /// Completes the entry whose value has been written.
    pub(super) fn keep(&mut self) {
        if let Some(entries) = &mut self.entries {
            entries.keep();
        }
    }

    /// Writes the words of the map.
    pub(super) fn finish(self, sink: &mut Sink<'_>, at: Option<u64>) -> Result<(), Problem> {
        match self.entries {
            Some(entries) => {
                let words = entries.finish(sink.context);
                sink.put(at, &words)
            }
            None => Ok(()),
        }
    }
}

/// The plan of the values, and the number of words per entry, if the plan is a plan of a map.
pub(super) fn as_map(shape: &Shape) -> Option<(&Shape, u32)> {
    match shape {
        Shape::Map { value, stride } => Some((value, *stride)),
        _ => None,
    }
}
