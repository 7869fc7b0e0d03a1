//! Which data fits a type, and the wording of rejections.

use bytes::Bytes;
use flowright_stdlib::decode::{self, Problem, Shape};
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::memory::View;
use flowright_stdlib::types::Type;

use crate::support::{
    context, corpus, decoded_body, pruned_through, push, record, refusal, through,
};

#[test]
fn a_refusal_names_the_path_what_was_expected_and_what_was_found() {
    let commit = |name: &str| format!(r#"{{"id":"1","author":{{"name":{name}}}}}"#);
    let body = |name: &str| {
        let (good, bad) = (commit("\"zoe\""), commit(name));
        format!(r#"{{"ref":"r","deleted":true,"pusher":{{"name":"p"}},"commits":[{good},{bad}]}}"#)
    };
    assert_eq!(
        refusal(&push(), body("7")),
        "commits[1].author.name: expected text, found a number"
    );
    assert_eq!(
        refusal(&push(), body("null")),
        "commits[1].author.name: expected text, found null"
    );
    assert_eq!(
        refusal(&push(), r#"{"ref":"r","deleted":true,"pusher":{}}"#),
        "pusher.name: missing, expected text; commits: missing, expected a list"
    );
    assert_eq!(
        refusal(
            &push(),
            r#"{"ref":"r","ref":"s","deleted":true,"pusher":{"name":"p"},"commits":[]}"#
        ),
        "ref: given twice"
    );
    assert_eq!(refusal(&push(), "[]"), "expected an object, found a list");
    assert_eq!(
        refusal(&push(), "{\"ref\":\n\"r\",}"),
        "not JSON: trailing comma (line 2, column 5)"
    );
    assert_eq!(
        refusal(&push(), r#"{"ref": "r", "pusher": {"name": "a" "b"}}"#),
        "not JSON: expected `,` or `}` (line 1, column 37)"
    );
    assert_eq!(
        refusal(&record(&[("to", push().optional())]), r#"{"to":false}"#),
        "to: expected an object or null, found a bool"
    );
}

#[test]
fn a_map_takes_any_members_and_no_key_twice() {
    let ty = record(&[("a", Type::Int.optional())]).map();
    let kept = through(&ty, r#"{ "z": {"a": 1}, "": {}, "\u0061\n": {"b": 2} }"#);
    assert_eq!(
        kept.unwrap(),
        r#"{"z":{"a":1},"":{"a":null},"a\n":{"a":null}}"#
    );
    assert_eq!(through(&ty, "{}").unwrap(), "{}");
    assert_eq!(
        refusal(&ty, r#"{"x":{},"y":{"a":"1"},"\u0078":{}}"#),
        "y.a: expected int or null, found a text; x: given twice"
    );
    assert_eq!(refusal(&ty, "[]"), "expected an object, found a list");
    assert_eq!(
        refusal(&Type::Int.map().optional(), r#"{"x":null}"#),
        "x: expected int, found null"
    );
}

#[test]
fn undeclared_members_are_skipped_and_null_may_be_absent() {
    let ty = record(&[
        ("a", Type::Text.optional()),
        ("b", Type::Int.optional()),
        ("c", Type::Bool.optional()),
    ]);
    let body = r#"{"x":{"a":1},"b":null,"a":"1","x":[2],"y":"a"}"#;
    assert_eq!(
        through(&ty, body).unwrap(),
        r#"{"a":"1","b":null,"c":null}"#
    );
}

#[test]
fn names_with_escapes_are_the_same_names() {
    let ty = record(&[("añb", Type::Text)]);
    let body = r#"{"a\u00f1b":"\ud83e\udd80 \"x\"\n"}"#;
    assert_eq!(through(&ty, body).unwrap(), r#"{"añb":"🦀 \"x\"\n"}"#);
    assert_eq!(
        refusal(&ty, r#"{"a\u00f1b":"","añb":""}"#),
        "añb: given twice"
    );
}

#[test]
fn a_record_may_have_many_fields() {
    let names: Vec<String> = (0..150).map(|index| format!("field_{index}")).collect();
    let fields: Vec<(&str, Type)> = names.iter().map(|name| (&**name, Type::Int)).collect();
    let ty = record(&fields);
    let members: Vec<String> = names.iter().map(|name| format!("\"{name}\":7")).collect();
    let body = format!("{{{}}}", members.join(","));
    assert_eq!(through(&ty, &body).unwrap(), body);
    let backwards: Vec<String> = members.iter().rev().cloned().collect();
    let backwards = format!("{{{}}}", backwards.join(","));
    assert_eq!(through(&ty, &backwards).unwrap(), body);
    let twice = body.replace("field_149", "field_70");
    assert_eq!(
        refusal(&ty, twice),
        "field_70: given twice; field_149: missing, expected int"
    );
    let without = body.replace("field_149", "other");
    assert_eq!(refusal(&ty, without), "field_149: missing, expected int");
}

#[test]
fn an_int_has_no_fraction_no_exponent_and_64_bits() {
    for good in ["0", "-1", "9223372036854775807", "-9223372036854775808"] {
        assert_eq!(through(&Type::Int, good).unwrap(), good);
    }
    assert_eq!(through(&Type::Int, "-0").unwrap(), "0");
    assert_eq!(through(&Type::Int.optional(), " -0 ").unwrap(), "0");
    for bad in [
        "1.0",
        "1e2",
        "-0.0",
        "9223372036854775808",
        "-9223372036854775809",
    ] {
        let expected = format!("expected int, found the number {bad}");
        assert_eq!(refusal(&Type::Int, bad), expected);
    }
    let list = Type::Int.optional().list();
    assert_eq!(through(&list, "[1,null,-0]").unwrap(), "[1,null,0]");
    assert_eq!(
        refusal(&list, "[1,-0,\"1\"]"),
        "[2]: expected int or null, found a text"
    );
    assert_eq!(
        refusal(&list, "[-0,[]]"),
        "[1]: expected int or null, found a list"
    );
}

#[test]
fn a_float_is_any_finite_number() {
    let float = |text| through(&Type::Float, text);
    assert_eq!(float("1").unwrap(), "1.0");
    assert_eq!(float("-0").unwrap(), "-0.0");
    assert_eq!(
        float("18446744073709551616").unwrap(),
        "1.8446744073709552e+19"
    );
    assert_eq!(float("1e-999").unwrap(), "0.0");
    assert!(refusal(&Type::Float, "1e999").contains("number out of range"));
    assert_eq!(
        refusal(&Type::Float, "\"1\""),
        "expected float, found a text"
    );
}

#[test]
fn a_decimal_is_a_number_or_its_text_and_loses_nothing() {
    let decimal = |text| through(&Type::Decimal, text);
    for (json, written) in [
        ("0.1", "0.1"),
        ("12345678901234567.89", "12345678901234567.89"),
        ("\"12345678901234567.89\"", "12345678901234567.89"),
        ("19.90", "19.9"),
        ("\"1\\u0039.90\"", "19.9"),
        ("-0", "0"),
        ("1e3", "1000"),
        ("18446744073709551616", "18446744073709551616"),
    ] {
        assert_eq!(decimal(json).unwrap(), written, "{json}");
    }
    let refused = |json| refusal(&Type::Decimal, json);
    let expected = "expected a decimal of at most 28 digits, found";
    assert_eq!(refused("1e28"), format!("{expected} the number 1e28"));
    assert_eq!(refused("\"\""), format!("{expected} the text \"\""));
    assert_eq!(refused("\"1,5\""), format!("{expected} the text \"1,5\""));
    assert_eq!(refused("true"), format!("{expected} a bool"));
    assert_eq!(refused("[1]"), format!("{expected} a list"));
    assert_eq!(refused("null"), format!("{expected} null"));
    let list = Type::Decimal.optional().list();
    assert_eq!(
        through(&list, "[null, \"2.50\",\n 3 ]").unwrap(),
        "[null,2.5,3]"
    );
    let expected = "expected a decimal of at most 28 digits or null, found";
    assert_eq!(
        refusal(&list, "[1, {}]"),
        format!("[1]: {expected} an object")
    );
}

#[test]
fn literals_times_and_bytes_are_texts_of_a_form() {
    let union = Type::literals(["open", "closed"]);
    assert_eq!(through(&union, r#""open""#).unwrap(), r#""open""#);
    assert_eq!(
        refusal(&union, r#""Open""#),
        r#"expected "open" or "closed", found the text "Open""#
    );
    assert_eq!(
        through(&Type::Time, r#""2024-05-06T09:08:09.5+02:00""#).unwrap(),
        r#""2024-05-06T07:08:09.500000Z""#
    );
    assert_eq!(
        refusal(&Type::Duration, r#""P1M""#),
        r#"expected a duration such as "PT1H30M", found the text "P1M""#
    );
    assert_eq!(
        through(&Type::Duration, r#""P1DT90M""#).unwrap(),
        r#""PT25H30M""#
    );
    assert_eq!(
        through(&Type::Date, r#""2024-02-29""#).unwrap(),
        r#""2024-02-29""#
    );
    assert_eq!(
        refusal(&Type::Date, r#""2023-02-29""#),
        r#"expected a date such as "2024-05-06", found the text "2023-02-29""#
    );
    assert_eq!(
        refusal(&Type::Time, r#""yesterday""#),
        r#"expected a time such as "2024-05-06T07:08:09Z", found the text "yesterday""#
    );
    assert_eq!(through(&Type::Bytes, r#""AP8=""#).unwrap(), r#""AP8=""#);
    assert_eq!(
        refusal(&Type::Bytes, r#""AP8""#),
        r#"expected a text in base64, found the text "AP8""#
    );
}

#[test]
fn json_is_kept_as_it_was_written() {
    let ty = record(&[("j", Type::Json), ("k", Type::Json.optional())]);
    let body = r#"{"j": {"b" :1e400,"a":[ null ]} , "k":null}"#;
    assert_eq!(
        through(&ty, body).unwrap(),
        r#"{"j":{"b" :1e400,"a":[ null ]},"k":null}"#
    );
    assert_eq!(
        through(&ty, r#"{"j":null}"#).unwrap(),
        r#"{"j":null,"k":null}"#
    );
}

#[test]
fn what_is_not_utf_8_or_not_one_json_text_is_refused_wherever_it_is() {
    let ty = record(&[("a", Type::Int)]);
    assert_eq!(
        refusal(&ty, b"{\"x\":\"\xff\",\"a\":1}"),
        "not UTF-8 after 6 octets"
    );
    for bad in ["{\"a\":1}x", "{\"a\":1}{}", "{\"a\":1,\"x\":\"\n\"}"] {
        let problem = through(&ty, bad).unwrap_err().problem;
        assert!(
            matches!(problem, Problem::Syntax { .. }),
            "{bad:?}: {problem:?}"
        );
    }
    for nothing in ["", " \n"] {
        let problem = through(&ty, nothing).unwrap_err().problem;
        assert_eq!(problem, Problem::Empty, "{nothing:?}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let ty = record(&[("a", Type::Text)]);
    let json = "\u{feff}{\"a\":\"\u{feff}x\"}";
    assert_eq!(through(&ty, json).unwrap(), "{\"a\":\"\u{feff}x\"}");
    let error = through(&ty, "\u{feff}\u{feff}{}").unwrap_err();
    assert!(matches!(error.problem, Problem::Syntax { .. }));
    let nothing = through(&ty, "\u{feff}").unwrap_err().problem;
    assert_eq!(nothing, Problem::Empty);
}

#[test]
fn nothing_is_null_where_null_fits() {
    let ty = record(&[("a", Type::Int)]).optional();
    for nothing in ["", " \r\n", "\u{feff}", "null"] {
        assert_eq!(through(&ty, nothing).unwrap(), "null", "{nothing:?}");
    }
    assert_eq!(through(&ty, "{\"a\":1}").unwrap(), "{\"a\":1}");
    assert_eq!(refusal(&Type::Json, ""), "the body is empty, expected JSON");
}

#[test]
fn half_a_character_is_replaced_and_decides_nothing() {
    let ty = record(&[
        ("a", Type::Text),
        ("j", Type::Json),
        ("k", Type::literals(["x"]).optional()),
    ]);
    let body =
        r#"{"a":"<\ud83e>\udd80","x":"\ud800","\udc00":[1e999,-0],"j":["\ud83e\udd80\ud800"]}"#;
    assert_eq!(
        through(&ty, body).unwrap(),
        "{\"a\":\"<\u{fffd}>\u{fffd}\",\"j\":[\"\\ud83e\\udd80\\ufffd\"],\"k\":null}"
    );
}

#[test]
fn all_wrong_members_are_named() {
    let inner = record(&[("n", Type::Int), ("t", Type::Time.optional())]);
    let ty = record(&[
        ("a", Type::Int),
        ("b", Type::Text),
        ("c", inner.clone().list()),
        ("d", inner),
        ("e", Type::Bool),
        ("f", Type::Text.list()),
    ]);
    let body = r#"{"a":"x","b":[1,[2]],"c":[{"n":1},{"n":{"n":1},"t":"x"}],"d":{"t":1},"a":2,"e":true,"f":{"g":[]}}"#;
    assert_eq!(
        refusal(&ty, body),
        "a: expected int, found a text; b: expected text, found a list; c[1].n: expected int, found an object; \
         c[1].t: expected a time such as \"2024-05-06T07:08:09Z\" or null, found the text \"x\"; \
         d.t: expected a time such as \"2024-05-06T07:08:09Z\" or null, found a number; d.n: missing, expected int; a: given twice; \
         f: expected a list, found an object"
    );
    // If the text is not JSON, members are not reported.
    assert!(refusal(&ty, r#"{"a":"x","b":"#).starts_with("not JSON: "));
}

#[test]
fn no_more_than_twenty_wrong_members_are_named() {
    let body = |count| format!("[{}]", vec!["null"; count].join(","));
    let twenty = refusal(&Type::Int.list(), body(20));
    assert!(twenty.ends_with("; [19]: expected int, found null"));
    let more = refusal(&Type::Int.list(), body(30_000));
    assert_eq!(more, format!("{twenty}; and more"));
    let fields: Vec<String> = (0..40).map(|index| format!("f{index}")).collect();
    let fields: Vec<(&str, Type)> = fields.iter().map(|one| (&**one, Type::Int)).collect();
    let missing = refusal(&record(&fields), "{}");
    assert!(missing.ends_with("f19: missing, expected int; and more"));
    assert_eq!(
        refusal(&Type::Int.list(), "[1.5,99999999999999999999,-0,\"\"]"),
        "[0]: expected int, found the number 1.5; [1]: expected int, found the number 99999999999999999999; \
         [3]: expected int, found a text"
    );
}

#[test]
fn nesting_is_limited_also_where_it_is_skipped() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let body = |depth| format!(r#"{{"x":{},"j":{}}}"#, nested(depth), nested(depth));
    let ty = record(&[("j", Type::Json)]);
    assert!(through(&ty, body(127)).is_ok());
    assert_eq!(
        through(&ty, body(128)).unwrap_err().problem,
        Problem::TooDeep
    );
    assert!(through(&Type::Json, nested(128)).is_ok());
    assert_eq!(
        refusal(&Type::Json, nested(100_000)),
        "lists and objects are nested deeper than 128"
    );
}

#[test]
fn what_is_never_read_is_checked_and_not_stored() {
    let body = r#"{"ref":"r","deleted":false,"pusher":{"name":"p","email":"e"},
        "commits":[{"id":"1","author":{"name":"a"}},{"id":"2","author":{"name":"b"}}]}"#;
    let author = record(&[("name", Type::Text)]);
    let stored = record(&[
        ("ref", Type::Text),
        ("commits", record(&[("author", author)]).list()),
    ]);
    assert_eq!(
        pruned_through(&push(), &stored, body).unwrap(),
        r#"{"ref":"r","commits":[{"author":{"name":"a"}},{"author":{"name":"b"}}]}"#
    );
    let counted = record(&[("commits", record(&[]).list())]);
    assert_eq!(
        pruned_through(&push(), &counted, body).unwrap(),
        r#"{"commits":[{},{}]}"#
    );
    let bad = body.replace(r#""id":"2""#, r#""id":2"#);
    let error = pruned_through(&push(), &counted, bad).unwrap_err();
    assert_eq!(
        error.to_string(),
        "commits[1].id: expected text, found a number"
    );
}

#[test]
fn texts_of_the_body_are_not_copied() {
    let ty = record(&[("a", Type::Text), ("b", Type::Text)]);
    let body = Bytes::from_static(br#"{"a":"plain","b":"esc\u0061ped"}"#);
    let mut context = context();
    let address = decoded_body(&mut context, &Shape::of(&ty), &body).unwrap();
    let place = |name: &str| {
        View::new(&context, address, &ty)
            .field(name)
            .unwrap()
            .text()
            .unwrap()
    };
    let inside = |text: &str| context.body().as_ptr_range().contains(&text.as_ptr());
    assert_eq!((place("a"), inside(place("a"))), ("plain", true));
    assert_eq!((place("b"), inside(place("b"))), ("escaped", false));
}

#[test]
fn lists_grow_whatever_their_elements_allocate() {
    let ints: Vec<String> = (0..1000).map(|int: u32| int.to_string()).collect();
    let ints = format!("[{}]", ints.join(","));
    assert_eq!(through(&Type::Int.list(), &ints).unwrap(), ints);
    let lists = format!("[{}]", vec!["[1,2,3,4,5,6,7]"; 500].join(","));
    assert_eq!(through(&Type::Int.list().list(), &lists).unwrap(), lists);
    let escaped = format!("[{}]", vec![r#"{"a":"\n","b":[]}"#; 300].join(","));
    let element = record(&[("a", Type::Text), ("b", Type::Bool.list())]);
    assert_eq!(through(&element.list(), &escaped).unwrap(), escaped);
}

#[test]
fn more_than_memory_is_too_large() {
    let body = format!("[{}1]", "1,".repeat(200_000));
    let error = through(&Type::Int.list(), body).unwrap_err();
    assert_eq!(error.into_failure().code, FailureCode::TooLarge);
}

#[test]
fn a_place_outside_of_the_arena_is_an_error() {
    for address in [0, 8, 4096, u64::MAX - 7, u64::MAX] {
        let mut context = context();
        let error = decode::json_at(
            &mut context,
            &Shape::of(&push()),
            b"{\"ref\":\"\"}",
            address,
        );
        let failure = error.unwrap_err().into_failure();
        assert_eq!(failure.code, FailureCode::Internal);
    }
}

#[test]
fn real_pushes_of_github_decode() {
    let Some(directory) = corpus("payloads/github-octokit/push") else {
        return;
    };
    let mut count = 0;
    for entry in std::fs::read_dir(directory).unwrap() {
        let body = std::fs::read(entry.unwrap().path()).unwrap();
        let push = through(&push(), &body).unwrap();
        let push: serde_json::Value = serde_json::from_str(&push).unwrap();
        let whole: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(push["ref"], whole["ref"]);
        assert_eq!(push["pusher"]["email"], whole["pusher"]["email"]);
        count += 1;
    }
    assert!(count >= 6);
}
