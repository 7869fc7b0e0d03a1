//! The name of a member of a JSON object.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::RecordShape;

/// Reads a name and returns the index of the field, if it is declared.
pub(super) struct Key<'s> {
    pub(super) record: &'s RecordShape,
    pub(super) likely: usize,
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
