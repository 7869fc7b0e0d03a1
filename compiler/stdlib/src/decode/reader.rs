//! One JSON value, read by its shape.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::key::Key;
use super::list::GrowingList;
use super::record::{Seen, place, put_absent};
use super::scalar;
use super::sink::Sink;
use super::{Found, Problem, RecordShape, Shape};

/// Reads one value.
pub(super) struct Reader<'s, 'c> {
    pub(super) sink: &'s mut Sink<'c>,
    pub(super) shape: &'s Shape,
    /// Where it goes; none where it is checked only.
    pub(super) at: Option<u64>,
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
            Shape::Json => self.read_written(deserializer),
            Shape::Int if self.sink.exact => self.read_written(deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl Reader<'_, '_> {
    /// Reads the text of the value rather than what it says.
    fn read_written<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        if text == "null" && *self.shape != Shape::Json {
            return self.visit_unit();
        }
        self.put(|sink, shape, at| match shape {
            Shape::Json => sink.put_text(at, text, false),
            _ => match scalar::int(text) {
                Some(int) => sink.put(at, &[int.cast_unsigned()]),
                None => Err(Problem::mismatch(shape, found(text))),
            },
        })
    }

    /// Writes what is no null.
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
        result.map_err(|problem| self.sink.refuse(problem))
    }

    #[cold]
    fn refuse<E: Error>(self, found: Found) -> Result<(), E> {
        let problem = Problem::mismatch(self.shape, found);
        Err(self.sink.refuse(problem))
    }
}

/// What kind of value a JSON text is, by its beginning.
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
                written.map_err(|problem| self.sink.refuse(problem))
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

    /// What is no int to the parser. `-0` is one to us, and larger ints are to be shown as they are written: ints find here that
    /// they must be [exact](Sink::exact).
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

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let Reader { sink, shape, at } = self;
        let Shape::List { element, stride } = without_null(shape) else {
            return Reader { sink, shape, at }.refuse(Found::List);
        };
        let at = present(sink, shape, at)?;
        let mut list = at.map(|_| GrowingList::new(*stride));
        for index in 0.. {
            let place = match &mut list {
                Some(list) => list.next(sink.context).map(Some),
                None => Ok(None),
            };
            let reader = Reader {
                at: place.map_err(|problem| sink.refuse(problem))?,
                shape: element,
                sink,
            };
            match elements.next_element_seed(reader) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => {
                    sink.in_element(index);
                    return Err(error);
                }
            }
            if let Some(list) = &mut list {
                list.keep();
            }
        }
        if let Some(list) = list {
            let words = list.finish(sink.context);
            sink.put(at, &words)
                .map_err(|problem| sink.refuse(problem))?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        let Reader { sink, shape, at } = self;
        let Shape::Record(record) = without_null(shape) else {
            return Reader { sink, shape, at }.refuse(Found::Object);
        };
        let at = present(sink, shape, at)?;
        read_record(sink, record, at, members)
    }
}

/// Reads the members of an object into the fields of the record at `at`.
fn read_record<'de, A: MapAccess<'de>>(
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

fn without_null(shape: &Shape) -> &Shape {
    match shape {
        Shape::Optional(inner) => inner,
        shape => shape,
    }
}

/// The place of what is no null.
fn present<E: Error>(
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
) -> Result<Option<u64>, E> {
    match shape {
        Shape::Optional(_) => {
            let place = sink.put_present(at);
            place.map_err(|problem| sink.refuse(problem))
        }
        _ => Ok(at),
    }
}
