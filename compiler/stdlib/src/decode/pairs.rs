//! `application/x-www-form-urlencoded` as pairs of byte strings, by the rules of the WHATWG URL
//! Standard (5.1) except the last: bytes that are not UTF-8 are kept, so that the consumer can
//! reject them.

use std::borrow::Cow;

use percent_encoding::percent_decode;

/// The names and values of a form or a query, in order.
#[derive(Clone, Debug)]
pub struct Pairs<'a> {
    rest: &'a [u8],
}

impl<'a> Pairs<'a> {
    /// The pairs of a form, or of a query without its `?`.
    #[must_use]
    pub fn of(octets: &'a [u8]) -> Pairs<'a> {
        Pairs { rest: octets }
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = (Cow<'a, [u8]>, Cow<'a, [u8]>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let (pair, rest) = split(self.rest, b'&');
            self.rest = rest;
            if !pair.is_empty() {
                let (name, value) = split(pair, b'=');
                return Some((decoded(name), decoded(value)));
            }
        }
        None
    }
}

/// The bytes before and after the first byte equal to `at`.
fn split(octets: &[u8], at: u8) -> (&[u8], &[u8]) {
    let found = memchr::memchr(at, octets).and_then(|place| octets.split_at_checked(place));
    match found {
        Some((before, behind)) => (before, behind.get(1..).unwrap_or_default()),
        None => (octets, &[]),
    }
}

fn decoded(octets: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'+', octets).is_none() {
        return percent_decode(octets).into();
    }
    let blanks: Vec<u8> = octets
        .iter()
        .map(|octet| if *octet == b'+' { b' ' } else { *octet })
        .collect();
    Cow::Owned(percent_decode(&blanks).collect())
}
