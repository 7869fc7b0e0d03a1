//! A signature under a shared secret (RFC 2104): for `verify hmac` and for the forms that providers
//! define.
//!
//! In: [`Settings`], plain data, built from an [`HmacForm`] and secrets. Out: [`Hmac`], which holds
//! a keyed state for each secret, so that a request costs little more than hashing what is signed;
//! nothing is allocated.
//!
//! Not done here: several signatures in one header, timestamps in milliseconds, encoded secrets.
//! Providers that need those have their own schemes.
//!
//! Invariant: the signature is compared as decoded bytes, of exactly the digest's length, in
//! constant time.

mod signature;
mod state;
mod template;
#[cfg(test)]
mod tests;
mod timestamp;

use flowright_stdlib::catalogue::{Algorithm, Encoding, HmacForm, SignedPart};
use hyper::header::{HeaderName, HeaderValue};

pub use template::Part;
pub use timestamp::Timestamp;

use super::added::Added;
use super::scheme::{Field, Refusal, Request, Scheme, SetupError, field, header_name, same};
use crate::Secret;
use signature::{Decoded, written};
use state::{Keyed, digest_bytes};

/// A form, and the secrets used with it.
#[derive(Debug)]
pub struct Settings {
    /// Any of them may have signed, so that one can be replaced without downtime.
    pub secrets: Vec<Secret>,
    /// The hash.
    pub algorithm: Algorithm,
    /// The field that contains the signature.
    pub header: HeaderName,
    /// The text before the signature in its field, byte for byte; may be empty.
    pub prefix: String,
    /// How the signature is encoded.
    pub encoding: Encoding,
    /// What is signed, in this order, with nothing in between.
    pub signed: Vec<Part>,
    /// Where the signed time is, and how far it may be from now.
    pub timestamp: Option<Timestamp>,
}

impl Settings {
    /// A signature of this form under these secrets.
    ///
    /// # Errors
    /// If the form names an invalid header.
    pub fn of(form: &HmacForm, secrets: Vec<Secret>) -> Result<Self, SetupError> {
        let timestamp = form.timestamp.as_ref().map(|window| {
            Ok(Timestamp {
                header: header_name(&window.header)?,
                within: window.within,
            })
        });
        Ok(Self {
            secrets,
            algorithm: form.algorithm,
            header: header_name(&form.header)?,
            prefix: form.prefix.to_string(),
            encoding: form.encoding,
            signed: form.signed.iter().map(part).collect::<Result<_, _>>()?,
            timestamp: timestamp.transpose()?,
        })
    }
}

fn part(part: &SignedPart) -> Result<Part, SetupError> {
    Ok(match part {
        SignedPart::Literal(text) => Part::Literal(text.to_string()),
        SignedPart::Timestamp => Part::Timestamp,
        SignedPart::Body => Part::Body,
        SignedPart::Method => Part::Method,
        SignedPart::Path => Part::Path,
        SignedPart::Query => Part::Query,
        SignedPart::Header(name) => Part::Header(header_name(name)?),
    })
}

/// The scheme, ready to verify.
#[derive(Debug)]
pub struct Hmac {
    states: Vec<Keyed>,
    algorithm: Algorithm,
    header: HeaderName,
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
                Keyed::new(settings.algorithm, secret).ok_or(SetupError::EmptySecret { number })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            states,
            algorithm: settings.algorithm,
            header: settings.header,
            prefix: settings.prefix,
            encoding: settings.encoding,
            signed: settings.signed,
            timestamp: settings.timestamp,
        })
    }

    fn given(&self, request: &Request<'_>) -> Result<Decoded, Refusal> {
        let value = match field(request.headers, &self.header) {
            Field::Absent | Field::Once([]) => return Err(Refusal::MissingSignature),
            Field::Repeated => return Err(Refusal::RepeatedSignature),
            Field::Once(value) => value,
        };
        value
            .strip_prefix(self.prefix.as_bytes())
            .and_then(|text| Decoded::read(self.encoding, text))
            .filter(|decoded| decoded.as_bytes().len() == digest_bytes(self.algorithm))
            .ok_or(Refusal::MalformedSignature)
    }
}

impl Scheme for Hmac {
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal> {
        let timestamp = match &self.timestamp {
            Some(timestamp) => timestamp.read(request)?,
            None => &[],
        };
        let given = self.given(request)?;
        for state in &self.states {
            let expected = state.sign(|hash| {
                self.signed
                    .iter()
                    .try_for_each(|part| part.feed(request, timestamp, hash))
            })?;
            if same(expected.as_bytes(), given.as_bytes()) {
                return Ok(());
            }
        }
        Err(Refusal::WrongSignature)
    }

    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal> {
        let mut added = Added::default();
        let mut headers = request.headers.clone();
        if let Some(timestamp) = &self.timestamp
            && !headers.contains_key(&timestamp.header)
        {
            headers.insert(timestamp.header.clone(), HeaderValue::from(request.now));
            let time = request.now.to_string();
            added.headers.push((timestamp.header.clone(), time));
        }
        let headers = &headers;
        let request = Request {
            headers,
            ..*request
        };
        let timestamp = match &self.timestamp {
            Some(timestamp) => timestamp.read(&request)?,
            None => &[],
        };
        let state = self.states.first().ok_or(Refusal::WrongSignature)?;
        let digest = state.sign(|hash| {
            self.signed
                .iter()
                .try_for_each(|part| part.feed(&request, timestamp, hash))
        })?;
        let written = written(self.encoding, digest.as_bytes());
        let signature = format!("{}{written}", self.prefix);
        added.headers.push((self.header.clone(), signature));
        Ok(added)
    }
}
