//! The fields of a record from named values, in any order: repeated names become lists.

use std::borrow::Cow;

use super::list::GrowingList;
use super::record::{Seen, place, put_absent};
use super::sink::{Sink, Stopped};
use super::text::put_constant;
use super::trail::Trail;
use super::{DecodeError, FieldShape, Found, Problem, RecordShape, Shape};
use crate::schema::Constant;

/// A value that was given for a field.
pub(super) trait Given {
    /// Whether it counts as no value at all, as if the field were absent.
    fn is_nothing(&self, shape: &Shape) -> bool;

    /// Writes it by the shape of its field, or of an element of it.
    fn put(
        self,
        sink: &mut Sink<'_>,
        shape: &Shape,
        at: Option<u64>,
        trail: Trail<'_>,
    ) -> Result<(), Stopped>;
}

/// Decodes the named values of a whole body into the words at `address`, which are the words of a
/// record or of an optional record; the optional is null if the body is empty.
pub(super) fn read_whole<'p, G: Given>(
    mut sink: Sink<'_>,
    shape: &Shape,
    is_empty: bool,
    given: impl Iterator<Item = (Cow<'p, str>, G)>,
    address: u64,
) -> Result<(), DecodeError> {
    let (record, at) = match shape {
        Shape::Record(record) => (record, Some(address)),
        Shape::Optional(_) if is_empty => return Ok(sink.put_null(Some(address))?),
        Shape::Optional(inner) => match &**inner {
            Shape::Record(record) => (record, sink.put_present(Some(address))?),
            other => return Err(Problem::mismatch(other, Found::Object).into()),
        },
        other => return Err(Problem::mismatch(other, Found::Object).into()),
    };
    // If reading stops early, the sink holds the reason.
    let _stopped = read(&mut sink, record, given, &[], at);
    sink.finish()
}

/// Decodes named values into the record at `at`. Undeclared names are ignored. A field that is not
/// given gets its default from `defaults`, which has an entry for each field, or is empty.
pub(super) fn read<'p, G: Given>(
    sink: &mut Sink<'_>,
    record: &RecordShape,
    given: impl Iterator<Item = (Cow<'p, str>, G)>,
    defaults: &[Option<Constant>],
    at: Option<u64>,
) -> Result<(), Stopped> {
    let mut seen = Seen::default();
    let mut lists = Lists::of(record);
    let mut likely = 0;
    for (name, value) in given {
        let found = record.find(name.as_bytes(), likely);
        let Some((index, field)) = found.and_then(|at| Some((at, record.fields().get(at)?))) else {
            continue;
        };
        likely = index + 1;
        let list = list_of(&field.shape);
        if value.is_nothing(list.unwrap_or(&field.shape)) {
            continue;
        }
        let fresh = seen.insert(index);
        let trail = Trail::Field(&Trail::Whole, &field.name);
        match list {
            Some(element) => lists.put(sink, &trail, index, element, value)?,
            None if fresh => value.put(sink, &field.shape, place(at, field.offset), trail)?,
            None => sink.note(&trail, Problem::Twice)?,
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
        value: impl Given,
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
        value.put(sink, element, at, here)?;
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
