//! Values that are wanted, each by its shape.

use super::super::list::GrowingList;
use super::super::record::{Seen, place, put_absent};
use super::super::scalar;
use super::super::sink::Sink;
use super::super::{Problem, RecordShape, Shape};
use super::Unsure;
use super::cursor::Cursor;
use super::strings::text;

impl From<Problem> for Unsure {
    fn from(_: Problem) -> Unsure {
        Unsure
    }
}

/// Reads one value into the words at `at`, or checks it only where there is no such place.
pub(super) fn read(
    cursor: &mut Cursor<'_>,
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
) -> Result<(), Unsure> {
    match (shape, cursor.token()?) {
        (Shape::Optional(_) | Shape::Null, b'n') => {
            cursor.word(b"null")?;
            if *shape != Shape::Null {
                sink.put_null(at)?;
            }
            Ok(())
        }
        (Shape::Optional(inner), _) if !matches!(**inner, Shape::Optional(_)) => {
            let at = sink.put_present(at)?;
            read(cursor, sink, inner, at)
        }
        (Shape::Text | Shape::Literals(_) | Shape::Time | Shape::Bytes, b'"') => {
            let (inside, escaped) = cursor.string()?;
            if *shape == Shape::Text && at.is_none() {
                return Ok(());
            }
            let text = text(inside, escaped)?;
            Ok(sink.put_textual(shape, at, &text, escaped)?)
        }
        (Shape::Bool, b't') => {
            cursor.word(b"true")?;
            Ok(sink.put(at, &[1])?)
        }
        (Shape::Bool, b'f') => {
            cursor.word(b"false")?;
            Ok(sink.put(at, &[0])?)
        }
        (Shape::Int, b'-' | b'0'..=b'9') => {
            let (digits, true) = cursor.number()? else {
                return Err(Unsure);
            };
            let int = std::str::from_utf8(digits)
                .ok()
                .and_then(scalar::int)
                .ok_or(Unsure)?;
            Ok(sink.put(at, &[int.cast_unsigned()])?)
        }
        (Shape::Float, b'-' | b'0'..=b'9') => {
            let (number, _) = cursor.number()?;
            let float: f64 = serde_json::from_slice(number).map_err(|_| Unsure)?;
            Ok(sink.put(at, &[float.to_bits()])?)
        }
        (Shape::Json, _) => {
            let start = cursor.at();
            cursor.skip()?;
            let written = std::str::from_utf8(cursor.from(start)).map_err(|_| Unsure)?;
            Ok(sink.put_text(at, written, false)?)
        }
        (Shape::List { element, stride }, b'[') => list(cursor, sink, element, *stride, at),
        (Shape::Record(record), b'{') => object(cursor, sink, record, at),
        _ => Err(Unsure),
    }
}

fn list(
    cursor: &mut Cursor<'_>,
    sink: &mut Sink<'_>,
    element: &Shape,
    stride: u32,
    at: Option<u64>,
) -> Result<(), Unsure> {
    let mut list = at.map(|_| GrowingList::new(stride));
    cursor.expect(b'[')?;
    let mut more = cursor.token()? != b']';
    while more {
        let place = match &mut list {
            Some(list) => Some(list.next(sink.context)?),
            None => None,
        };
        read(cursor, sink, element, place)?;
        if let Some(list) = &mut list {
            list.keep();
        }
        more = cursor.token()? == b',';
        if more {
            cursor.expect(b',')?;
        }
    }
    cursor.expect(b']')?;
    if let Some(list) = list {
        let words = list.finish(sink.context);
        sink.put(at, &words)?;
    }
    Ok(())
}

fn object(
    cursor: &mut Cursor<'_>,
    sink: &mut Sink<'_>,
    record: &RecordShape,
    at: Option<u64>,
) -> Result<(), Unsure> {
    let mut seen = Seen::default();
    let mut likely = 0;
    cursor.expect(b'{')?;
    let mut more = cursor.token()? != b'}';
    while more {
        let (name, escaped) = cursor.string()?;
        cursor.expect(b':')?;
        let index = if escaped {
            record.find(text(name, true)?.as_bytes(), likely)
        } else {
            record.find(name, likely)
        };
        match index.and_then(|index| Some((index, record.fields().get(index)?))) {
            None => cursor.skip()?,
            Some((index, field)) => {
                if !seen.insert(index) {
                    return Err(Unsure);
                }
                read(cursor, sink, &field.shape, place(at, field.offset))?;
                likely = index + 1;
            }
        }
        more = cursor.token()? == b',';
        if more {
            cursor.expect(b',')?;
            cursor.token()?;
        }
    }
    cursor.expect(b'}')?;
    if !seen.are(record.fields().len()) {
        put_absent(sink, record, at, |index| !seen.contains(index)).map_err(|_| Unsure)?;
    }
    Ok(())
}
