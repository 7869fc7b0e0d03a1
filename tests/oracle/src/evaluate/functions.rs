//! The functions of the library, each implemented in the obvious way.

use flowright_diagnostics::Span;
use flowright_stdlib::functions::{Function, FunctionId, Pattern};

use sha2::{Digest as _, Sha256};

use super::evaluator::{Evaluation, failed};
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

fn as_int(value: f64) -> Option<i64> {
    // Through the decimal digits, which represent every whole float exactly.
    format!("{value:.0}").parse().ok()
}

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

/// Halves in the decimal representation round away from zero.
fn rounded(value: f64, digits: usize) -> f64 {
    let mut written: Vec<char> = format!("{value}").chars().collect();
    let Some(point) = written.iter().position(|one| *one == '.') else {
        return value;
    };
    let end = point + digits;
    if written.len() <= end + 1 {
        return value;
    }
    let up = written[end + 1] >= '5';
    written.truncate(end + 1);
    let mut at = end;
    let mut carry = up;
    while carry {
        match written[at] {
            '.' => {}
            '9' => written[at] = '0',
            '-' => {
                written.insert(1, '1');
                carry = false;
            }
            digit => {
                written[at] = char::from(digit as u8 + 1);
                carry = false;
            }
        }
        if carry && at == 0 {
            written.insert(0, '1');
            carry = false;
        }
        at = at.saturating_sub(1);
    }
    let written: String = written.into_iter().collect();
    written.trim_end_matches('.').parse().unwrap_or(value)
}

/// Whether a text is a valid number: a minus, digits without leading zeros, and for floats a
/// fraction and an exponent.
fn is_number(text: &str, fraction: bool) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, Some(exponent)),
        None => (text, None),
    };
    let (whole, behind) = match text.split_once('.') {
        Some((whole, behind)) => (whole, Some(behind)),
        None => (text, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
    let is_plain = is_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    let signless = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    let has_more = behind.is_some() || exponent.is_some();
    is_plain
        && behind.is_none_or(is_digits)
        && signless.is_none_or(is_digits)
        && (fraction || !has_more)
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
    is_inlined || is_checked || implementation(function).is_some()
}

fn implementation(function: &Function) -> Option<Implementation> {
    let found = ALL
        .iter()
        .find(|(name, on, _)| *name == function.name && *on == function.on);
    found.map(|(_, _, implementation)| *implementation)
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
