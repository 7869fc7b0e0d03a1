//! Forms.

use std::collections::BTreeMap;

use bytes::Bytes;
use flowright_stdlib::decode::{self, DecodeError, Shape};
use flowright_stdlib::types::Type;
use proptest::prelude::*;

use crate::support::{context, corpus, record, written};

fn form(ty: &Type, body: impl AsRef<[u8]>) -> Result<String, DecodeError> {
    let mut context = context();
    let body = Bytes::copy_from_slice(body.as_ref());
    context.hold_body(body.clone());
    let shape = Shape::of(ty);
    let address = context.allocate(shape.words()).unwrap();
    decode::form_at(&mut context, &shape, &body, address)?;
    Ok(written(&context, ty, address))
}

fn refusal(ty: &Type, body: &str) -> String {
    form(ty, body).unwrap_err().to_string()
}

#[test]
fn pairs_are_those_of_the_url_standard() {
    let Some(path) = corpus("forms/wpt/urlencoded-parser-data.json") else {
        return;
    };
    let cases: Vec<serde_json::Value> =
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for case in &cases {
        let mut expected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for pair in case["output"].as_array().unwrap() {
            let (name, value) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
            expected.entry(name).or_default().push(value);
        }
        let fields: Vec<(&str, Type)> = expected
            .keys()
            .map(|name| (*name, Type::Text.list()))
            .collect();
        let decoded = form(&record(&fields), case["input"].as_str().unwrap()).unwrap();
        assert_eq!(decoded, serde_json::to_string(&expected).unwrap(), "{case}");
    }
    assert!(cases.len() >= 30);
}

#[test]
fn fields_are_read_by_their_types() {
    let ty = record(&[
        ("name", Type::Text),
        ("count", Type::Int),
        ("price", Type::Float),
        ("news", Type::Bool),
        ("at", Type::Time),
        ("size", Type::literals(["s", "m"])),
        ("tags", Type::literals(["a", "b"]).list()),
        ("note", Type::Text.optional()),
        ("age", Type::Int.optional()),
        ("more", Type::Int.list().optional()),
        ("empty", Type::Text.list()),
        ("raw", Type::Bytes),
    ]);
    let body = "tags=b&name=Zo%C3%AB+B&count=7&price=1.5&news=on&at=2024-05-06T07:08:09Z&size=m&tags=a\
                &note=&other=1&other=2&raw=hi";
    assert_eq!(
        form(&ty, body).unwrap(),
        r#"{"name":"Zoë B","count":7,"price":1.5,"news":true,"at":"2024-05-06T07:08:09.000000Z","size":"m","tags":["b","a"],"note":null,"age":null,"more":null,"empty":[],"raw":"aGk="}"#
    );
    assert!(
        form(&ty, format!("{body}&age=9&more=1&more=2"))
            .unwrap()
            .contains(r#""age":9,"more":[1,2]"#)
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let one = |ty: Type| record(&[("x", ty)]);
    assert_eq!(refusal(&one(Type::Text), ""), "x: missing, expected text");
    assert_eq!(refusal(&one(Type::Text), "x=1&x=2"), "x: given twice");
    assert_eq!(
        refusal(&one(Type::Int), "x=1.0"),
        r#"x: expected int, found the text "1.0""#
    );
    assert_eq!(
        refusal(&one(Type::Int.list()), "x=1&x="),
        r#"x[1]: expected int, found the text """#
    );
    assert_eq!(
        refusal(&one(Type::Bool.optional()), "x=yes"),
        r#"x: expected bool, found the text "yes""#
    );
    assert!(form(&one(Type::Json), "x=1").is_err());
    assert!(form(&Type::Int, "x=1").is_err());
}

proptest! {
    #[test]
    fn any_octets_end_in_a_value_or_an_error(body in "[ab=&%+0-9ë]{0,60}", octets in any::<Vec<u8>>()) {
        let ty = record(&[("a", Type::Text.list()), ("b", Type::Int.optional())]);
        let _ = form(&ty, body);
        let _ = form(&ty, octets);
    }
}
