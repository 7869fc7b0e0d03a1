//! A secret that a request carries verbatim, in a header or in the query.

use std::borrow::Cow;

use flowright_stdlib::decode::Pairs;
use hyper::Uri;
use hyper::header::{HeaderMap, HeaderName};

use super::known::Known;
use crate::edge::added::Added;
use crate::edge::scheme::{Field, Refusal, Request, Scheme, field};

/// Where a request carries the secret.
#[derive(Debug)]
pub(super) enum Place {
    /// In this header, on its own.
    Header(HeaderName),
    /// In this query parameter.
    Query(String),
}

/// Accepts requests that carry one of several secrets.
#[derive(Debug)]
pub(super) struct Carried {
    pub(super) place: Place,
    pub(super) known: Known,
}

impl Scheme for Carried {
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal> {
        match &self.place {
            Place::Header(name) => self.known.check(of_header(request.headers, name)?),
            Place::Query(name) => self.known.check(&of_query(request.uri, name)?),
        }
    }

    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal> {
        let secret = String::from_utf8_lossy(self.known.first()?.expose()).into_owned();
        Ok(match &self.place {
            Place::Header(name) if request.headers.contains_key(name) => Added::default(),
            Place::Header(name) => Added::header(name.clone(), secret),
            Place::Query(name) => match of_query(request.uri, name) {
                Err(Refusal::MissingCredentials) => Added::query(name.clone(), secret),
                Ok(_) | Err(_) => Added::default(),
            },
        })
    }
}

/// The value of a header that must appear exactly once.
pub(super) fn of_header<'a>(
    headers: &'a HeaderMap,
    name: &HeaderName,
) -> Result<&'a [u8], Refusal> {
    match field(headers, name) {
        Field::Absent | Field::Once([]) => Err(Refusal::MissingCredentials),
        Field::Repeated => Err(Refusal::RepeatedCredentials),
        Field::Once(value) => Ok(value),
    }
}

/// The value of a query parameter that must appear exactly once.
fn of_query<'a>(uri: &'a Uri, name: &str) -> Result<Cow<'a, [u8]>, Refusal> {
    let pairs = Pairs::of(uri.query().unwrap_or_default().as_bytes());
    let mut values = pairs.filter(|(key, _)| **key == *name.as_bytes());
    match (values.next(), values.next()) {
        (None, _) => Err(Refusal::MissingCredentials),
        (Some(_), Some(_)) => Err(Refusal::RepeatedCredentials),
        (Some((_, value)), None) if value.is_empty() => Err(Refusal::MissingCredentials),
        (Some((_, value)), None) => Ok(value),
    }
}
