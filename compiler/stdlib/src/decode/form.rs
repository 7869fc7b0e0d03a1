//! `application/x-www-form-urlencoded`, by the rules of the WHATWG URL Standard.

use std::borrow::Cow;

use super::list::GrowingList;
use super::record::{Seen, place, put_absent};
use super::sink::Sink;
use super::text::put_scalar;
use super::{DecodeError, FieldShape, Found, Problem, RecordShape, Shape};
use crate::memory::Context;

/// Decodes into the words at `address`, which are in the arena. Texts are copied unless `octets` lie in the body that the context
/// holds.
///
/// # Errors
/// Where the octets do not fit or need more memory than there is.
pub fn form_at(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
    address: u64,
) -> Result<(), DecodeError> {
    let Shape::Record(record) = shape else {
        return Err(Problem::mismatch(shape, Found::Object).into());
    };
    let mut sink = Sink::new(context, octets);
    read(&mut sink, record, octets, address).map_err(|problem| sink.error(problem))
}

fn read(
    sink: &mut Sink<'_>,
    record: &RecordShape,
    octets: &[u8],
    address: u64,
) -> Result<(), Problem> {
    let at = Some(address);
    let mut seen = Seen::default();
    let mut lists = Lists::of(record);
    let mut likely = 0;
    for (name, text) in form_urlencoded::parse(octets) {
        let found = record.find(name.as_bytes(), likely);
        let Some((index, field)) = found.and_then(|at| Some((at, record.fields().get(at)?))) else {
            continue;
        };
        likely = index + 1;
        let fresh = seen.insert(index);
        let built = matches!(text, Cow::Owned(_));
        let put = match list_of(&field.shape) {
            Some(element) => lists.put(sink, index, element, &text, built),
            None if fresh => {
                let at = place(at, field.offset);
                put_scalar(sink, &field.shape, at, &text, built)
            }
            None => Err(Problem::Twice),
        };
        put.inspect_err(|_| sink.in_field(&field.name))?;
    }
    lists.finish(sink, record, at)?;
    put_absent(sink, record, at, |index| {
        let is_list = |field: &FieldShape| matches!(field.shape, Shape::List { .. });
        !seen.contains(index) && !record.fields().get(index).is_some_and(is_list)
    })
}

/// The element, of a list or an optional list.
fn list_of(shape: &Shape) -> Option<&Shape> {
    match shape {
        Shape::List { element, .. } => Some(element),
        Shape::Optional(inner) => list_of(inner),
        _ => None,
    }
}

/// The lists among the fields, which grow with every repeat.
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
        field: usize,
        element: &Shape,
        text: &str,
        built: bool,
    ) -> Result<(), Problem> {
        let Some((_, list, index)) = self.0.iter_mut().find(|(index, ..)| *index == field) else {
            return Ok(());
        };
        let at = match list {
            Some(list) => Some(list.next(sink.context)?),
            None => None,
        };
        put_scalar(sink, element, at, text, built).inspect_err(|_| sink.in_element(*index))?;
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
