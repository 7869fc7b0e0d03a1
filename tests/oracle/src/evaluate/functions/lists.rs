//! The functions on lists that take no lambda.

use flowright_stdlib::functions::Pattern;

use super::arguments::{count, int, list, text};
use super::implementation::{Checked, Implementation, Refused};
use crate::value::Value;

pub(super) const ALL: &[(&str, Pattern, Implementation)] = &[
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
];

pub(super) const CHECKED: &[(&str, Pattern, Checked)] = &[("chunk", Pattern::List, |given| {
    if count(given, 1) == 0 {
        return Err(Refused {
            code: "out_of_range",
            message: "a chunk must have at least one element".to_owned(),
        });
    }
    let parts = list(given, 0).chunks(count(given, 1));
    Ok(Value::List(
        parts.map(|part| Value::List(part.into())).collect(),
    ))
})];
