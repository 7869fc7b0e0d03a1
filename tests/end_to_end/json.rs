//! JSON bodies as senders send them.

use std::fs;

use flowright_tests::{Request, corpus, skip};

use crate::shared::world;

fn member(value: &[u8]) -> u16 {
    let body = [b"{\"value\":", value, b"}"].concat();
    world()
        .server
        .send(&Request::post("/json/member", body))
        .status
}

#[test]
fn the_json_test_suite_agrees() {
    let Some(folder) = corpus("jsontestsuite/test_parsing") else {
        return skip("the_json_test_suite_agrees", "the corpus");
    };
    let (mut accepted, mut refused) = (0, 0);
    for file in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read(&file).unwrap();
        // If an invalid text is a member, the text around it could make it valid, so each text is
        // also tried as the whole body.
        let bare = world()
            .server
            .send(&Request::post("/json/bare", text.clone()))
            .status;
        match name.as_bytes().first() {
            Some(b'y') => {
                assert_eq!((member(&text), bare), (200, 200), "{name}");
                accepted += 1;
            }
            Some(b'n') => {
                assert_eq!(bare, 400, "{name}");
                assert_eq!(member(&text), 400, "{name}");
                refused += 1;
            }
            _ => assert!(matches!(bare, 200 | 400), "{name}: {bare}"),
        }
    }
    println!("{accepted} accepted, {refused} refused");
    assert!(accepted > 90 && refused > 180);
}

#[test]
fn nesting_past_128_is_refused_wherever_it_stands() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for (path, before, after) in [
        ("/json/bare", "", ""),
        ("/json/member", "{\"value\":", "}"),
        ("/json/member", "{\"value\":1,\"undeclared\":", "}"),
        (
            "/json/unread",
            "{\"list\":[],\"flag\":true,\"undeclared\":",
            "}",
        ),
    ] {
        let around = before.matches('{').count();
        let send = |depth| {
            let body = format!("{before}{}{after}", nested(depth));
            world().server.send(&Request::post(path, body)).status
        };
        assert!(matches!(send(128 - around), 200 | 204), "{path} {before}");
        assert_eq!(send(129 - around), 400, "{path} {before}");
        assert_eq!(send(20_000), 400, "{path} {before}");
    }
}

#[test]
fn what_is_declared_and_not_read_is_checked() {
    let send = |body: &str| world().server.send(&Request::post("/json/unread", body));
    assert_eq!(
        send(r#"{"list":[{"number":1,"other":[{}]}],"flag":false,"more":{"a":1}}"#).status,
        204
    );
    for (body, error) in [
        (
            r#"{"list":[{"number":1},{"number":1.5}],"flag":false}"#,
            "list[1].number: expected int, found",
        ),
        (
            r#"{"list":[{"number":1,"note":3}],"flag":false}"#,
            "list[0].note: expected text",
        ),
        (r#"{"list":[]}"#, "flag"),
        (r#"{"list":[],"flag":true,"flag":true}"#, "flag"),
        (
            r#"{"list":[],"flag":"true"}"#,
            "flag: expected bool, found a text",
        ),
        (r#"[]"#, "expected"),
        ("", ""),
    ] {
        let answer = send(body);
        assert_eq!(answer.status, 400, "{body}");
        let said = answer.json()["error"].as_str().unwrap().to_owned();
        assert!(said.contains(error), "{body}: {said}");
    }
}
