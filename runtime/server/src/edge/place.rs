//! Where a request has a single value: a signature, a time, a secret.

use std::borrow::Cow;

use flowright_stdlib::catalogue::Source;
use flowright_stdlib::decode::Pairs;
use hyper::header::HeaderName;

use super::member;
use super::scheme::{Field, Request, SetupError, field, header_name};
use super::unread::Unread;

/// A place in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The header of that name.
    Header(HeaderName),
    /// The query parameter of that name.
    Query(String),
    /// The text at that path in a JSON body, or the field of that name of a form.
    Body(String),
}

impl Place {
    /// The place that the flow or the catalogue names.
    ///
    /// # Errors
    /// If it is an invalid header.
    pub fn of(source: &Source) -> Result<Place, SetupError> {
        Ok(match source {
            Source::Header(name) => Place::Header(header_name(name)?),
            Source::Query(name) => Place::Query(name.to_string()),
            Source::Body(path) => Place::Body(path.to_string()),
        })
    }

    /// The value there.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub fn read<'a>(&self, request: &Request<'a>) -> Result<Cow<'a, [u8]>, Unread> {
        match self {
            Place::Header(name) => match field(request.headers, name) {
                Field::Absent | Field::Once([]) => Err(Unread::Absent),
                Field::Repeated => Err(Unread::Repeated),
                Field::Once(value) => Ok(Cow::Borrowed(value)),
            },
            Place::Query(name) => parameter(request, name),
            Place::Body(path) => member::text(request.body, path),
        }
    }
}

fn parameter<'a>(request: &Request<'a>, name: &str) -> Result<Cow<'a, [u8]>, Unread> {
    let pairs = Pairs::of(request.uri.query().unwrap_or_default().as_bytes());
    let mut values = pairs.filter(|(key, _)| **key == *name.as_bytes());
    match (values.next(), values.next()) {
        (None, _) => Err(Unread::Absent),
        (Some(_), Some(_)) => Err(Unread::Repeated),
        (Some((_, value)), None) if value.is_empty() => Err(Unread::Absent),
        (Some((_, value)), None) => Ok(value),
    }
}
