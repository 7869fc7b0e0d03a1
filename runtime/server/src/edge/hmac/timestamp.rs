//! The signed time, which limits how long a recorded request can be replayed.

use std::time::Duration;

use hyper::header::HeaderName;

use crate::edge::scheme::{Field, Refusal, Request, field};

/// `timestamp header "NAME" within D`, `timestamp within D`.
#[derive(Debug, Clone)]
pub struct Timestamp {
    /// The field that contains whole seconds since 1970; `None` if they are a part of the
    /// signature's field.
    pub header: Option<HeaderName>,
    /// How far from now it may be, in either direction: a time far in the future would keep a
    /// request valid for long.
    pub within: Duration,
}

impl Timestamp {
    /// The field as it was sent, if its time is within the window.
    pub(super) fn read<'a>(&self, request: &Request<'a>) -> Result<&'a [u8], Refusal> {
        let header = self.header.as_ref().ok_or(Refusal::MissingTimestamp)?;
        match field(request.headers, header) {
            Field::Absent | Field::Once([]) => Err(Refusal::MissingTimestamp),
            Field::Repeated => Err(Refusal::RepeatedTimestamp),
            Field::Once(text) => self.check(request, text),
        }
    }

    /// The text, if its time is within the window.
    pub(super) fn check<'a>(
        &self,
        request: &Request<'_>,
        text: &'a [u8],
    ) -> Result<&'a [u8], Refusal> {
        let seconds = decimal(text).ok_or(Refusal::MalformedTimestamp)?;
        if request.now.abs_diff(seconds) > self.within.as_secs() {
            return Err(Refusal::OutsideWindow);
        }
        Ok(text)
    }
}

/// Digits only: no sign, no spaces, no fraction, and at most the range of a `u64`.
fn decimal(text: &[u8]) -> Option<u64> {
    text.iter().try_fold(0_u64, |value, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        value.checked_mul(10)?.checked_add(u64::from(digit))
    })
}
