//! The functions on texts, and the functions that hash them.

use flowright_stdlib::functions::Pattern;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::arguments::{count, int, text};
use super::implementation::Implementation;
use crate::value::Value;

/// Anything above this exceeds the oracle's size limit for a value.
const MOST_REPEATED: usize = 1 << 20;

pub(super) const ALL: &[(&str, Pattern, Implementation)] = &[
    ("length", Pattern::Text, |given| {
        int(text(given, 0).chars().count())
    }),
    ("is_empty", Pattern::Text, |given| {
        Value::Bool(text(given, 0).is_empty())
    }),
    ("lower", Pattern::Text, |given| {
        Value::text(&text(given, 0).to_lowercase())
    }),
    ("upper", Pattern::Text, |given| {
        Value::text(&text(given, 0).to_uppercase())
    }),
    ("trim", Pattern::Text, |given| {
        Value::text(text(given, 0).trim())
    }),
    ("split", Pattern::Text, |given| {
        split(text(given, 0), text(given, 1))
    }),
    ("contains", Pattern::Text, |given| {
        Value::Bool(text(given, 0).contains(text(given, 1)))
    }),
    ("starts_with", Pattern::Text, |given| {
        Value::Bool(text(given, 0).starts_with(text(given, 1)))
    }),
    ("ends_with", Pattern::Text, |given| {
        Value::Bool(text(given, 0).ends_with(text(given, 1)))
    }),
    ("remove_prefix", Pattern::Text, |given| {
        let whole = text(given, 0);
        Value::text(whole.strip_prefix(text(given, 1)).unwrap_or(whole))
    }),
    ("remove_suffix", Pattern::Text, |given| {
        let whole = text(given, 0);
        Value::text(whole.strip_suffix(text(given, 1)).unwrap_or(whole))
    }),
    ("replace", Pattern::Text, |given| {
        let (whole, from, to) = (text(given, 0), text(given, 1), text(given, 2));
        // An empty text has no occurrences.
        Value::text(&if from.is_empty() {
            whole.to_owned()
        } else {
            whole.replace(from, to)
        })
    }),
    ("take", Pattern::Text, |given| {
        let taken: String = text(given, 0).chars().take(count(given, 1)).collect();
        Value::text(&taken)
    }),
    ("is_email", Pattern::Text, |given| {
        Value::Bool(is_email(text(given, 0)))
    }),
    ("slice", Pattern::Text, |given| {
        let (start, end) = (count(given, 1), count(given, 2));
        let all = text(given, 0).chars().enumerate();
        let inside = all.filter(|(index, _)| (start..end).contains(index));
        Value::text(&inside.map(|(_, letter)| letter).collect::<String>())
    }),
    ("lines", Pattern::Text, |given| {
        let whole = text(given, 0);
        let mut lines: Vec<&str> = whole.split('\n').collect();
        // A line ending ends a line, but does not start one.
        if lines.last() == Some(&"") {
            lines.pop();
        }
        let ended = lines.len() - usize::from(!whole.is_empty() && !whole.ends_with('\n'));
        let lines = lines.iter().enumerate().map(|(index, line)| {
            let line = if index < ended {
                line.strip_suffix('\r').unwrap_or(line)
            } else {
                line
            };
            Value::text(line)
        });
        Value::List(lines.collect())
    }),
    ("repeat", Pattern::Text, |given| {
        let all = std::iter::repeat_n(text(given, 0), count(given, 1).min(MOST_REPEATED));
        Value::text(&all.collect::<String>())
    }),
    ("pad_start", Pattern::Text, |given| {
        let (whole, pad) = padding(given);
        Value::text(&format!("{pad}{whole}"))
    }),
    ("pad_end", Pattern::Text, |given| {
        let (whole, pad) = padding(given);
        Value::text(&format!("{whole}{pad}"))
    }),
    ("base64", Pattern::Text, |given| {
        Value::text(&base64(text(given, 0).as_bytes()))
    }),
    ("hex", Pattern::Text, |given| {
        let digits = text(given, 0).bytes().map(|byte| format!("{byte:02x}"));
        Value::text(&digits.collect::<String>())
    }),
    ("url_encode", Pattern::Text, |given| {
        let encoded = text(given, 0).bytes().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        });
        Value::text(&encoded.collect::<String>())
    }),
    // The hash itself comes from a library; only the input bytes and the digits of the result are
    // checked.
    ("to_bytes", Pattern::Text, |given| {
        Value::Bytes(text(given, 0).as_bytes().into())
    }),
    ("sha256", Pattern::Text, |given| {
        let hash = Sha256::digest(text(given, 0).as_bytes());
        let digits = hash.iter().map(|byte| format!("{byte:02x}"));
        Value::text(&digits.collect::<String>())
    }),
    // The meaning of a pattern comes from a library.
    ("matches", Pattern::Text, |given| {
        Value::Bool(pattern(given).is_match(text(given, 0)))
    }),
    ("match_groups", Pattern::Text, |given| {
        let pattern = pattern(given);
        let Some(groups) = pattern.captures(text(given, 0)) else {
            return Value::Null;
        };
        let groups = groups.iter();
        let group = |one: regex::Match<'_>| Value::text(one.as_str());
        Value::List(groups.map(|one| one.map_or(Value::Null, group)).collect())
    }),
    ("replace_match", Pattern::Text, |given| {
        let to = regex::NoExpand(text(given, 2));
        Value::text(&pattern(given).replace_all(text(given, 0), to))
    }),
    ("title", Pattern::Text, |given| {
        let mut title = String::new();
        let mut before = ' ';
        let mut word = false;
        for one in text(given, 0).chars() {
            let is_inside = before.is_alphanumeric() || "'’".contains(before) && word;
            if one.is_alphanumeric() && !is_inside {
                title.extend(one.to_uppercase());
            } else {
                title.push(one);
            }
            word = one.is_alphanumeric() || "'’".contains(one) && is_inside;
            before = one;
        }
        Value::text(&title)
    }),
    // The transliteration comes from a library.
    ("slug", Pattern::Text, |given| {
        Value::text(&slug::slugify(text(given, 0)))
    }),
    ("from_base64", Pattern::Text, |given| {
        let octets = STANDARD.decode(text(given, 0));
        decoded_text(octets.ok())
    }),
    ("from_hex", Pattern::Text, |given| {
        let digits: Vec<char> = text(given, 0).chars().collect();
        let pairs = digits.chunks(2).map(|pair| {
            let [high, low] = pair else { return None };
            let value = high.to_digit(16)? * 16 + low.to_digit(16)?;
            u8::try_from(value).ok()
        });
        decoded_text(pairs.collect())
    }),
    ("url_decode", Pattern::Text, |given| {
        let octets = text(given, 0).as_bytes();
        let mut decoded = Vec::new();
        let mut at = 0;
        while at < octets.len() {
            let digits = octets.get(at + 1..at + 3);
            let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
            let plain = |digits: &&str| digits.chars().all(|one| one.is_ascii_hexdigit());
            match digits.filter(plain).filter(|_| octets[at] == b'%') {
                Some(digits) => {
                    decoded.push(u8::from_str_radix(digits, 16).unwrap_or_default());
                    at += 3;
                }
                None => {
                    decoded.push(octets[at]);
                    at += 1;
                }
            }
        }
        decoded_text(Some(decoded))
    }),
    // The authentication code itself comes from a library, like the hash.
    ("hmac_sha256", Pattern::Nothing, |given| {
        let key = Hmac::<Sha256>::new_from_slice(text(given, 0).as_bytes());
        let mut hmac = key.unwrap_or_else(|_| unreachable!("any key will do"));
        hmac.update(text(given, 1).as_bytes());
        let code = hmac.finalize().into_bytes();
        let digits = code.iter().map(|byte| format!("{byte:02x}"));
        Value::text(&digits.collect::<String>())
    }),
];

