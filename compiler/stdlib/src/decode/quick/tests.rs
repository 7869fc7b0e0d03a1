use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::super::{json, preflight};
use super::*;
use crate::memory::{Constants, Context, Globals, Limits};
use crate::types::{Field, Type};
use crate::write;

fn context() -> Context {
    let globals = Arc::new(Globals::new(&[]));
    Context::new(Limits::default(), globals, Arc::new(Constants::default()))
}

fn record(fields: &[(&str, Type)]) -> Type {
    let field = |(name, ty): &(&str, Type)| Field {
        name: (*name).into(),
        ty: ty.clone(),
    };
    Type::record(fields.iter().map(field).collect())
}

/// Every shape that can be absent.
fn ty() -> Type {
    let element = record(&[("a", Type::Int.optional()), ("t", Type::Time.optional())]);
    record(&[
        ("a", Type::Text.optional()),
        ("b", Type::Float.optional()),
        ("c", element.list().optional()),
        ("d", Type::Json.optional()),
        ("e", Type::Bytes.optional()),
        ("f", Type::Bool.optional()),
    ])
}

/// What the quick parser writes, if it is sure, and what the other one does.
fn both(ty: &Type, text: &str) -> (Option<String>, Option<String>) {
    let shape = Shape::of(ty);
    let written = |read: &dyn Fn(&mut Sink<'_>, u64) -> bool| {
        let mut context = context();
        let at = context.allocate(shape.words()).unwrap();
        if !read(&mut Sink::new(&mut context, text.as_bytes()), at) {
            return None;
        }
        let mut out = Vec::new();
        write::json_at(&context, &mut out, ty, at).unwrap();
        Some(String::from_utf8(out).unwrap())
    };
    let quick = written(&|sink, at| read(sink, &shape, text.as_bytes(), at).is_ok());
    let other = written(&|sink, at| json::read(sink, &shape, text, at).is_ok());
    (quick, other)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-200..200_i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-c\"\\\\/\u{1}é\n]{0,20}".prop_map(Value::from),
        Just(Value::from("2024-05-06T07:08:09Z")),
        Just(Value::from("aGk=")),
    ];
    leaf.prop_recursive(3, 30, 6, |inner| {
        let members = vec(("[a-gt]{1}|[a-z]{9}", inner.clone()), 0..6);
        prop_oneof![
            vec(inner, 0..4).prop_map(Value::from),
            members.prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_it_is_sure_of_the_other_parser_reads_alike(
        value in value(),
        pretty in any::<bool>(),
        change in proptest::option::of((any::<prop::sample::Index>(), "[\\[\\]{}\",:\\\\u0-9a-fé .eE+\n\u{1}-]{0,2}", 0..3_usize)),
    ) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let text = match change {
            None => text,
            Some((at, inserted, removed)) => {
                let characters: Vec<char> = text.chars().collect();
                let at = at.index(characters.len() + 1);
                let rest = characters.iter().skip(at + removed);
                let start: String = characters.iter().take(at).collect();
                rest.fold(start + &inserted, |text, character| text + &character.to_string())
            }
        };
        if preflight::check(text.as_bytes()).is_err() {
            return Ok(());
        }
        for ty in [ty(), Type::Json, Type::Json.list(), Type::Text] {
            let (quick, other) = both(&ty, &text);
            if quick.is_some() {
                prop_assert_eq!(quick, other, "{}", text);
            }
        }
    }
}

#[test]
fn it_is_sure_of_what_senders_send() {
    let text = r#"{"a":"x\n","b":1.5,"c":[{"a":-3,"t":"2024-05-06T07:08:09Z","z":[{}]}],"d":{"k":[1]},"f":true,"y":"z"}"#;
    let (quick, other) = both(&ty(), text);
    assert!(quick.is_some());
    assert_eq!(quick, other);
    let pretty = format!("{:#}", serde_json::from_str::<Value>(text).unwrap());
    assert!(both(&ty(), &pretty).0.is_some());
}

#[test]
fn it_gives_up_where_the_other_parser_refuses() {
    for bad in [
        "",
        "{",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "[1 2]",
        "01",
        "1.",
        "-",
        "1e",
        "nul",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\u{1}\"",
        "\"a",
        "[1]]",
        "{\"a\" 1}",
        "{1:2}",
        "[}",
        "{]",
        "tru e",
    ] {
        assert_eq!(both(&Type::Json, bad), (None, None), "{bad}");
    }
}
