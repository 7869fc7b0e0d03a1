//! A signature under a shared secret (RFC 2104): for `verify hmac` and for the forms that providers
//! define.
//!
//! In: [`Settings`], plain data, built from an [`HmacForm`] and secrets. Out: [`Hmac`], which holds
//! a keyed state for each secret, so that a request costs little more than hashing the signed
//! bytes. Memory is allocated only for a value that is read from the body or decoded.
//!
//! Invariant: the signature is compared as decoded bytes, of exactly the digest's length, in
//! constant time.

mod key;
mod signature;
mod state;
mod template;
#[cfg(test)]
mod tests;
mod timestamp;

use std::borrow::Cow;

use flowright_stdlib::catalogue::{
    Algorithm, Encoding, HmacForm, KeyEncoding, Labels, SignedPart, TimestampWindow,
};
use hyper::header::HeaderValue;

pub use template::Part;
pub use timestamp::Timestamp;

use super::added::Added;
use super::place::Place;
use super::scheme::{Refusal, Request, Scheme, SetupError, header_name, same};
use super::unread::Unread;
use crate::Secret;
use signature::{Decoded, written};
use state::{Digest, Keyed, digest_bytes};

/// A form, and the secrets used with it.
#[derive(Debug)]
pub struct Settings {
    /// The secrets. Any of them may have signed, so that a secret can be replaced without downtime.
    pub secrets: Vec<Secret>,
    /// How the secrets encode their keys.
    pub key: KeyEncoding,
    /// The hash.
    pub algorithm: Algorithm,
    /// Where the signature is.
    pub place: Place,
    /// The labels of the parts at that place, if it has several parts.
    pub labels: Option<Labels>,
    /// The text before the signature, byte for byte; may be empty.
    pub prefix: String,
    /// How the signature is encoded.
    pub encoding: Encoding,
    /// The parts that are signed, in this order, with nothing in between.
    pub signed: Vec<Part>,
    /// Where the signed time is, and how far it may be from the current time.
    pub timestamp: Option<Timestamp>,
}

impl Settings {
    /// A signature of this form under these secrets.
    ///
    /// # Errors
    /// If the form names an invalid header.
    pub fn of(form: &HmacForm, secrets: Vec<Secret>) -> Result<Self, SetupError> {
        let timestamp = form.timestamp.as_ref().map(timestamp);
        Ok(Self {
            secrets,
            key: KeyEncoding::Text,
            algorithm: form.algorithm,
            place: Place::Header(header_name(&form.header)?),
            labels: form.labels.clone(),
            prefix: form.prefix.to_string(),
            encoding: form.encoding,
            signed: form.signed.iter().map(part).collect::<Result<_, _>>()?,
            timestamp: timestamp.transpose()?,
        })
    }
}

/// The signed time of a form.
pub(crate) fn timestamp(window: &TimestampWindow) -> Result<Timestamp, SetupError> {
    Ok(Timestamp {
        place: window.source.as_ref().map(Place::of).transpose()?,
        unit: window.unit,
        within: window.within,
    })
}

/// A signed part of a form.
pub(crate) fn part(part: &SignedPart) -> Result<Part, SetupError> {
    Ok(match part {
        SignedPart::Literal(text) => Part::Literal(text.to_string()),
        SignedPart::Timestamp => Part::Timestamp,
        SignedPart::Body => Part::Body,
        SignedPart::Method => Part::Method,
        SignedPart::Path => Part::Path,
        SignedPart::Query => Part::Query,
        SignedPart::Value(source) => Part::Value(Place::of(source)?),
    })
}

/// The scheme, ready to verify.
#[derive(Debug)]
pub struct Hmac {
    states: Box<[Keyed]>,
    algorithm: Algorithm,
    place: Place,
    labels: Option<Labels>,
    prefix: String,
    encoding: Encoding,
    signed: Vec<Part>,
    timestamp: Option<Timestamp>,
}

