//! Forms.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use flowright_stdlib::decode::{self, Charset, DecodeError, Problem, Shape};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use proptest::prelude::*;

use crate::support::{context, corpus, record, written};

fn form(ty: &Type, body: impl AsRef<[u8]>) -> Result<String, DecodeError> {
    form_in(ty, Charset::Utf8, body)
}

fn form_in(ty: &Type, charset: Charset, body: impl AsRef<[u8]>) -> Result<String, DecodeError> {
    let mut context = context();
    let body = Bytes::copy_from_slice(body.as_ref());
    context.hold_body(body.clone());
    let shape = Shape::of(ty);
    let address = context.allocate(shape.words()).unwrap();
    decode::form_at(&mut context, &shape, &body, charset, address)?;
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
    // The standard does not specify that a byte order mark is dropped.
    let marked =
        |case: &&serde_json::Value| case["input"].as_str().unwrap().starts_with('\u{feff}');
    for case in cases.iter().filter(|case| !marked(case)) {
        let mut expected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for pair in case["output"].as_array().unwrap() {
            let (name, value) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
            expected.entry(name).or_default().push(value);
        }
        let fields: Vec<(&str, Type)> = expected
            .keys()
            .map(|name| (*name, Type::Text.list()))
            .collect();
        let decoded = form(&record(&fields), case["input"].as_str().unwrap());
        // The standard substitutes U+FFFD for invalid UTF-8; here such a name does not match, and
        // such a value is rejected.
        let replaced = case["output"].to_string().contains('\u{fffd}');
        let decoded = match decoded {
            Ok(decoded) if !replaced => decoded,
            Ok(_) => continue,
            Err(error) => {
                assert!(matches!(error.problem, Problem::NotUtf8 { .. }), "{case}");
                assert!(replaced, "{case}");
                continue;
            }
        };
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
        ("total", Type::Decimal),
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
    let body = "tags=b&name=Zo%C3%AB+B&count=7&price=1.5&total=12.50&news=on&at=2024-05-06T07:08:09Z&size=m&tags=a\
                &note=&other=1&other=2&raw=aGk%3D";
    assert_eq!(
        form(&ty, body).unwrap(),
        r#"{"name":"Zoë B","count":7,"price":1.5,"total":12.5,"news":true,"at":"2024-05-06T07:08:09.000000Z","size":"m","tags":["b","a"],"note":null,"age":null,"more":null,"empty":[],"raw":"aGk="}"#
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
    assert_eq!(
        refusal(&one(Type::Bytes), "x=hi"),
        r#"x: expected a text in base64, found the text "hi""#
    );
    assert!(form(&one(Type::Json), "x={").is_err());
    assert!(form(&Type::Int, "x=1").is_err());
}

#[test]
fn octets_that_are_not_utf_8_are_refused_where_they_are_asked_for() {
    let ty = record(&[("name", Type::Text), ("mail", Type::Text.optional())]);
    assert_eq!(
        refusal(&ty, "name=Jos%E9&mail=a%FF"),
        "name: not UTF-8 after 3 octets; mail: not UTF-8 after 1 octets"
    );
    assert_eq!(
        form(&ty, b"other=\xff&%FF=1&name=Jos\xc3\xa9").unwrap(),
        r#"{"name":"José","mail":null}"#
    );
    assert_eq!(
        form_in(&ty, Charset::Windows1252, b"name=Jos%E9+\xe9&mail=%80").unwrap(),
        r#"{"name":"José é","mail":"€"}"#
    );
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    let ty = record(&[("name", Type::Text.optional())]);
    assert_eq!(
        form(&ty, b"\xef\xbb\xbfname=Ada").unwrap(),
        r#"{"name":"Ada"}"#
    );
}

fn pairs(
    ty: &Type,
    defaults: &[Option<Constant>],
    pairs: &[(&str, &str)],
) -> Result<String, DecodeError> {
    let mut context = context();
    let shape = Shape::of(ty);
    let address = context.allocate(shape.words()).unwrap();
    let octets = pairs.iter().map(|(name, value)| {
        let name = Cow::Borrowed(name.as_bytes());
        (name, Cow::Borrowed(value.as_bytes()))
    });
    decode::pairs_at(
        &mut context,
        &shape,
        octets,
        defaults,
        Charset::Utf8,
        address,
    )?;
    Ok(written(&context, ty, address))
}

#[test]
fn a_default_stands_in_for_a_field_that_is_absent() {
    let ty = record(&[
        ("bool", Type::Bool),
        ("int", Type::Int),
        ("float", Type::Float.optional()),
        ("text", Type::Text),
        ("literals", Type::literals(["a", "b"])),
        ("null", Type::Int.optional()),
        ("list", Type::Int.list()),
    ]);
    let defaults = [
        Some(Constant::Bool(true)),
        Some(Constant::Int(-7)),
        Some(Constant::Float(1.5)),
        Some(Constant::Text("d".into())),
        Some(Constant::Text("b".into())),
        Some(Constant::Null),
        None,
    ];
    assert_eq!(
        pairs(&ty, &defaults, &[]).unwrap(),
        r#"{"bool":true,"int":-7,"float":1.5,"text":"d","literals":"b","null":null,"list":[]}"#
    );
    let given = [
        ("text", ""),
        ("float", ""),
        ("bool", "0"),
        ("int", "8"),
        ("literals", "a"),
        ("list", "1"),
        ("null", "2"),
        ("list", "3"),
    ];
    assert_eq!(
        pairs(&ty, &defaults, &given).unwrap(),
        r#"{"bool":false,"int":8,"float":null,"text":"","literals":"a","null":2,"list":[1,3]}"#
    );
    let wrong = pairs(
        &ty,
        &defaults,
        &[("int", "x"), ("bool", "1"), ("bool", "1")],
    );
    let error = wrong.unwrap_err().within("query");
    assert_eq!(
        error.to_string(),
        r#"query.int: expected int, found the text "x"; query.bool: given twice"#
    );
}

#[test]
fn an_empty_form_is_null_where_null_fits() {
    let ty = record(&[("name", Type::Text)]).optional();
    assert_eq!(form(&ty, "").unwrap(), "null");
    assert_eq!(form(&ty, b"\xef\xbb\xbf").unwrap(), "null");
    assert_eq!(form(&ty, "name=").unwrap(), r#"{"name":""}"#);
    assert_eq!(refusal(&ty, "x=1"), "name: missing, expected text");
}

#[test]
fn all_wrong_fields_are_named() {
    let ty = record(&[
        ("a", Type::Int),
        ("b", Type::Int.list()),
        ("c", Type::Bool),
        ("d", Type::Text),
    ]);
    assert_eq!(
        refusal(&ty, "a=x&b=1&b=y&b=z&d=1&d=2"),
        "a: expected int, found the text \"x\"; b[1]: expected int, found the text \"y\"; \
         b[2]: expected int, found the text \"z\"; d: given twice; c: missing, expected bool"
    );
}

proptest! {
    #[test]
    fn any_octets_end_in_a_value_or_an_error(body in "[ab=&%+0-9ë]{0,60}", octets in any::<Vec<u8>>()) {
        let ty = record(&[("a", Type::Text.list()), ("b", Type::Int.optional())]);
        let _ = form(&ty, body);
        let _ = form(&ty, octets);
    }
}

#[test]
fn records_and_unknown_data_are_sent_as_json() {
    let ty = record(&[
        (
            "payload",
            record(&[
                ("id", Type::Int),
                ("name", Type::Text),
                ("raw", Type::Json.optional()),
            ]),
        ),
        ("extra", Type::Json.optional()),
        ("none", record(&[("a", Type::Int)]).optional()),
    ]);
    // `{"id": 7, "name": "Zoë", "raw": [1, {}], "unknown": 1}`
    let body = "payload=%7B%22id%22%3A+7%2C+%22name%22%3A+%22Zo%C3%AB%22%2C+%22raw%22%3A+%5B1%2C+%7B%7D%5D%2C+%22unknown%22%3A+1%7D&extra=true&none=";
    assert_eq!(
        form(&ty, body).unwrap(),
        r#"{"payload":{"id":7,"name":"Zoë","raw":[1, {}]},"extra":true,"none":null}"#
    );
    // Not encoded, so that the text is a part of the body.
    assert_eq!(
        form(&ty, r#"payload={"id":7,"name":"a\u0062"}"#).unwrap(),
        r#"{"payload":{"id":7,"name":"ab","raw":null},"extra":null,"none":null}"#
    );
}

#[test]
fn json_in_a_form_is_refused_with_its_path() {
    let inner = record(&[("id", Type::Int), ("user", record(&[("name", Type::Text)]))]);
    let ty = record(&[("payload", inner), ("page", Type::Int)]);
    assert_eq!(
        refusal(&ty, r#"payload={"id":"x","user":{"name":1}}&page=a"#),
        "payload.id: expected int, found a text; payload.user.name: expected text, found a number; page: expected int, found the text \"a\""
    );
    assert_eq!(
        refusal(&ty, r#"payload={"id":"x","#),
        "payload: not JSON: EOF while parsing a value (line 1, column 10); page: missing, expected int"
    );
    assert_eq!(
        refusal(&ty, "payload=&page=1"),
        "payload: expected an object, found the text \"\""
    );
    let deep = format!("payload={}&page=1", "[".repeat(200));
    assert!(refusal(&ty, &deep).starts_with("payload: lists and objects are nested deeper"));
}
