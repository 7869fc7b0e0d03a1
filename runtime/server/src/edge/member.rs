//! A single text in a body that is not verified yet.
//!
//! In: the raw bytes, and a path. Out: the text at the path, if it occurs exactly once. A body that
//! begins with `{` is JSON; any other body is a form. Nothing else of the body is kept: the parser
//! skips everything that is not on the path, and nests no deeper than the path is long. Not done
//! here: refusing compressed bodies, which happens earlier.
//!
//! Invariant: a body that two parsers could read differently is refused: a name on the path that
//! occurs twice, a value that is not a string, and anything after the JSON.

use std::borrow::Cow;
use std::fmt;

use flowright_stdlib::decode::{Pairs, without_bom};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Deserializer;

use super::unread::Unread;

/// The text at a path, or of the field of that name.
pub(super) fn text<'a>(body: &'a [u8], path: &str) -> Result<Cow<'a, [u8]>, Unread> {
    let body = without_bom(body);
    if body.trim_ascii_start().first() == Some(&b'{') {
        return member(body, path);
    }
    only(body, path)
}

/// The value of the only pair with that name in a form or a query; an empty value counts as absent.
pub(super) fn only<'a>(pairs: &'a [u8], name: &str) -> Result<Cow<'a, [u8]>, Unread> {
    let mut values = Pairs::of(pairs).filter(|(key, _)| **key == *name.as_bytes());
    match (values.next(), values.next()) {
        (None, _) => Err(Unread::Absent),
        (Some(_), Some(_)) => Err(Unread::Repeated),
        (Some((_, value)), None) if value.is_empty() => Err(Unread::Absent),
        (Some((_, value)), None) => Ok(value),
    }
}

fn member(json: &[u8], path: &str) -> Result<Cow<'static, [u8]>, Unread> {
    let mut found = Found::Nothing;
    let mut json = Deserializer::from_slice(json);
    let names: Vec<&str> = path.split('.').collect();
    let object = Object {
        names: &names,
        found: &mut found,
    };
    let read = object.deserialize(&mut json).and_then(|()| json.end());
    match (found, read) {
        (Found::Twice, _) => Err(Unread::Repeated),
        (_, Err(_)) => Err(Unread::Malformed),
        (Found::Nothing, Ok(())) => Err(Unread::Absent),
        (Found::Text(text), Ok(())) if text.is_empty() => Err(Unread::Absent),
        (Found::Text(text), Ok(())) => Ok(Cow::Owned(text.into_bytes())),
    }
}

/// The value found at the path.
enum Found {
    Nothing,
    Text(String),
    /// A name on the path occurs twice.
    Twice,
}

/// An object in which the path continues with these names.
struct Object<'p> {
    names: &'p [&'p str],
    found: &'p mut Found,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.names.split_first() else {
            return Err(A::Error::custom("a path without names"));
        };
        let mut is_known = false;
        while let Some(name) = members.next_key::<Cow<'de, str>>()? {
            if name != *first {
                members.next_value::<IgnoredAny>()?;
                continue;
            }
            if std::mem::replace(&mut is_known, true) {
                *self.found = Found::Twice;
                return Err(A::Error::custom("a member that occurs twice"));
            }
            if rest.is_empty() {
                members.next_value_seed(Text(self.found))?;
            } else {
                members.next_value_seed(Object {
                    names: rest,
                    found: self.found,
                })?;
            }
        }
        Ok(())
    }
}

