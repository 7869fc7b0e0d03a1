//! The signed time, which limits how long a recorded request can be replayed.

use std::borrow::Cow;
use std::time::Duration;

use flowright_stdlib::catalogue::TimeUnit;
use flowright_stdlib::decode;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_stdlib::write::{TextKind, string_of};

use crate::edge::place::Place;
use crate::edge::scheme::{Refusal, Request, unix_seconds};
use crate::edge::unread::Unread;

/// The longest text of a time.
const LONGEST: usize = 40;

/// `timestamp header "NAME" within D`, `timestamp within D`.
#[derive(Debug, Clone)]
pub struct Timestamp {
    /// Where it is; `None` if it is a part of the signature's field.
    pub place: Option<Place>,
    /// Its notation.
    pub unit: TimeUnit,
    /// How far it may be from the current time, in either direction: a time far in the future would
    /// keep a request valid for long.
    pub within: Duration,
}

impl Timestamp {
    /// The text as it was sent, if its time is within the window.
    pub(super) fn read<'a>(&self, request: &Request<'a>) -> Result<Cow<'a, [u8]>, Refusal> {
        let place = self.place.as_ref().ok_or(Refusal::MissingTimestamp)?;
        let text = place.read(request).map_err(|unread| match unread {
            Unread::Absent => Refusal::MissingTimestamp,
            Unread::Repeated => Refusal::RepeatedTimestamp,
            Unread::Malformed => Refusal::MalformedTimestamp,
        })?;
        self.check(request, &text)?;
        Ok(text)
    }

    /// Whether the time of a text is within the window.
    pub(super) fn check(&self, request: &Request<'_>, text: &[u8]) -> Result<(), Refusal> {
        let seconds = self.seconds(text).ok_or(Refusal::MalformedTimestamp)?;
        if request.now.abs_diff(seconds) > self.within.as_secs() {
            return Err(Refusal::OutsideWindow);
        }
        Ok(())
    }

    /// Whole seconds since 1970.
    fn seconds(&self, text: &[u8]) -> Option<u64> {
        match self.unit {
            TimeUnit::Seconds => decimal(text),
            TimeUnit::Milliseconds => decimal(text).map(|milliseconds| milliseconds / 1000),
            TimeUnit::Rfc3339 => {
                let text = std::str::from_utf8(text).ok();
                let text = text.filter(|text| text.len() <= LONGEST)?;
                match decode::constant(&Type::Time, text).ok()? {
                    Constant::Time(time) => Some(unix_seconds(time)),
                    _ => None,
                }
            }
        }
    }

    /// A time in its notation.
    pub(super) fn written(&self, seconds: u64) -> String {
        match self.unit {
            TimeUnit::Seconds => seconds.to_string(),
            TimeUnit::Milliseconds => seconds.saturating_mul(1000).to_string(),
            TimeUnit::Rfc3339 => {
                let time = seconds.saturating_mul(1_000_000);
                // Only a time after the year 9999 has no text form, and `seconds` is never that
                // late.
                string_of(TextKind::Time, time).unwrap_or_default()
            }
        }
    }
}

/// Digits only: no sign, no spaces, no fraction, and at most the range of a `u64`.
fn decimal(text: &[u8]) -> Option<u64> {
    text.iter().try_fold(0_u64, |value, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        value.checked_mul(10)?.checked_add(u64::from(digit))
    })
}
