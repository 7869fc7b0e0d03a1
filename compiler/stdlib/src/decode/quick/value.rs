//! Values that are read, each by its shape.

use super::super::list::GrowingList;
use super::super::map::GrowingMap;
use super::super::record::{Seen, place, put_absent};
use super::super::scalar;
use super::super::sink::Sink;
use super::super::union::put_variant;
use super::super::{Found, RecordShape, Shape, UnionShape};
use super::text::Text;
use super::unsure::Unsure;

/// Reads the value that starts at `start` into the words at `at`, or only checks it if `at` is
/// `None`. Returns its end.
pub(super) fn read(
    text: Text<'_>,
    start: usize,
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
) -> Result<usize, Unsure> {
    let (first, start) = text.token(start)?;
    match (shape, first) {
        (Shape::Optional(_) | Shape::Null, b'n') => {
            if *shape != Shape::Null {
                sink.put_null(at)?;
            }
            text.word(b"null", start)
        }
        (Shape::Optional(inner), _) if !matches!(**inner, Shape::Optional(_)) => {
            let at = sink.put_present(at)?;
            read(text, start, sink, inner, at)
        }
        (
            Shape::Text
            | Shape::Literals(_)
            | Shape::Time
            | Shape::Date
            | Shape::Duration
            | Shape::Bytes
            | Shape::Decimal,
            b'"',
        ) => {
            let string = text.string(start)?;
            if *shape != Shape::Text || at.is_some() {
                let says = text.says(string)?;
                sink.put_textual(shape, at, &says, string.is_escaped())?;
            }
            Ok(string.end)
        }
        (Shape::Bool, b't') => {
            sink.put(at, &[1])?;
            text.word(b"true", start)
        }
        (Shape::Bool, b'f') => {
            sink.put(at, &[0])?;
            text.word(b"false", start)
        }
        (Shape::Int, b'-' | b'0'..=b'9') => {
            let end = text.number(start)?;
            let digits = std::str::from_utf8(text.between(start, end)).ok();
            let int = digits.and_then(scalar::int).ok_or(Unsure)?;
            sink.put(at, &[int.cast_unsigned()])?;
            Ok(end)
        }
        (Shape::Float, b'-' | b'0'..=b'9') => {
            let end = text.number(start)?;
            let float: f64 =
                serde_json::from_slice(text.between(start, end)).map_err(|_| Unsure)?;
            sink.put(at, &[float.to_bits()])?;
            Ok(end)
        }
        (Shape::Decimal, b'-' | b'0'..=b'9') => {
            let end = text.number(start)?;
            let digits = std::str::from_utf8(text.between(start, end)).map_err(|_| Unsure)?;
            sink.put_decimal(shape, at, digits, Found::number)?;
            Ok(end)
        }
        (Shape::Json, _) => {
            let end = text.skip(start)?;
            let written = std::str::from_utf8(text.between(start, end)).map_err(|_| Unsure)?;
            sink.put_text(at, written, false)?;
            Ok(end)
        }
        (Shape::List { element, stride }, b'[') => {
            list(text, start + 1, sink, element, *stride, at)
        }
        (Shape::Map { value, stride }, b'{') => {
            let map = GrowingMap::new(*stride, at);
            entries(text, start + 1, sink, value, map, at)
        }
        (Shape::Record(record), b'{') => object(text, start + 1, sink, record, at),
        (Shape::Union(union), b'{') => {
            let (index, record) = variant(text, start + 1, union)?;
            let at = put_variant(sink, at, index)?;
            object(text, start + 1, sink, record, at)
        }
        _ => Err(Unsure),
    }
}

