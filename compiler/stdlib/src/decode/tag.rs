//! Finds the tag of an object, wherever it is in the object.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Finds the first member with that name, as written.
struct Tag<'n>(&'n str);

/// The first member with that name in the text of an object.
///
/// # Errors
/// If the text is not JSON.
pub(super) fn tag_of<'j>(
    json: &'j str,
    name: &str,
) -> Result<Option<&'j RawValue>, serde_json::Error> {
    let mut parser = serde_json::Deserializer::from_str(json);
    Tag(name).deserialize(&mut parser)
}

impl<'de> DeserializeSeed<'de> for Tag<'_> {
    type Value = Option<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Tag<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut tag = None;
        while let Some(Name(name)) = members.next_key()? {
            if tag.is_none() && *name == *self.0 {
                tag = Some(members.next_value()?);
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(tag)
    }
}

/// The name of a member, which is copied only if it has escapes.
#[derive(serde::Deserialize)]
struct Name<'n>(#[serde(borrow)] Cow<'n, str>);
