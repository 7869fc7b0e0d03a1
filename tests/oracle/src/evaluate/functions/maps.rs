//! The functions on maps and on `json`.

use flowright_stdlib::functions::{INDEX, Pattern};

use super::super::inlined::map_of;
use super::super::json::{JsonStep, json_steps, part};
use super::arguments::{int, text};
use super::implementation::Implementation;
use crate::value::Value;

pub(super) const ALL: &[(&str, Pattern, Implementation)] = &[
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