/// The rest of a list, after its bracket.
fn list(
    text: Text<'_>,
    mut here: usize,
    sink: &mut Sink<'_>,
    element: &Shape,
    stride: u32,
    at: Option<u64>,
) -> Result<usize, Unsure> {
    let text = text.inner()?;
    let mut list = at.map(|_| GrowingList::new(stride));
    if text.token(here)?.0 != b']' {
        loop {
            let place = match &mut list {
                Some(list) => Some(list.next(sink.context)?),
                None => None,
            };
            here = read(text, here, sink, element, place)?;
            if let Some(list) = &mut list {
                list.keep();
            }
            match text.token(here)? {
                (b',', comma) => here = comma + 1,
                _ => break,
            }
        }
    }
    let end = text.take(b']', here)?;
    if let Some(list) = list {
        let words = list.finish(sink.context);
        sink.put(at, &words)?;
    }
    Ok(end)
}

/// The rest of an object that becomes a map, after its brace.
fn entries<'t>(
    text: Text<'t>,
    mut here: usize,
    sink: &mut Sink<'_>,
    value: &Shape,
    mut map: GrowingMap<'t>,
    at: Option<u64>,
) -> Result<usize, Unsure> {
    let text = text.inner()?;
    let (mut first, mut start) = text.token(here)?;
    while first != b'}' {
        let name = text.string(start)?;
        here = text.take(b':', name.end)?;
        let place = map.key(sink, text.says(name)?, name.is_escaped())?;
        here = read(text, here, sink, value, place)?;
        map.keep();
        (first, start) = text.token(here)?;
        if first != b',' {
            break;
        }
        (first, start) = text.token(start + 1)?;
        // A member must follow a comma.
        if first != b'"' {
            return Err(Unsure);
        }
    }
    if first != b'}' {
        return Err(Unsure);
    }
    map.finish(sink, at)?;
    Ok(start + 1)
}

/// The variant of an object, by its tag, which may be anywhere in the object. It usually comes
/// first; otherwise the members before it are skipped, and read afterwards. Types are not
/// recursive, so the nesting of the type bounds how many times a member is skipped.
fn variant<'s>(
    text: Text<'_>,
    mut here: usize,
    union: &'s UnionShape,
) -> Result<(u64, &'s RecordShape), Unsure> {
    let text = text.inner()?;
    loop {
        let (first, start) = text.token(here)?;
        if first != b'"' {
            return Err(Unsure);
        }
        let name = text.string(start)?;
        here = text.take(b':', name.end)?;
        let is_tag = if name.is_escaped() {
            text.says(name)? == union.tag()
        } else {
            text.inside(name) == union.tag().as_bytes()
        };
        if is_tag {
            let (_, start) = text.token(here)?;
            let tag = text.says(text.string(start)?)?;
            return union.variant(&tag).ok_or(Unsure);
        }
        here = text.take(b',', text.skip(here)?)?;
    }
}

/// The rest of an object, after its brace.
fn object(
    text: Text<'_>,
    mut here: usize,
    sink: &mut Sink<'_>,
    record: &RecordShape,
    at: Option<u64>,
) -> Result<usize, Unsure> {
    let text = text.inner()?;
    let mut seen = Seen::default();
    let mut likely = 0;
    let (mut first, mut start) = text.token(here)?;
    while first != b'}' {
        let name = text.string(start)?;
        here = text.take(b':', name.end)?;
        let index = if name.is_escaped() {
            record.find(text.says(name)?.as_bytes(), likely)
        } else {
            record.find(text.inside(name), likely)
        };
        here = match index.and_then(|index| Some((index, record.fields().get(index)?))) {
            None => text.skip(here)?,
            Some((index, field)) => {
                if !seen.insert(index) {
                    return Err(Unsure);
                }
                likely = index + 1;
                read(text, here, sink, &field.shape, place(at, field.offset))?
            }
        };
        (first, start) = text.token(here)?;
        if first != b',' {
            break;
        }
        (first, start) = text.token(start + 1)?;
        // A member must follow a comma.
        if first != b'"' {
            return Err(Unsure);
        }
    }
    if first != b'}' {
        return Err(Unsure);
    }
    if !seen.are(record.fields().len()) {
        put_absent(
            sink,
            record,
            at,
            |index| !seen.contains(index),
            |_, _, _| Err(Unsure),
        )?;
    }
    Ok(start + 1)
}
