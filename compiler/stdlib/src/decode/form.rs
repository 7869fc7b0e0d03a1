//! `application/x-www-form-urlencoded`, and other named texts.

use std::borrow::Cow;

use super::json;
use super::list::GrowingList;
use super::record::{Seen, place, put_absent};
use super::sink::{Sink, Stopped};
use super::text::{put_constant, put_scalar};
use super::trail::Trail;
use super::{
    Charset, DecodeError, FieldShape, Found, Pairs, Problem, RecordShape, Shape, without_bom,
};
use crate::memory::Context;
use crate::schema::Constant;

/// Decodes into the words at `address`, which are in the arena. Texts are copied unless `octets`
/// lies in the body that the context holds. An empty form becomes null if the shape is optional.
///
/// # Errors
/// If the bytes do not fit or need more memory than there is.
pub fn form_at(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
    charset: Charset,
    address: u64,
) -> Result<(), DecodeError> {
    let octets = without_bom(octets);
    let mut sink = Sink::new(context, octets);
    let (record, at) = match shape {
        Shape::Record(record) => (record, Some(address)),
        Shape::Optional(_) if octets.is_empty() => return Ok(sink.put_null(Some(address))?),
        Shape::Optional(inner) => match &**inner {
            Shape::Record(record) => (record, sink.put_present(Some(address))?),
            other => return Err(Problem::mismatch(other, Found::Object).into()),
        },
        other => return Err(Problem::mismatch(other, Found::Object).into()),
    };
    // If reading stops early, the sink has the reason.
    let _stopped = read(&mut sink, record, Pairs::of(octets), &[], charset, at);
    sink.finish()
}

/// Decodes named texts, such as query parameters or headers, into the words at `address`, which are
/// in the arena. Texts are copied. A field without a pair gets its default from `defaults`, which
/// has an entry for each field of the record.
///
/// # Errors
/// If the pairs do not fit or need more memory than there is.
pub fn pairs_at<'p>(
    context: &mut Context,
    shape: &Shape,
    pairs: impl Iterator<Item = (Cow<'p, [u8]>, Cow<'p, [u8]>)>,
    defaults: &[Option<Constant>],
    charset: Charset,
    address: u64,
) -> Result<(), DecodeError> {
    let Shape::Record(record) = shape else {
        return Err(Problem::mismatch(shape, Found::Object).into());
    };
    let mut sink = Sink::copying(context);
    // If reading stops early, the sink has the reason.
    let _stopped = read(&mut sink, record, pairs, defaults, charset, Some(address));
    sink.finish()
}

fn read<'p>(
    sink: &mut Sink<'_>,
    record: &RecordShape,
    pairs: impl Iterator<Item = (Cow<'p, [u8]>, Cow<'p, [u8]>)>,
    defaults: &[Option<Constant>],
    charset: Charset,
    at: Option<u64>,
) -> Result<(), Stopped> {
    let mut seen = Seen::default();
    let mut lists = Lists::of(record);
    let mut likely = 0;
    for (name, value) in pairs {
        // A name that is not valid text is not a declared name.
        let Ok(name) = charset.decode_cow(name) else {
            continue;
        };
        let found = record.find(name.as_bytes(), likely);
        let Some((index, field)) = found.and_then(|at| Some((at, record.fields().get(at)?))) else {
            continue;
        };
        likely = index + 1;
        let fresh = seen.insert(index);
        let trail = Trail::Field(&Trail::Whole, &field.name);
        let text = match charset.decode_cow(value) {
            Ok(text) => text,
            Err(at) => {
                sink.note(&trail, Problem::NotUtf8 { at })?;
                continue;
            }
        };
        let built = matches!(text, Cow::Owned(_));
        match list_of(&field.shape) {
            Some(element) => lists.put(sink, &trail, index, element, &text, built)?,
            None => {
                let put = if fresh {
                    let at = place(at, field.offset);
                    put_value(sink, &field.shape, at, &text, built, trail)
                } else {
                    sink.note(&trail, Problem::Twice)
                };
                put?;
            }
        }
    }
    let finished = lists.finish(sink, record, at);
    finished.or_else(|problem| sink.note(&Trail::Whole, problem))?;
    for (index, default) in defaults.iter().enumerate() {
        if let Some(default) = default
            && let Some(field) = record.fields().get(index)
            && seen.insert(index)
        {
            let put = put_constant(sink, &field.shape, place(at, field.offset), default);
            put.or_else(|problem| sink.note(&Trail::Field(&Trail::Whole, &field.name), problem))?;
        }
    }
    put_absent(
        sink,
        record,
        at,
        |index| {
            let is_list = |field: &FieldShape| matches!(field.shape, Shape::List { .. });
            !seen.contains(index) && !record.fields().get(index).is_some_and(is_list)
        },
        |sink, field, problem| sink.note(&Trail::Field(&Trail::Whole, &field.name), problem),
    )
}

/// Writes the value of a field: a scalar from its text, a record or unknown data from its JSON.
fn put_value(
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
    text: &str,
    built: bool,
    trail: Trail<'_>,
) -> Result<(), Stopped> {
    let is_json = matches!(
        shape.without_null(),
        Shape::Record(_) | Shape::Union(_) | Shape::Map { .. } | Shape::Json
    );
    if is_json && !text.trim().is_empty() {
        return json::member(sink, shape, text, at, trail);
    }
    let put = put_scalar(sink, shape, at, text, built);
    put.or_else(|problem| sink.note(&trail, problem))
}

/// The element shape of a list or an optional list.
fn list_of(shape: &Shape) -> Option<&Shape> {
    match shape {
        Shape::List { element, .. } => Some(element),
        Shape::Optional(inner) => list_of(inner),
        _ => None,
    }
}

/// The list fields, which grow with each repetition.
struct Lists(Vec<(usize, Option<GrowingList>, usize)>);

impl Lists {
    fn of(record: &RecordShape) -> Lists {
        let lists = record
            .fields()
            .iter()
            .enumerate()
            .filter_map(|(index, field)| {
                let element = list_of(&field.shape)?;
                let list = field.offset.map(|_| GrowingList::new(element.words()));
                Some((index, list, 0))
            });
        Lists(lists.collect())
    }

    fn put(
        &mut self,
        sink: &mut Sink<'_>,
        trail: &Trail<'_>,
        field: usize,
        element: &Shape,
        text: &str,
        built: bool,
    ) -> Result<(), Stopped> {
        let Some((_, list, index)) = self.0.iter_mut().find(|(index, ..)| *index == field) else {
            return Ok(());
        };
        let here = Trail::Element(trail, *index);
        let at = match list.as_mut().map(|list| list.next(sink.context)) {
            Some(Ok(place)) => Some(place),
            Some(Err(problem)) => return sink.note(&here, problem),
            None => None,
        };
        put_value(sink, element, at, text, built, here)?;
        if let Some(list) = list {
            list.keep();
        }
        *index += 1;
        Ok(())
    }

    fn finish(
        self,
        sink: &mut Sink<'_>,
        record: &RecordShape,
        at: Option<u64>,
    ) -> Result<(), Problem> {
        for (index, list, length) in self.0 {
            let (Some(field), Some(list)) = (record.fields().get(index), list) else {
                continue;
            };
            let mut at = place(at, field.offset);
            if matches!(field.shape, Shape::Optional(_)) {
                if length == 0 {
                    continue;
                }
                at = sink.put_present(at)?;
            }
            let words = list.finish(sink.context);
            sink.put(at, &words)?;
        }
        Ok(())
    }
}
