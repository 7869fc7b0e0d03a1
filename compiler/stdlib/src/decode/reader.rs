//! One JSON value, read by its shape.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::key::Key;
use super::list::GrowingList;
use super::map::{GrowingMap, as_map};
use super::record::{Seen, place, put_absent};
use super::scalar;
use super::sink::{Sink, Stopped};
use super::tag::tag_of;
use super::trail::Trail;
use super::union::put_variant;
use super::{Found, Problem, RecordShape, Shape, UnionShape};

/// Reads one value.
pub(super) struct Reader<'s, 'c> {
    pub(super) sink: &'s mut Sink<'c>,
    pub(super) shape: &'s Shape,
    /// The address of the value; `None` if it is only checked.
    pub(super) at: Option<u64>,
    /// Its path in the body.
    pub(super) trail: Trail<'s>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let inner = match self.shape {
            Shape::Optional(inner) => inner,
            shape => shape,
        };
        match inner {
            // The parser would represent such a number as a float.
            Shape::Json | Shape::Decimal => self.read_written(deserializer),
            Shape::Int if self.sink.exact => self.read_written(deserializer),
            Shape::Union(union) => self.read_union(union, deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl Reader<'_, '_> {
    /// Reads the source text of the value rather than its parsed form.
    fn read_written<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        if text == "null" && *self.shape != Shape::Json {
            return self.visit_unit();
        }
        self.put(|sink, shape, at| match shape {
            Shape::Json => sink.put_text(at, text, false),
            Shape::Decimal if text.starts_with('"') => {
                let text: Cow<'_, str> = serde_json::from_str(text).unwrap_or_default();
                sink.put_textual(shape, at, &text, true)
            }
            Shape::Decimal => sink.put_decimal(shape, at, text, found),
            _ => match scalar::int(text) {
                Some(int) => sink.put(at, &[int.cast_unsigned()]),
                None => Err(Problem::mismatch(shape, found(text))),
            },
        })
    }

    /// Reads an object by its tag. The tag may be anywhere in it, so the object is read twice.
    fn read_union<'de, D: Deserializer<'de>>(
        mut self,
        union: &UnionShape,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        if text == "null" {
            return self.visit_unit();
        }
        if !text.starts_with('{') {
            return self.refuse(found(text));
        }
        let at = self.present()?;
        let Reader { sink, trail, .. } = self;
        let tag = tag_of(text, union.tag()).map_err(|error| inside(&trail, &error))?;
        let (index, record) = match chosen(union, tag.map(RawValue::get)) {
            Ok(chosen) => chosen,
            Err(problem) => return note(sink, &Trail::Field(&trail, union.tag()), problem),
        };
        let at = match put_variant(sink, at, index) {
            Ok(at) => at,
            Err(problem) => return note(sink, &trail, problem),
        };
        let mut parser = serde_json::Deserializer::from_str(text);
        let members = Members {
            sink,
            record,
            at,
            trail: &trail,
        };
        let read = parser.deserialize_map(members);
        read.map_err(|error| inside(&trail, &error))
    }

    /// Writes a non-null value.
    #[inline]
    fn put<E: Error>(
        self,
        put: impl FnOnce(&mut Sink<'_>, &Shape, Option<u64>) -> Result<(), Problem>,
    ) -> Result<(), E> {
        let result = match self.shape {
            Shape::Optional(inner) => match self.sink.put_present(self.at) {
                Ok(at) => put(self.sink, inner, at).map_err(Problem::or_null),
                Err(problem) => Err(problem),
            },
            shape => put(self.sink, shape, self.at),
        };
        result.or_else(|problem| note(self.sink, &self.trail, problem))
    }

    /// The address of a non-null value.
    fn present<E: Error>(&mut self) -> Result<Option<u64>, E> {
        let Shape::Optional(_) = self.shape else {
            return Ok(self.at);
        };
        match self.sink.put_present(self.at) {
            Ok(place) => Ok(place),
            Err(problem) => note(self.sink, &self.trail, problem).map(|()| None),
        }
    }

    /// Records that another kind of value was found.
    #[cold]
    fn refuse<E: Error>(self, found: Found) -> Result<(), E> {
        let problem = Problem::mismatch(self.shape, found);
        note(self.sink, &self.trail, problem)
    }
}

/// The variant selected by a tag, given as written.
fn chosen<'u>(union: &'u UnionShape, tag: Option<&str>) -> Result<(u64, &'u RecordShape), Problem> {
    let Some(tag) = tag else {
        return Err(Problem::Missing {
            expected: union.tags().expectation(),
        });
    };
    if !tag.starts_with('"') {
        return Err(Problem::mismatch(union.tags(), found(tag)));
    }
    let text: Cow<'_, str> = serde_json::from_str(tag).unwrap_or_default();
    let chosen = union.variant(&text);
    chosen.ok_or_else(|| Problem::mismatch(union.tags(), Found::text(&text)))
}

/// The error of a parser that has read only this value. Its position is relative to the value, so
/// it is kept only if the value is the whole text.
#[cold]
fn inside<E: Error>(trail: &Trail<'_>, error: &serde_json::Error) -> E {
    let message = error.to_string();
    if matches!(trail, Trail::Whole) {
        return E::custom(message);
    }
    let place = format!(" at line {} column {}", error.line(), error.column());
    E::custom(message.strip_suffix(&place).unwrap_or(&message))
}

/// The members of an object, read into the fields of a record.
struct Members<'m, 'c> {
    sink: &'m mut Sink<'c>,
    record: &'m RecordShape,
    /// The address of the record.
    at: Option<u64>,
    trail: &'m Trail<'m>,
}

impl<'de> Visitor<'de> for Members<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        read_record(self.sink, self.record, self.at, self.trail, members)
    }
}

