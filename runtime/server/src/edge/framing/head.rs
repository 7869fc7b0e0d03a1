//! Determines from the fields of a head where the body ends.

use super::line::Line;

/// How the body is delimited (RFC 9112, 6.3), according to the fields read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Framing {
    /// Neither field: there is no body.
    #[default]
    None,
    /// `Content-Length`.
    Length(u64),
    /// `Transfer-Encoding: chunked`.
    Chunked,
}

/// A head that is refused.
#[derive(Debug)]
pub(super) struct Refused;

impl Framing {
    /// Takes a field into account. A second field with the same name is refused, even if it is
    /// equal.
    pub(super) fn with(self, line: Line<'_>) -> Result<Self, Refused> {
        // The first letter rules out most fields.
        let Some(b'c' | b'C' | b't' | b'T') = line.text.first() else {
            return Ok(self);
        };
        let Some(colon) = memchr::memchr(b':', line.text) else {
            return Ok(self);
        };
        let Some((name, value)) = line.text.split_at_checked(colon) else {
            return Ok(self);
        };
        let framing = if name.eq_ignore_ascii_case(b"content-length") {
            length
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            coding
        } else {
            return Ok(self);
        };
        if self != Self::None || line.cut {
            return Err(Refused);
        }
        framing(trim(value.strip_prefix(b":").unwrap_or(value))).ok_or(Refused)
    }
}

fn length(value: &[u8]) -> Option<Framing> {
    if value.is_empty() {
        return None;
    }
    let length = value.iter().try_fold(0_u64, |length, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        length.checked_mul(10)?.checked_add(u64::from(digit))
    })?;
    Some(Framing::Length(length))
}

fn coding(value: &[u8]) -> Option<Framing> {
    value
        .eq_ignore_ascii_case(b"chunked")
        .then_some(Framing::Chunked)
}

/// Strips the optional white space around a field's value (RFC 9110, 5.6.3): spaces and tabs only.
fn trim(mut value: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = value {
        value = rest;
    }
    value
}
