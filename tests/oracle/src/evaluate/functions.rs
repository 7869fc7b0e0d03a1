//! The functions of the library, each implemented in the obvious way.

use flowright_diagnostics::Span;
use flowright_stdlib::functions::{Function, FunctionId, INDEX, Pattern};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::decimal::{as_int, is_number, rounded};
use super::evaluator::{Evaluation, failed};
use super::inlined::map_of;
use super::json::{JsonStep, json_steps, part};
use crate::decimal::Exact;
use crate::value::Value;
use crate::write;

/// Computes a function from its receiver and its arguments.
type Implementation = fn(&[Value]) -> Value;

/// Every function, by name and receiver type.
const ALL: &[(&str, Pattern, Implementation)] = &[
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
    ("to_int", Pattern::Text, |given| {
        let text = text(given, 0);
        let is_plain = is_number(text, false);
        let parsed = text.parse().ok().filter(|_| is_plain);
        parsed.map_or(Value::Null, Value::Int)
    }),
    ("to_float", Pattern::Text, |given| {
        let text = text(given, 0);
        let is_plain = is_number(text, true);
        let parsed = text
            .parse()
            .ok()
            .filter(|value: &f64| is_plain && value.is_finite());
        parsed.map_or(Value::Null, Value::Float)
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
    // The hash itself comes from a library; checked are the input bytes and the digits of the
    // result.
    ("sha256", Pattern::Text, |given| {
        let hash = Sha256::digest(text(given, 0).as_bytes());
        let digits = hash.iter().map(|byte| format!("{byte:02x}"));
        Value::text(&digits.collect::<String>())
    }),
    ("length", Pattern::List, |given| int(list(given, 0).len())),
    ("is_empty", Pattern::List, |given| {
        Value::Bool(list(given, 0).is_empty())
    }),
    ("contains", Pattern::List, |given| {
        Value::Bool(
            list(given, 0)
                .iter()
                .any(|element| Some(element) == given.get(1)),
        )
    }),
    ("take", Pattern::List, |given| {
        Value::List(
            list(given, 0)
                .iter()
                .take(count(given, 1))
                .cloned()
                .collect(),
        )
    }),
    ("skip", Pattern::List, |given| {
        let skipped = list(given, 0).iter().skip(count(given, 1));
        Value::List(skipped.cloned().collect())
    }),
    ("slice", Pattern::List, |given| {
        let (start, end) = (count(given, 1), count(given, 2));
        let all = list(given, 0).iter().enumerate();
        let inside = all.filter(|(index, _)| (start..end).contains(index));
        Value::List(inside.map(|(_, element)| element.clone()).collect())
    }),
    ("reverse", Pattern::List, |given| {
        Value::List(list(given, 0).iter().rev().cloned().collect())
    }),
    ("concat", Pattern::List, |given| {
        let both = list(given, 0).iter().chain(list(given, 1));
        Value::List(both.cloned().collect())
    }),
    ("chunk", Pattern::List, |given| {
        let parts = list(given, 0).chunks(count(given, 1));
        Value::List(parts.map(|part| Value::List(part.into())).collect())
    }),
    ("index_of", Pattern::List, |given| {
        let mut elements = list(given, 0).iter();
        let found = elements.position(|element| Some(element) == given.get(1));
        found.map_or(Value::Null, int)
    }),
    ("join", Pattern::Texts, |given| {
        let texts = list(given, 0).iter();
        let texts: Vec<&str> = texts
            .map(|element| text(std::slice::from_ref(element), 0))
            .collect();
        Value::text(&texts.join(text(given, 1)))
    }),
    ("to_float", Pattern::Int, |given| match given {
        #[expect(clippy::cast_precision_loss, reason = "the nearest float is meant")]
        [Value::Int(int)] => Value::Float(*int as f64),
        other => unreachable!("{other:?} is no int"),
    }),
    ("abs", Pattern::Float, |given| {
        Value::Float(float(given, 0).abs())
    }),
    ("clamp", Pattern::Int, |given| {
        let [value, low, high] = [0, 1, 2].map(|at| whole(given, at));
        Value::Int(if value.max(low) > high {
            high
        } else {
            value.max(low)
        })
    }),
    ("clamp", Pattern::Float, |given| {
        let [value, low, high] = [0, 1, 2].map(|at| float(given, at));
        let raised = if value < low { low } else { value };
        Value::Float(if raised > high { high } else { raised })
    }),
    ("round", Pattern::Float, |given| {
        Value::Float(rounded(float(given, 0), count(given, 1).min(15)))
    }),
    ("to_decimal", Pattern::Text, |given| {
        let text = text(given, 0);
        let parsed = Some(text).filter(|text| is_number(text, true));
        let parsed = parsed.and_then(Exact::parse);
        parsed.map_or(Value::Null, Value::Decimal)
    }),
    ("to_decimal", Pattern::Int, |given| {
        Value::Decimal(Exact::int(whole(given, 0)))
    }),
    ("to_float", Pattern::Decimal, |given| {
        let parsed = decimal(given, 0).to_string().parse();
        Value::Float(parsed.unwrap_or_default())
    }),
    ("abs", Pattern::Decimal, |given| {
        Value::Decimal(decimal(given, 0).abs())
    }),
    ("clamp", Pattern::Decimal, |given| {
        let [value, low, high] = [0, 1, 2].map(|at| decimal(given, at));
        let raised = if value < low { low } else { value };
        Value::Decimal(if raised > high { high } else { raised }.clone())
    }),
    ("round", Pattern::Decimal, |given| {
        Value::Decimal(decimal(given, 0).rounded(places(given), false))
    }),
    ("round_half_even", Pattern::Decimal, |given| {
        Value::Decimal(decimal(given, 0).rounded(places(given), true))
    }),
    ("to_text", Pattern::Decimal, |given| match given {
        [_, _] => {
            let rounded = decimal(given, 0).rounded(places(given), false);
            Value::text(&rounded.with_fraction(places(given)))
        }
        _ => to_text(given),
    }),
    ("to_text", Pattern::Int, to_text),
    ("to_text", Pattern::Float, to_text),
    ("to_text", Pattern::Bool, to_text),
    ("to_text", Pattern::Time, to_text),
    ("to_text", Pattern::Duration, to_text),
    ("to_unix_seconds", Pattern::Time, |given| {
        since_1970(given, 1_000_000)
    }),
    ("to_unix_milliseconds", Pattern::Time, |given| {
        since_1970(given, 1_000)
    }),
    // What a pattern means comes from a library.
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
    // The code itself comes from a library, like the hash.
    ("hmac_sha256", Pattern::Nothing, |given| {
        let key = Hmac::<Sha256>::new_from_slice(text(given, 0).as_bytes());
        let mut hmac = key.unwrap_or_else(|_| unreachable!("any key will do"));
        hmac.update(text(given, 1).as_bytes());
        let code = hmac.finalize().into_bytes();
        let digits = code.iter().map(|byte| format!("{byte:02x}"));
        Value::text(&digits.collect::<String>())
    }),
    ("length", Pattern::Map, |given| int(map_of(&given[0]).len())),
    ("is_empty", Pattern::Map, |given| {
        Value::Bool(map_of(&given[0]).is_empty())
    }),
    ("keys", Pattern::Map, |given| {
        let keys = map_of(&given[0]).iter();
        Value::List(keys.map(|(key, _)| Value::text(key)).collect())
    }),
    ("values", Pattern::Map, |given| {
        let values = map_of(&given[0]).iter();
        Value::List(values.map(|(_, value)| value.clone()).collect())
    }),
    (INDEX, Pattern::Map, |given| {
        let mut entries = map_of(&given[0]).iter();
        let found = entries.position(|(key, _)| **key == *text(given, 1));
        found.map_or(Value::Null, int)
    }),
    ("remove", Pattern::Map, |given| {
        let entries = map_of(&given[0]).iter();
        let rest = entries.filter(|(key, _)| **key != *text(given, 1));
        Value::map(rest.cloned())
    }),
    ("merge", Pattern::Map, |given| {
        let mut merged = map_of(&given[0]).to_vec();
        for (key, value) in map_of(&given[1]) {
            match merged.iter_mut().find(|(known, _)| known == key) {
                Some((_, place)) => place.clone_from(value),
                None => merged.push((key.clone(), value.clone())),
            }
        }
        Value::map(merged)
    }),
    ("get", Pattern::Json, |given| {
        part(given.first(), &json_steps(text(given, 1)))
    }),
    (INDEX, Pattern::Json, |given| {
        let step = match given.get(1) {
            Some(Value::Int(index)) => JsonStep::Element(*index),
            _ => JsonStep::Member(text(given, 1)),
        };
        part(given.first(), &[step])
    }),
];

/// The result of a function.
pub(super) fn call(id: FunctionId, given: &[Value], span: Span) -> Evaluation<Value> {
    if id.get().is_some_and(|one| one.name == "chunk") && count(given, 1) == 0 {
        let message = "a chunk must have at least one element";
        return failed("out_of_range", message, span);
    }
    if let Some(function) = id.get()
        && let Some(result) = checked(function, given, span)
    {
        return result;
    }
    let implementation = id.get().and_then(implementation);
    match implementation {
        Some(implementation) => Ok(implementation(given)),
        None => unreachable!("the oracle knows no {:?}", id.get().map(|one| one.name)),
    }
}

/// The result of `uuid()` or `random()`, from drawn bytes.
pub(super) fn random(name: &str, mut drawn: [u8; 32]) -> Value {
    if name == "random" {
        // The upper 53 bits, the last byte first.
        let bits = drawn.iter().take(8).rev();
        let bits = bits.fold(0_u64, |bits, byte| bits * 256 + u64::from(*byte));
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
        return Value::Float((bits / 2048) as f64 / 2.0_f64.powi(53));
    }
    drawn[6] = drawn[6] % 16 + 0x40;
    drawn[8] = drawn[8] % 64 + 0x80;
    let digits: Vec<String> = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
    let groups = [0..4, 4..6, 6..8, 8..10, 10..16].map(|group| digits[group].concat());
    Value::text(&groups.join("-"))
}

/// The numeric functions that may overflow.
fn checked(function: &Function, given: &[Value], span: Span) -> Option<Evaluation<Value>> {
    if let ("from_unix_seconds" | "from_unix_milliseconds", Pattern::Int) =
        (function.name, function.on)
    {
        let unit = match function.name {
            "from_unix_seconds" => 1_000_000,
            _ => 1_000,
        };
        let at = i64::try_from(i128::from(whole(given, 0)) * unit).ok();
        let at = at.map(Value::Time);
        let at = at.filter(|at| write::scalar(at).is_ok());
        let message = "the time is outside of the years 0 to 9999";
        return Some(at.map_or_else(|| failed("overflow", message, span), Ok));
    }
    if let ("to_decimal", Pattern::Float) = (function.name, function.on) {
        let value = float(given, 0);
        return Some(match Exact::parse(&value.to_string()) {
            Some(exact) => Ok(Value::Decimal(exact)),
            None => {
                let message = format!("the float {value:?} has more than 28 digits");
                failed("overflow", &message, span)
            }
        });
    }
    if let (("abs", Pattern::Duration), [Value::Duration(value)]) =
        ((function.name, function.on), given)
    {
        let message = "the absolute value does not fit into a duration";
        return Some(match value.checked_abs() {
            Some(value) => Ok(Value::Duration(value)),
            None => failed("overflow", message, span),
        });
    }
    let (value, message) = match (function.name, function.on) {
        ("abs", Pattern::Int) => (
            whole(given, 0).checked_abs(),
            "the absolute value does not fit into an int",
        ),
        ("pow", Pattern::Int) => {
            let exponent = u32::try_from(whole(given, 1)).ok();
            let power = exponent.and_then(|exponent| whole(given, 0).checked_pow(exponent));
            (power, "the power does not fit into an int")
        }
        ("floor", Pattern::Decimal) => (decimal(given, 0).whole(false), OUT_OF_RANGE),
        ("ceil", Pattern::Decimal) => (decimal(given, 0).whole(true), OUT_OF_RANGE),
        ("floor", Pattern::Float) => (as_int(float(given, 0).floor()), TOO_LARGE),
        ("ceil", Pattern::Float) => (as_int(float(given, 0).ceil()), TOO_LARGE),
        _ => return None,
    };
    Some(match value {
        Some(value) => Ok(Value::Int(value)),
        None => failed("overflow", message, span),
    })
}

const OUT_OF_RANGE: &str = "a number is outside of the range of its type";

const TOO_LARGE: &str = "the number is too large for an int";

/// Anything above this exceeds the oracle's size limit for a value.
const MOST_REPEATED: usize = 1 << 20;

fn whole(given: &[Value], at: usize) -> i64 {
    match given.get(at) {
        Some(Value::Int(value)) => *value,
        other => unreachable!("{other:?} is no int"),
    }
}

fn decimal(given: &[Value], at: usize) -> &Exact {
    match given.get(at) {
        Some(Value::Decimal(value)) => value,
        other => unreachable!("{other:?} is no decimal"),
    }
}

/// How many digits behind the point are asked for.
fn places(given: &[Value]) -> u32 {
    u32::try_from(count(given, 1).min(28)).unwrap_or(28)
}

fn float(given: &[Value], at: usize) -> f64 {
    match given.get(at) {
        Some(Value::Float(value)) => *value,
        other => unreachable!("{other:?} is no float"),
    }
}

/// A text, and the padding missing to its width.
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

/// Whether the oracle implements a function of the library.
#[must_use]
pub fn is_known(function: &Function) -> bool {
    // Functions that take a lambda are recognised by their operation: see `inlined`.
    let is_inlined = matches!(
        function.code,
        flowright_stdlib::functions::Implementation::Inline(_)
    );
    let is_checked = matches!(
        (function.name, function.on),
        (
            "abs" | "pow" | "from_unix_seconds" | "from_unix_milliseconds",
            Pattern::Int
        ) | ("abs", Pattern::Duration)
            | ("floor" | "ceil", Pattern::Float | Pattern::Decimal)
            | ("to_decimal", Pattern::Float)
    );
    is_inlined || is_checked || function.is_random() || implementation(function).is_some()
}

fn implementation(function: &Function) -> Option<Implementation> {
    let found = ALL
        .iter()
        .find(|(name, on, _)| *name == function.name && *on == function.on);
    found.map(|(_, _, implementation)| *implementation)
}

/// The pattern that a function is given.
fn pattern(given: &[Value]) -> regex::Regex {
    let pattern = regex::Regex::new(text(given, 1));
    pattern.unwrap_or_else(|error| unreachable!("the checker has accepted it: {error}"))
}

/// The text of these bytes, or null if they are none.
fn decoded_text(octets: Option<Vec<u8>>) -> Value {
    let text = octets.and_then(|octets| String::from_utf8(octets).ok());
    text.map_or(Value::Null, |text| Value::text(&text))
}

fn text(given: &[Value], at: usize) -> &str {
    match given.get(at) {
        Some(Value::Text(text)) => text,
        other => unreachable!("{other:?} is no text"),
    }
}

fn list(given: &[Value], at: usize) -> &[Value] {
    match given.get(at) {
        Some(Value::List(elements)) => elements,
        other => unreachable!("{other:?} is no list"),
    }
}

/// How many to take; zero if negative.
fn count(given: &[Value], at: usize) -> usize {
    match given.get(at) {
        Some(Value::Int(count)) => usize::try_from(*count).unwrap_or(0),
        other => unreachable!("{other:?} is no int"),
    }
}

fn int(count: usize) -> Value {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
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

/// The whole units since 1970.
fn since_1970(given: &[Value], unit: i64) -> Value {
    match given.first() {
        Some(Value::Time(at)) => Value::Int((at - at.rem_euclid(unit)) / unit),
        other => unreachable!("{other:?} is no time"),
    }
}

/// The text of a time, in a year that RFC 3339 can represent: no flow has any other.
fn to_text(given: &[Value]) -> Value {
    let text = given.first().and_then(|value| write::scalar(value).ok());
    Value::text(&text.unwrap_or_default())
}