/// The value at the end of the path.
struct Text<'p>(&'p mut Found);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.0 = Found::Text(text.to_owned());
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        // Null counts as absent.
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(path: &str, body: &'a str) -> Result<Cow<'a, str>, Unread> {
        text(body.as_bytes(), path).map(|text| match text {
            Cow::Borrowed(text) => String::from_utf8_lossy(text),
            Cow::Owned(text) => Cow::Owned(String::from_utf8(text).unwrap()),
        })
    }

    #[test]
    fn a_member_is_found_by_its_path() {
        for body in [
            r#"{"a":{"b":"k"}}"#,
            r#" { "x" : [ {"a":{"b":"no"}} ], "a" : { "c": 1, "b" : "k", "d": {"b": "no"} } , "b":"no" } "#,
            r#"{"\u0061":{"b":"\u006b"}}"#,
            "\u{feff}{\"a\":{\"b\":\"k\"}}",
        ] {
            assert_eq!(at("a.b", body).as_deref(), Ok("k"), "{body}");
        }
    }

    #[test]
    fn a_field_of_a_form_is_found_by_its_name() {
        assert_eq!(at("passcode", "a=1&passcode=k+%26&b").as_deref(), Ok("k &"));
        assert_eq!(at("a.b", "a.b=k&a=no").as_deref(), Ok("k"));
        for body in [
            "",
            "passcode",
            "passcode=",
            "Passcode=k",
            "xpasscode=k",
            "a=passcode=k",
        ] {
            assert_eq!(at("passcode", body), Err(Unread::Absent), "{body}");
        }
        let twice = at("passcode", "passcode=k&x=1&passcode=k");
        assert_eq!(twice, Err(Unread::Repeated));
        let encoded = at("passcode", "passcode=k&%70asscode=k");
        assert_eq!(encoded, Err(Unread::Repeated));
    }

    #[test]
    fn whatever_could_be_read_in_two_ways_is_refused() {
        for (body, unread) in [
            (r#"{"a":{"b":"k"},"a":{"b":"k"}}"#, Unread::Repeated),
            (r#"{"a":{"b":"k"},"\u0061":1}"#, Unread::Repeated),
            (r#"{"a":{"b":"k","b":"k"}}"#, Unread::Repeated),
            (r#"{"a":{"b":"k","b":null}}"#, Unread::Repeated),
            (r#"{"a":{"b":null,"b":"k"}}"#, Unread::Repeated),
            (r#"{"a":{"b":["k"]}}"#, Unread::Malformed),
            (r#"{"a":{"b":{"c":"k"}}}"#, Unread::Malformed),
            (r#"{"a":{"b":1}}"#, Unread::Malformed),
            (r#"{"a":{"b":true}}"#, Unread::Malformed),
            (r#"{"a":["b"]}"#, Unread::Malformed),
            (r#"{"a":"b"}"#, Unread::Malformed),
            (r#"{"a":{"b":"k"}} {}"#, Unread::Malformed),
            (r#"{"a":{"b":"k"}}x"#, Unread::Malformed),
            (r#"{"a":{"b":"k"}"#, Unread::Malformed),
            (r#"{"a":{"b":"k"},}"#, Unread::Malformed),
            (r#"{a:{"b":"k"}}"#, Unread::Malformed),
            (r#"{"a":{"b":"k","c":"#, Unread::Malformed),
            (r#"{"a":{"b":""}}"#, Unread::Absent),
            (r#"{"a":{"b":null}}"#, Unread::Absent),
            (r#"{"a":{}}"#, Unread::Absent),
            (r#"{"A":{"b":"k"}}"#, Unread::Absent),
            (r#"{"a.b":"k"}"#, Unread::Absent),
            ("{}", Unread::Absent),
        ] {
            assert_eq!(at("a.b", body), Err(unread), "{body}");
        }
    }

    #[test]
    fn deep_nesting_beside_the_path_needs_no_stack() {
        let deep = "[".repeat(1 << 20);
        let body = format!(r#"{{"x":{deep}"#);
        assert_eq!(at("a", &body), Err(Unread::Malformed));
        let closed = "]".repeat(1 << 20);
        let body = format!(r#"{{"x":{deep}{closed},"a":"k"}}"#);
        assert_eq!(at("a", &body).as_deref(), Ok("k"));
        let objects = r#"{"a":"#.repeat(1 << 18);
        assert_eq!(at("a.b", &objects), Err(Unread::Malformed));
    }

    #[test]
    fn a_compressed_body_holds_nothing() {
        let gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
        assert_eq!(text(&gzip, "a"), Err(Unread::Absent));
    }
}
