//! The functions of the library, each in the obvious way.

use flowright_diagnostics::Span;
use flowright_stdlib::functions::{Function, FunctionId, Pattern};

use super::evaluator::{Evaluation, failed};
use crate::value::Value;
use crate::write;

/// What a function does with its receiver and its arguments.
type Implementation = fn(&[Value]) -> Value;

/// Every function, by its name and what it is called on.
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
        // An empty text is found nowhere.
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
    ("to_text", Pattern::Int, to_text),
    ("to_text", Pattern::Float, to_text),
    ("to_text", Pattern::Bool, to_text),
    ("to_text", Pattern::Time, to_text),
];

/// What a function gives.
pub(super) fn call(id: FunctionId, given: &[Value], span: Span) -> Evaluation<Value> {
    if id.get().is_some_and(|one| one.name == "chunk") && count(given, 1) == 0 {
        let message = "a part of a list has at least one element";
        return failed("out_of_range", message, span);
    }
    let implementation = id.get().and_then(implementation);
    match implementation {
        Some(implementation) => Ok(implementation(given)),
        None => unreachable!("the oracle knows no {:?}", id.get().map(|one| one.name)),
    }
}

/// Whether the oracle knows a function of the library.
#[must_use]
pub fn is_known(function: &Function) -> bool {
    // What takes a lambda is known by its operation: see `inlined`.
    matches!(
        function.code,
        flowright_stdlib::functions::Implementation::Inline(_)
    ) || implementation(function).is_some()
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

/// How many to take; none where it is below zero.
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

/// `^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@LABEL(\.LABEL)*$`, as the HTML Living Standard has it; at most 254 characters.
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
    address.len() <= 254
        && !local.is_empty()
        && local.chars().all(may_stand)
        && domain.split('.').all(is_label)
}

/// Of a time, in a year that RFC 3339 can write: no flow has another one.
fn to_text(given: &[Value]) -> Value {
    let text = given.first().and_then(|value| write::scalar(value).ok());
    Value::text(&text.unwrap_or_default())
}
