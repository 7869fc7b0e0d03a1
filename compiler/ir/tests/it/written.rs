//! Answers, JSON and texts.

use flowright_check::program::{Format, Respond, ResponseBody, Statement};
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Request, run};

fn two() -> Type {
    record_type(&[("a", Type::Text.optional()), ("b", Type::Text.optional())])
}

fn ran(ty: &Type, statement: Statement, body: &'static str) -> String {
    run(
        &json_program(ty, vec![statement]),
        &Request::of(body),
        Vec::new(),
    )
    .result
}

#[test]
fn json_is_escaped() {
    let ty = record_type(&[("a", Type::Text)]);
    let value = record(vec![
        ("a \"quoted\"", field(data(&ty), "a")),
        ("b", text("\u{1}\\")),
    ]);
    let body = r#"{"a": "\"\n\u2028</script>"}"#;
    insta::assert_snapshot!(ran(&ty, json(value), body));
}

#[test]
fn members_without_a_value_are_left_out_with_their_commas() {
    let ty = two();
    let member = |name: &str| field(data(&ty), name);
    let value = record_with(vec![
        ("a", member("a"), true),
        ("b", member("b"), true),
        ("inner", record_with(vec![("a", member("a"), true)]), false),
        ("c", member("b"), true),
    ]);
    for (body, expected) in [
        ("{}", r#"200 {"inner":{}}"#),
        (r#"{"a": "1"}"#, r#"200 {"a":"1","inner":{"a":"1"}}"#),
        (r#"{"b": "2"}"#, r#"200 {"b":"2","inner":{},"c":"2"}"#),
        (
            r#"{"a": "1", "b": "2"}"#,
            r#"200 {"a":"1","b":"2","inner":{"a":"1"},"c":"2"}"#,
        ),
    ] {
        assert_eq!(ran(&ty, json(value.clone()), body), expected);
    }
}

#[test]
fn a_bound_record_is_written_like_a_literal() {
    let ty = two();
    let value = record(vec![
        ("list", list(vec![data(&ty)])),
        ("float", float(0.1)),
        ("int", int(-3)),
        ("null", null(&Type::Int.optional())),
    ]);
    let bound = vec![bind(0, value.clone()), json(bound(0, &value.ty))];
    let bound = run(
        &json_program(&ty, bound),
        &Request::of(r#"{"b":"x"}"#),
        Vec::new(),
    )
    .result;
    assert_eq!(bound, ran(&ty, json(value), r#"{"b":"x"}"#));
    assert_eq!(
        bound,
        r#"200 {"list":[{"a":null,"b":"x"}],"float":0.1,"int":-3,"null":null}"#
    );
}

#[test]
fn values_in_html_are_escaped_and_the_page_is_not() {
    let ty = record_type(&[("a", Type::Text)]);
    let page = interpolated(vec![
        literal("<p>"),
        value(field(data(&ty), "a")),
        literal("</p>"),
    ]);
    let html = |page| ResponseBody::Html(written(Format::Html, page));
    let page = respond(int(200), Some(html(page)));
    let body = r#"{"a": "<b>&\"'"}"#;
    assert_eq!(ran(&ty, page, body), "200 <p>&lt;b&gt;&amp;&quot;&#39;</p>");
    let whole = respond(int(200), Some(html(field(data(&ty), "a"))));
    assert_eq!(ran(&ty, whole, body), "200 &lt;b&gt;&amp;&quot;&#39;");
}

#[test]
fn statuses_and_headers_are_checked() {
    let ty = record_type(&[("n", Type::Int), ("h", Type::Text)]);
    let answer = || {
        Statement::Respond(Respond {
            status: field(data(&ty), "n"),
            headers: vec![
                ("X-A".into(), field(data(&ty), "h")),
                ("X-B".into(), text("b")),
            ],
            body: None,
            span: span(1),
        })
    };
    let fine = ran(&ty, answer(), r#"{"n": 599, "h": "a"}"#);
    assert_eq!(fine, "599 [X-A: a] [X-B: b]");
    assert!(ran(&ty, answer(), r#"{"n": 600, "h": "a"}"#).starts_with("out_of_range: "));
    assert!(ran(&ty, answer(), r#"{"n": 65736, "h": "a"}"#).starts_with("out_of_range: "));
    assert!(ran(&ty, answer(), r#"{"n": 200, "h": "a\r\nb: c"}"#).starts_with("out_of_range: "));
    // The next response discards what a failed one has set.
    let tried = try_catch(vec![answer()], 0, vec![respond(int(400), None)]);
    assert_eq!(ran(&ty, tried, r#"{"n": 200, "h": "\n"}"#), "400");
}