/// A text, and the padding that it needs to reach its width.
fn padding(given: &[Value]) -> (&str, String) {
    let (whole, with) = (text(given, 0), text(given, 2));
    let missing = count(given, 1).saturating_sub(whole.chars().count());
    let pad = with.chars().cycle().take(missing.min(MOST_REPEATED));
    (whole, pad.collect())
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in bytes.chunks(3) {
        let mut bits = 0_u32;
        for index in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(index).copied().unwrap_or(0));
        }
        for index in 0..4 {
            if index > chunk.len() {
                encoded.push('=');
            } else {
                let letter = bits >> (18 - 6 * index) & 63;
                encoded.push(char::from(LETTERS[letter as usize]));
            }
        }
    }
    encoded
}

/// The pattern passed to a function.
fn pattern(given: &[Value]) -> regex::Regex {
    let pattern = regex::Regex::new(text(given, 1));
    pattern.unwrap_or_else(|error| unreachable!("the checker has accepted it: {error}"))
}

/// The text of these bytes, or null if they are not text.
fn decoded_text(octets: Option<Vec<u8>>) -> Value {
    let text = octets.and_then(|octets| String::from_utf8(octets).ok());
    text.map_or(Value::Null, |text| Value::text(&text))
}

fn split(whole: &str, separator: &str) -> Value {
    let parts: Vec<Value> = if separator.is_empty() {
        whole
            .chars()
            .map(|one| Value::text(&one.to_string()))
            .collect()
    } else {
        whole.split(separator).map(Value::text).collect()
    };
    Value::List(parts.into())
}

/// `^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@LABEL(\.LABEL)*$`, as the HTML Living Standard defines it; at
/// most 254 characters.
fn is_email(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else {
        return false;
    };
    let may_stand = |one: char| one.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(one);
    let is_label = |label: &str| {
        let may_stand = |one: char| one.is_ascii_alphanumeric() || one == '-';
        let length = label.chars().count();
        (1..=63).contains(&length)
            && label.chars().all(may_stand)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let domain = if domain.is_ascii() {
        domain.to_owned()
    } else {
        idna::domain_to_ascii_strict(domain).unwrap_or_default()
    };
    address.len() <= 254
        && local.len() + 1 + domain.len() <= 254
        && !local.is_empty()
        && local.chars().all(may_stand)
        && domain.split('.').all(is_label)
}
