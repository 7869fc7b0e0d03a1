//! The functions on bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flowright_stdlib::functions::Pattern;
use sha2::{Digest as _, Sha256};

use super::arguments::{bytes, count, int};
use super::implementation::Implementation;
use crate::value::Value;

pub(super) const ALL: &[(&str, Pattern, Implementation)] = &[
    ("length", Pattern::Bytes, |given| int(bytes(given, 0).len())),
    ("is_empty", Pattern::Bytes, |given| {
        Value::Bool(bytes(given, 0).is_empty())
    }),
    ("take", Pattern::Bytes, |given| {
        let kept = bytes(given, 0).iter().take(count(given, 1));
        Value::Bytes(kept.copied().collect())
    }),
    ("to_text", Pattern::Bytes, |given| {
        match String::from_utf8(bytes(given, 0).to_vec()) {
            Ok(text) => Value::text(&text),
            Err(_) => Value::Null,
        }
    }),
    ("base64", Pattern::Bytes, |given| {
        Value::text(&STANDARD.encode(bytes(given, 0)))
    }),
    ("hex", Pattern::Bytes, |given| {
        Value::text(&hex(bytes(given, 0)))
    }),
    ("sha256", Pattern::Bytes, |given| {
        Value::text(&hex(&Sha256::digest(bytes(given, 0))))
    }),
];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