impl Hmac {
    /// A signature of this form under these secrets.
    ///
    /// # Errors
    /// As [`Settings::of`] and [`Hmac::new`].
    pub fn of(form: &HmacForm, secrets: Vec<Secret>) -> Result<Self, SetupError> {
        Self::new(Settings::of(form, secrets)?)
    }

    /// Derives the keyed states; the secrets themselves are wiped.
    ///
    /// # Errors
    /// If there is no secret or an empty one, if nothing is signed, or if the timestamp and the
    /// template do not match.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        if settings.secrets.is_empty() {
            return Err(SetupError::NoSecret);
        }
        if settings.signed.is_empty() {
            return Err(SetupError::NothingSigned);
        }
        match (
            settings.signed.contains(&Part::Timestamp),
            &settings.timestamp,
        ) {
            (true, None) => return Err(SetupError::NoTimestampHeader),
            (false, Some(_)) => return Err(SetupError::TimestampNotSigned),
            _ => {}
        }
        let states = (1..)
            .zip(&settings.secrets)
            .map(|(number, secret)| {
                let not_key = SetupError::NotKey {
                    number,
                    encoding: key::name(settings.key),
                };
                if secret.is_empty() {
                    return Err(SetupError::EmptySecret { number });
                }
                let key = key::key(settings.key, secret).ok_or(not_key)?;
                Keyed::new(settings.algorithm, &key).ok_or(SetupError::EmptySecret { number })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            states,
            algorithm: settings.algorithm,
            place: settings.place,
            labels: settings.labels,
            prefix: settings.prefix,
            encoding: settings.encoding,
            signed: settings.signed,
            timestamp: settings.timestamp,
        })
    }

    /// The value that contains the signature.
    fn value<'a>(&self, request: &Request<'a>) -> Result<Cow<'a, [u8]>, Refusal> {
        self.place.read(request).map_err(|unread| match unread {
            Unread::Absent => Refusal::MissingSignature,
            Unread::Repeated => Refusal::RepeatedSignature,
            Unread::Malformed => Refusal::MalformedSignature,
        })
    }

    /// The timestamp as it was sent, if its time is within the window; empty if there is none.
    fn time<'a>(&self, request: &Request<'a>) -> Result<Cow<'a, [u8]>, Refusal> {
        match (&self.timestamp, &self.labels) {
            (None, _) => Ok(Cow::Borrowed(&[])),
            (Some(timestamp), Some(labels)) if timestamp.place.is_none() => {
                let value = self.value(request)?;
                let time = labelled_time(labels, &value)?;
                timestamp.check(request, time)?;
                Ok(Cow::Owned(time.to_vec()))
            }
            (Some(timestamp), _) => timestamp.read(request),
        }
    }

    /// The signature in a field, or in one of its parts.
    fn decoded(&self, text: &[u8]) -> Option<Decoded> {
        Decoded::read(self.encoding, text.strip_prefix(self.prefix.as_bytes())?)
            .filter(|decoded| decoded.as_bytes().len() == digest_bytes(self.algorithm))
    }

    /// Whether any signature in the field is valid under one of the secrets. The signature under
    /// each secret is computed once.
    fn matches(
        &self,
        value: &[u8],
        sign: impl Fn(&Keyed) -> Result<Digest, Refusal>,
    ) -> Result<(), Refusal> {
        let mut given = [const { None }; MOST_SIGNATURES];
        let mut refusal = Refusal::MissingSignature;
        for (place, text) in given.iter_mut().zip(self.signatures(value)) {
            *place = self.decoded(text);
            if place.is_none() && refusal == Refusal::MissingSignature {
                refusal = Refusal::MalformedSignature;
            } else if place.is_some() {
                refusal = Refusal::WrongSignature;
            }
        }
        if given.iter().all(Option::is_none) {
            return Err(refusal);
        }
        for state in &self.states {
            let expected = sign(state)?;
            let mut given = given.iter().flatten();
            if given.any(|given| same(expected.as_bytes(), given.as_bytes())) {
                return Ok(());
            }
        }
        Err(refusal)
    }

    /// The texts of the signatures in the field.
    fn signatures<'a>(&'a self, value: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        let (whole, labels) = match &self.labels {
            None => (Some(value), None),
            Some(labels) => (None, Some(labels)),
        };
        let labelled = labels.into_iter().flat_map(move |labels| {
            let label = labels.signature.as_bytes();
            parts(labels, value).filter_map(move |part| part.strip_prefix(label))
        });
        whole.into_iter().chain(labelled)
    }
}

