//! A secret that a request carries verbatim: in a header, in the query or in the body.

use hyper::header::{HeaderMap, HeaderName};

use super::known::Known;
use crate::edge::added::Added;
use crate::edge::place::Place;
use crate::edge::scheme::{Field, Refusal, Request, Scheme, field};
use crate::edge::unread::Unread;

/// Accepts requests that carry one of several secrets.
#[derive(Debug)]
pub(super) struct Carried {
    pub(super) place: Place,
    pub(super) known: Known,
}

impl Carried {
    /// The number of the secret that a request carries.
    pub(super) fn position(&self, request: &Request<'_>) -> Result<usize, Refusal> {
        let sent = self.place.read(request).map_err(refused)?;
        self.known.position(&sent)
    }
}

impl Scheme for Carried {
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal> {
        self.position(request).map(drop)
    }

    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal> {
        match self.place.read(request) {
            Err(Unread::Absent) => {}
            Ok(_) | Err(Unread::Repeated | Unread::Malformed) => return Ok(Added::default()),
        }
        let secret = String::from_utf8_lossy(self.known.first()?.expose()).into_owned();
        match &self.place {
            // A header that is present but empty is left unchanged.
            Place::Header(name) if request.headers.contains_key(name) => Ok(Added::default()),
            Place::Header(name) => Ok(Added::header(name.clone(), secret)),
            Place::Query(name) => Ok(Added::query(name.clone(), secret)),
            // A secret in the body must be written by the sender of the body.
            Place::Body(_) => Err(Refusal::MissingCredentials),
        }
    }
}

fn refused(unread: Unread) -> Refusal {
    match unread {
        Unread::Absent => Refusal::MissingCredentials,
        Unread::Repeated => Refusal::RepeatedCredentials,
        Unread::Malformed => Refusal::MalformedCredentials,
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
