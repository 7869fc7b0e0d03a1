use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::super::{json, preflight};
use super::*;
use crate::generate::{pruned, typed_value, value_of};
use crate::memory::{Constants, Context, Globals, Limits};
use crate::types::{Field, Type};
use crate::write;

/// Placed after the value; must not be overwritten.
const SENTINEL: u64 = 0x5e27_1e1d_5e27_1e1d;

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

/// A type with a field of every shape that may be missing.
fn ty() -> Type {
    let element = record(&[("a", Type::Int.optional()), ("t", Type::Time.optional())]);
    record(&[
        ("a", Type::Text.optional()),
        ("b", Type::Float.optional()),
        ("c", element.list().optional()),
        ("d", Type::Json.optional()),
        ("e", Type::Bytes.optional()),
        ("f", Type::Bool.optional()),
        ("g", Type::Decimal.optional()),
        ("h", Type::Duration.optional()),
        ("i", Type::Date.optional()),
    ])
}

/// A record with more fields than a word has bits, every third of them required.
fn wide() -> Type {
    let fields: Vec<(String, Type)> = (0..70)
        .map(|index| match index % 3 {
            0 => (format!("f{index}"), Type::Int),
            _ => (format!("f{index}"), Type::Bool.optional()),
        })
        .collect();
    let fields: Vec<(&str, Type)> = (fields.iter())
        .map(|(name, ty)| (name.as_str(), ty.clone()))
        .collect();
    record(&fields)
}

/// The result of the quick parser, if it is sure, and the result of the other parser.
fn both(ty: &Type, text: &str) -> (Option<String>, Option<String>) {
    both_pruned(ty, ty, text)
}

/// Like [`both`], storing less than is checked.
fn both_pruned(declared: &Type, stored: &Type, text: &str) -> (Option<String>, Option<String>) {
    let shape = Shape::pruned(declared, stored);
    let written = |read: &dyn Fn(&mut Sink<'_>, u64) -> bool| {
        let mut context = context();
        let words = shape.words();
        let at = context.allocate(words + 1).unwrap();
        context.store(at, words, SENTINEL).unwrap();
        let accepted = read(&mut Sink::new(&mut context, text.as_bytes()), at);
        assert_eq!(context.load(at, words), Ok(SENTINEL));
        if !accepted {
            return None;
        }
        let mut out = Vec::new();
        write::json_at(&context, &mut out, stored, at).unwrap();
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

/// A position, the text to insert there, and the number of characters it replaces.
type Change = Option<(prop::sample::Index, String, usize)>;

fn change() -> impl Strategy<Value = Change> {
    let inserted = "[\\[\\]{}\",:\\\\u0-9a-fé .eE+\n\u{1}-]{0,2}";
    proptest::option::of((any::<prop::sample::Index>(), inserted, 0..3_usize))
}

fn changed(text: String, change: Change) -> String {
    let Some((at, inserted, removed)) = change else {
        return text;
    };
    let characters: Vec<char> = text.chars().collect();
    let at = at.index(characters.len() + 1);
    let rest = characters.iter().skip(at + removed);
    let start: String = characters.iter().take(at).collect();
    rest.fold(start + &inserted, |text, character| {
        text + &character.to_string()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 2000 }))]

    #[test]
    fn what_it_is_sure_of_the_other_parser_reads_alike(
        value in value(),
        pretty in any::<bool>(),
        change in change(),
    ) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let text = changed(text, change);
        let is_sound = preflight::check(text.as_bytes()) == Ok(None);
        for ty in [ty(), Type::Json, Type::Json.list(), Type::Text] {
            let (quick, other) = both(&ty, &text);
            if quick.is_some() {
                prop_assert!(is_sound, "{}", text);
                prop_assert_eq!(quick, other, "{}", text);
            }
        }
    }

    #[test]
    fn of_any_type_stored_in_part_the_other_parser_reads_alike(
        (ty, value) in prop_oneof![
            9 => typed_value(),
            1 => value_of(&wide()).prop_map(|value| (wide(), value)),
        ],
        choice in vec(any::<bool>(), 80),
        pretty in any::<bool>(),
        change in change(),
    ) {
        let stored = pruned(&ty, &mut choice.into_iter());
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let text = changed(text, change);
        let (quick, other) = both_pruned(&ty, &stored, &text);
        if quick.is_some() {
            prop_assert_eq!(preflight::check(text.as_bytes()), Ok(None), "{}", text);
            prop_assert_eq!(quick, other, "{} of {} as {}", text, ty, stored);
        }
    }
}

#[test]
fn it_knows_what_is_missing_and_twice_among_many_fields() {
    let fields: Vec<String> = (0..70)
        .map(|index| match index % 3 {
            0 => format!("\"f{index}\":{index}"),
            _ => format!("\"f{index}\":true"),
        })
        .collect();
    let object = |fields: &[String]| format!("{{{}}}", fields.join(","));
    let (quick, other) = both(&wide(), &object(&fields));
    assert_eq!(quick.as_deref(), Some(&*object(&fields)));
    assert_eq!(quick, other);
    for index in [0, 1, 62, 63, 64, 65, 66, 69] {
        let mut without = fields.clone();
        let field = without.remove(index);
        let (quick, other) = both(&wide(), &object(&without));
        assert_eq!(quick.is_some(), index % 3 != 0, "{index}");
        assert_eq!(quick, other);
        let twice = [without, vec![field.clone(), field]].concat();
        assert_eq!(both(&wide(), &object(&twice)), (None, None), "{index}");
    }
}

#[test]
fn it_is_unsure_of_unpaired_surrogates_and_sure_of_pairs() {
    for (string, is_sure) in [
        (r"\ud83e\uDD80", true),
        (r"\u0041\\ud83e", true),
        (r"\ud83e", false),
        (r"\ud83e\n", false),
        (r"\ud83e\u0041", false),
        (r"\ud83e\ud83e\udd80", false),
        (r"\udd80", false),
        (r"\\\ud83e", false),
    ] {
        for json in [
            format!(r#"{{"a":"{string}"}}"#),
            format!(r#"{{"z":"{string}"}}"#),
        ] {
            assert_eq!(both(&ty(), &json).0.is_some(), is_sure, "{json}");
            let mended = preflight::check(json.as_bytes()).unwrap();
            assert_eq!(mended.is_none(), is_sure, "{json}");
        }
    }
}

#[test]
fn it_is_sure_of_128_open_lists_and_objects() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let sure = |ty: &Type, json: &str| both(ty, json).0.is_some();
    for (ty, around) in [
        (Type::Json, 0),
        (Type::Json.list(), 1),
        (Type::Map(Arc::new(Type::Json)), 1),
        (ty(), 1),
        (ty().list(), 2),
    ] {
        let json = |depth: usize| match (&ty, around) {
            (Type::Json, _) => nested(depth),
            (Type::List(_), 1) => format!("[{}]", nested(depth - 1)),
            (Type::List(_), _) => format!(r#"[{{"z":{}}}]"#, nested(depth - 2)),
            _ => format!(r#"{{"z":{}}}"#, nested(depth - 1)),
        };
        assert!(sure(&ty, &json(128)), "{ty}");
        assert!(!sure(&ty, &json(129)), "{ty}");
        assert!(!sure(&ty, &json(129).replace("[]", "[{}]")), "{ty}");
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
