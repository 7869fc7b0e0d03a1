//! `application/x-www-form-urlencoded`, and other named texts.

use std::borrow::Cow;

use super::fields::{self, Given};
use super::json;
use super::sink::{Sink, Stopped};
use super::text::put_scalar;
use super::trail::Trail;
use super::{Charset, DecodeError, Found, Pairs, Problem, Shape, without_bom};
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
    let sink = Sink::new(context, octets);
    let given = named(Pairs::of(octets), charset);
    fields::read_whole(sink, shape, octets.is_empty(), given, address)
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
    let given = named(pairs, charset);
    // If reading stops early, the sink holds the reason.
    let _stopped = fields::read(&mut sink, record, given, defaults, Some(address));
    sink.finish()
}

/// A text that was given for a field.
struct Written<'p> {
    octets: Cow<'p, [u8]>,
    charset: Charset,
}

/// The pairs whose names are valid text: any other name is not the name of a declared field.
fn named<'p>(
    pairs: impl Iterator<Item = (Cow<'p, [u8]>, Cow<'p, [u8]>)>,
    charset: Charset,
) -> impl Iterator<Item = (Cow<'p, str>, Written<'p>)> {
    pairs.filter_map(move |(name, octets)| {
        let name = charset.decode_cow(name).ok()?;
        Some((name, Written { octets, charset }))
    })
}

impl Given for Written<'_> {
    fn is_nothing(&self, _: &Shape) -> bool {
        false
    }

    fn put(
        self,
        sink: &mut Sink<'_>,
        shape: &Shape,
        at: Option<u64>,
        trail: Trail<'_>,
    ) -> Result<(), Stopped> {
        match self.charset.decode_cow(self.octets) {
            Ok(text) => {
                let built = matches!(text, Cow::Owned(_));
                put_written(sink, shape, at, &text, built, trail)
            }
            Err(at) => sink.note(&trail, Problem::NotUtf8 { at }),
        }
    }
}

/// Writes the value of a field: a scalar from its text, or a record or unknown data from its JSON.
/// The text was found in the source unchanged, or was `built` from it.
pub(super) fn put_written(
    sink: &mut Sink<'_>,
    shape: &Shape,
    at: Option<u64>,
    text: &str,
    built: bool,
    trail: Trail<'_>,
) -> Result<(), Stopped> {
    if is_json(shape) && !text.trim().is_empty() {
        return json::member(sink, shape, text, at, trail);
    }
    let put = put_scalar(sink, shape, at, text, built);
    put.or_else(|problem| sink.note(&trail, problem))
}

/// Whether a field of that shape is sent as JSON text.
pub(super) fn is_json(shape: &Shape) -> bool {
    matches!(
        shape.without_null(),
        Shape::Record(_) | Shape::Map { .. } | Shape::Json
    )
}
