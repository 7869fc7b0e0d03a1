//! `http` steps.

use flowright_check::program::{
    BindingId, Conversion, Expectation, HttpBody, Statement, StepKind, failure_type,
};
use flowright_ir::image;
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Answer, Request, run};
use crate::steps::{BODY, http, program, ty};

#[test]
fn values_in_a_url_stay_in_their_place() {
    let name = || value(field(data(&ty()), "name"));
    let email = || field(data(&ty()), "email");
    let path = vec![literal("/a b/"), name(), literal("?q="), name()];
    let query = vec![
        ("page", int(1)),
        ("e mail", email()),
        ("none", null(&Type::Int.optional())),
    ];
    let call = step(
        "http POST ci",
        StepKind::Http(http(path, query)),
        record_type(&[("status", Type::Int)]),
    );
    let program = program(vec![Statement::Expression(call), json(int(1))]);
    let ran = run(&program, &Request::of(BODY), vec![Answer::Json("{}")]);
    insta::assert_snapshot!(ran.steps.join("\n"));
}

#[test]
fn a_query_begins_with_the_first_value_there_is() {
    let query = || {
        vec![
            ("email", field(data(&ty()), "email")),
            (
                "n",
                convert(
                    Conversion::ToOptional,
                    field(data(&ty()), "n"),
                    &Type::Int.optional(),
                ),
            ),
        ]
    };
    let call = step(
        "http",
        StepKind::Http(http(vec![literal("/x")], query())),
        record_type(&[("status", Type::Int)]),
    );
    let program = program(vec![Statement::Expression(call), json(int(1))]);
    let target = |body| {
        let ran = run(&program, &Request::of(body), vec![Answer::Json("{}")]);
        ran.steps[0].clone()
    };
    assert!(target(BODY).contains(r#""target":"/x?email=a%40b.c&n=5""#));
    assert!(target(r#"{"n": 5, "name": ""}"#).contains(r#""target":"/x?n=5""#));
}

#[test]
fn a_path_cannot_climb() {
    let path = vec![literal("/files/"), value(field(data(&ty()), "name"))];
    let call = step(
        "http POST ci",
        StepKind::Http(http(path, Vec::new())),
        record_type(&[("status", Type::Int)]),
    );
    let program = program(vec![try_catch(
        vec![Statement::Expression(call), json(int(1))],
        0,
        vec![json(field(bound(0, &failure_type()), "code"))],
    )]);
    for body in [r#"{"n": 1, "name": ".."}"#, r#"{"n": 1, "name": ""}"#] {
        assert_eq!(
            run(&program, &Request::of(body), Vec::new()).result,
            r#"200 "out_of_range""#
        );
    }
}

#[test]
fn an_answer_is_read_as_far_as_it_is_expected() {
    let expected = record_type(&[("id", Type::Int), ("log", Type::Text.list())]);
    let mut call = http(vec![literal("/x")], Vec::new());
    call.expect = Expectation::Json(expected.clone());
    call.accept_any = true;
    call.body = HttpBody::Json(record(vec![("name", field(data(&ty()), "name"))]));
    let result = record_type(&[
        ("status", Type::Int),
        ("headers", Type::Headers),
        ("body", expected.clone().optional()),
    ]);
    let call = step("http POST ci", StepKind::Http(call), result.clone());
    let body = field(bound(0, &result), "body");
    let id = expression(
        E::Chain {
            base: Box::new(body),
            binding: BindingId(1),
            then: Box::new(field(bound(1, &expected), "id")),
        },
        Type::Int.optional(),
    );
    let program = program(vec![bind(0, call), json(id)]);
    let image = crate::driver::image(&program);
    let image::StepKind::Http(template) = &image.workflows[0].steps[0].kind else {
        panic!("another step");
    };
    assert_eq!(template.result.to_string(), "{ body: { id: int }? }");
    let ran = run(
        &program,
        &Request::of(BODY),
        vec![Answer::Json(r#"{"body": {"id": 7}}"#)],
    );
    assert_eq!(ran.result, "200 7");
    assert!(
        ran.steps[0].contains(r#""body":"{\"name\":\"Ann & Co\"}""#),
        "{}",
        ran.steps[0]
    );
    let ran = run(
        &program,
        &Request::of(BODY),
        vec![Answer::Json(r#"{"body": null}"#)],
    );
    assert_eq!(ran.result, "200 null");
}