/// Records a problem; the returned error makes the parser stop.
#[cold]
fn note<E: Error>(sink: &mut Sink<'_>, trail: &Trail<'_>, problem: Problem) -> Result<(), E> {
    sink.note(trail, problem).map_err(|Stopped| E::custom(""))
}

/// The kind of value of a JSON text, determined by its first byte.
fn found(json: &str) -> Found {
    match json.as_bytes().first() {
        Some(b'n') => Found::Null,
        Some(b't' | b'f') => Found::Bool,
        Some(b'"') => Found::Text,
        Some(b'[') => Found::List,
        Some(b'{') => Found::Object,
        _ => Found::number(json),
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shape.expectation())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        match self.shape {
            Shape::Null => Ok(()),
            Shape::Optional(_) => {
                let written = self.sink.put_null(self.at);
                written.or_else(|problem| note(self.sink, &self.trail, problem))
            }
            _ => self.refuse(Found::Null),
        }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(|sink, shape, at| match shape {
            Shape::Bool => sink.put(at, &[u64::from(value)]),
            _ => Err(Problem::mismatch(shape, Found::Bool)),
        })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(|sink, shape, at| match shape {
            Shape::Int => sink.put(at, &[value.cast_unsigned()]),
            Shape::Float => sink.put(at, &[(value as f64).to_bits()]),
            _ => Err(Problem::mismatch(shape, Found::Number)),
        })
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => self.visit_f64(value as f64),
        }
    }

    /// A number that the parser does not represent as an int. `-0` counts as an int, and larger
    /// ints must be shown as written; in both cases ints must be [exact](Sink::exact).
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(|sink, shape, at| match shape {
            Shape::Float => sink.put(at, &[value.to_bits()]),
            Shape::Int => {
                sink.exact = true;
                Err(Problem::mismatch(shape, Found::Number))
            }
            _ => Err(Problem::mismatch(shape, Found::Number)),
        })
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.put(|sink, shape, at| sink.put_textual(shape, at, text, false))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(|sink, shape, at| sink.put_textual(shape, at, text, true))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        let Shape::List { element, stride } = without_null(self.shape) else {
            self.refuse(Found::List)?;
            while elements.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        let at = self.present()?;
        let Reader { sink, trail, .. } = self;
        let mut list = at.map(|_| GrowingList::new(*stride));
        for index in 0.. {
            let here = Trail::Element(&trail, index);
            let place = match &mut list {
                Some(list) => match list.next(sink.context) {
                    Ok(place) => Some(place),
                    Err(problem) => return note(sink, &here, problem),
                },
                None => None,
            };
            let reader = Reader {
                at: place,
                shape: element,
                trail: here,
                sink,
            };
            if elements.next_element_seed(reader)?.is_none() {
                break;
            }
            if let Some(list) = &mut list {
                list.keep();
            }
        }
        if let Some(list) = list {
            let words = list.finish(sink.context);
            let put = sink.put(at, &words);
            put.or_else(|problem| note(sink, &trail, problem))?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        if let Some((value, stride)) = as_map(without_null(self.shape)) {
            let at = self.present()?;
            return read_map(
                self.sink,
                value,
                GrowingMap::new(stride, at),
                at,
                &self.trail,
                members,
            );
        }
        let Shape::Record(record) = without_null(self.shape) else {
            self.refuse(Found::Object)?;
            while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        let at = self.present()?;
        read_record(self.sink, record, at, &self.trail, members)
    }
}

/// Reads the members of an object into a map at `at`.
fn read_map<'de, A: MapAccess<'de>>(
    sink: &mut Sink<'_>,
    value: &Shape,
    mut map: GrowingMap<'_>,
    at: Option<u64>,
    trail: &Trail<'_>,
    mut members: A,
) -> Result<(), A::Error> {
    while let Some(key) = members.next_key::<String>()? {
        let here = Trail::Field(trail, &key);
        let place = match map.key(sink, key.clone().into(), true) {
            Ok(place) => place,
            Err(problem) => {
                note(sink, &here, problem)?;
                members.next_value::<IgnoredAny>()?;
                continue;
            }
        };
        members.next_value_seed(Reader {
            at: place,
            shape: value,
            trail: here,
            sink,
        })?;
        map.keep();
    }
    let put = map.finish(sink, at);
    put.or_else(|problem| note(sink, trail, problem))
}

/// Reads the members of an object into the fields of the record at `at`.
fn read_record<'de, A: MapAccess<'de>>(
    sink: &mut Sink<'_>,
    record: &RecordShape,
    at: Option<u64>,
    trail: &Trail<'_>,
    mut members: A,
) -> Result<(), A::Error> {
    let mut seen = Seen::default();
    let mut likely = 0;
    while let Some(index) = members.next_key_seed(Key { record, likely })? {
        let Some((index, field)) = index.and_then(|at| Some((at, record.fields().get(at)?))) else {
            members.next_value::<IgnoredAny>()?;
            continue;
        };
        let here = Trail::Field(trail, &field.name);
        if !seen.insert(index) {
            note(sink, &here, Problem::Twice)?;
            members.next_value::<IgnoredAny>()?;
            continue;
        }
        members.next_value_seed(Reader {
            at: place(at, field.offset),
            shape: &field.shape,
            trail: here,
            sink,
        })?;
        likely = index + 1;
    }
    if seen.are(record.fields().len()) {
        return Ok(());
    }
    put_absent(
        sink,
        record,
        at,
        |index| !seen.contains(index),
        |sink, field, problem| note(sink, &Trail::Field(trail, &field.name), problem),
    )
}

fn without_null(shape: &Shape) -> &Shape {
    match shape {
        Shape::Optional(inner) => inner,
        shape => shape,
    }
}