/// The maximum number of signatures in a header that are tried.
const MOST_SIGNATURES: usize = 8;

/// The parts of a labelled field.
fn parts<'a>(labels: &Labels, value: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let separator = labels.separator;
    value
        .split(move |byte| char::from(*byte) == separator)
        .map(<[u8]>::trim_ascii)
}

/// The timestamp in a labelled field, which must occur exactly once.
fn labelled_time<'a>(labels: &Labels, value: &'a [u8]) -> Result<&'a [u8], Refusal> {
    let label = labels.timestamp.as_deref().unwrap_or_default().as_bytes();
    let mut times = parts(labels, value).filter_map(|part| part.strip_prefix(label));
    match (times.next(), times.next()) {
        (None | Some([]), None) => Err(Refusal::MissingTimestamp),
        (Some(time), None) => Ok(time),
        (_, Some(_)) => Err(Refusal::RepeatedTimestamp),
    }
}

impl Scheme for Hmac {
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal> {
        let timestamp = self.time(request)?;
        let value = self.value(request)?;
        self.matches(&value, |state| {
            state.sign(|hash| {
                self.signed
                    .iter()
                    .try_for_each(|part| part.feed(request, &timestamp, hash))
            })
        })
    }

    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal> {
        let mut added = Added::default();
        let mut headers = request.headers.clone();
        let now = match &self.timestamp {
            Some(timestamp) => timestamp.written(request.now),
            None => String::new(),
        };
        let time = self.timestamp.as_ref();
        if let Some(Place::Header(header)) = time.and_then(|time| time.place.as_ref())
            && !headers.contains_key(header)
            && let Ok(value) = HeaderValue::from_str(&now)
        {
            headers.insert(header.clone(), value);
            added.headers.push((header.clone(), now.clone()));
        }
        let headers = &headers;
        let request = Request {
            headers,
            ..*request
        };
        let timestamp = match &self.timestamp {
            Some(Timestamp { place: None, .. }) => Cow::Borrowed(now.as_bytes()),
            // A query without a time gets the current time.
            Some(timestamp) => match (timestamp.read(&request), &timestamp.place) {
                (Err(Refusal::MissingTimestamp), Some(Place::Query(name))) => {
                    added.query.push((name.clone(), now.clone()));
                    Cow::Borrowed(now.as_bytes())
                }
                (read, _) => read?,
            },
            None => Cow::Borrowed(&[][..]),
        };
        let state = self.states.first().ok_or(Refusal::WrongSignature)?;
        let digest = state.sign(|hash| {
            self.signed
                .iter()
                .try_for_each(|part| part.feed(&request, &timestamp, hash))
        })?;
        let written = written(self.encoding, digest.as_bytes());
        let value = match &self.labels {
            Some(labels) => {
                let signature = format!("{}{}{written}", labels.signature, self.prefix);
                match &labels.timestamp {
                    Some(label) => format!("{label}{now}{}{signature}", labels.separator),
                    None => signature,
                }
            }
            None => format!("{}{written}", self.prefix),
        };
        match &self.place {
            Place::Header(name) => added.headers.push((name.clone(), value)),
            Place::Query(name) => added.query.push((name.clone(), value)),
            // A signature in the body must be written by the sender of the body.
            Place::Body(_) => return Err(Refusal::MissingSignature),
        }
        Ok(added)
    }
}
