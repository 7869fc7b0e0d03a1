//! `http` steps.

use flowright_check::program::{
    BindingId, Body, Conversion, Expectation, Format, HttpBodyKind, Statement, StepKind, Trigger,
    failure_type,
};
use flowright_ir::code::Instruction;
use flowright_ir::image;
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Answer, Request, run};
use crate::steps::{BODY, http, http_call, program, ty};

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
    let call = http_call("http POST ci", path, query);
    let program = program(vec![Statement::Expression(call), json(int(1))]);
    let ran = run(&program, &Request::of(BODY), vec![Answer::Json("{}")]);
    insta::assert_snapshot!(ran.steps.join("\n"));
}

#[test]
fn floats_and_times_in_a_url_are_percent_encoded() {
    // In a query, a `+` is decoded as a space.
    let part = r#"{"f": 1e300, "g": null, "at": "2026-01-02T03:04:05Z"}"#;
    let ty = record_type(&[
        ("f", Type::Float),
        ("g", Type::Float.optional()),
        ("at", Type::Time),
    ]);
    let member = |name| field(data(&ty), name);
    let path = vec![
        literal("/"),
        value(member("f")),
        literal("/"),
        value(member("at")),
    ];
    let optional = |value, ty: Type| convert(Conversion::ToOptional, value, &ty.optional());
    let query = vec![
        ("f", optional(member("f"), Type::Float)),
        ("g", member("g")),
        ("at", member("at")),
    ];
    let call = http_call("http POST ci", path, query);
    let mut program = program(vec![Statement::Expression(call), json(int(1))]);
    let Trigger::Webhook(webhook) = &mut program.workflows[0].trigger;
    webhook.body = Body::Json(ty.clone());
    let ran = run(&program, &Request::of(part), vec![Answer::Json("{}")]);
    let time = "2026-01-02T03%3A04%3A05.000000Z";
    let target = format!("/1e%2B300/{time}?f=1e%2B300&at={time}");
    assert!(ran.steps[0].contains(&target), "{}", ran.steps[0]);
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
    let call = http_call("http", vec![literal("/x")], query());
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
    let call = http_call("http POST ci", path, Vec::new());
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

/// The path with the name in place of each `{}`.
fn with_name(path: &str, name: &str, answers: Vec<Answer>) -> String {
    let mut parts = Vec::new();
    for (index, text) in path.split("{}").enumerate() {
        if index > 0 {
            parts.push(value(field(data(&ty()), "name")));
        }
        parts.push(literal(text));
    }
    let call = http_call("http", parts, Vec::new());
    let program = program(vec![Statement::Expression(call), json(int(1))]);
    let body = format!(r#"{{"n": 1, "name": "{name}"}}"#).leak();
    let ran = run(&program, &Request::of(body), answers);
    let step = ran.steps.first();
    let target = step.and_then(|step| step.split('"').nth(3));
    target.map_or(ran.result, str::to_owned)
}

#[test]
fn a_value_beside_other_text_may_be_empty_or_dots() {
    for (path, name, target) in [
        ("/v{}", "", "/v"),
        ("/v{}/x", "..", "/v../x"),
        ("/{}.json", ".", "/..json"),
        ("/a/{}-{}", "", "/a/-"),
        ("/a/{}.{}", "x", "/a/x.x"),
        ("/a/.{}", "x/y", "/a/.x%2Fy"),
        ("/a?x=/{}/", "..", "/a?x=/../"),
        ("/a?{}", "", "/a?"),
        ("/a/b?x={}#c#{}", "#", "/a/b?x=%23%23c%23%23"),
        ("/a#/{}", "x", "/a%23/x"),
    ] {
        let answers = vec![Answer::Json("{}")];
        assert_eq!(with_name(path, name, answers), target, "{path} {name}");
    }
}

#[test]
fn values_and_dots_that_fill_a_segment_cannot_climb() {
    for path in [
        "/{}", "/a/{}/b", "/{}/", "/{}?x=1", "/{}{}", "/.{}", "/{}.", "/{}.{}", "/%2e{}", "/{}%2E",
    ] {
        for name in ["", ".", ".."] {
            let result = with_name(path, name, Vec::new());
            assert!(result.contains("out_of_range"), "{path} {name}: {result}");
        }
    }
}

#[test]
fn an_address_without_values_is_a_constant() {
    let call = http_call("http", vec![literal("/x")], Vec::new());
    let program = program(vec![Statement::Expression(call), json(int(1))]);
    let image = crate::driver::image(&program);
    let blocks = image.workflows[0].code.main.blocks.iter();
    let instructions = blocks.flat_map(|block| &block.instructions);
    let taken = instructions.filter(|one| matches!(one, Instruction::Take { .. }));
    assert_eq!(taken.count(), 0);
}

#[test]
fn an_answer_is_read_as_far_as_it_is_expected() {
    let expected = record_type(&[("id", Type::Int), ("log", Type::Text.list())]);
    let (mut call, mut operands) = http(vec![literal("/x")], Vec::new());
    call.expect = Expectation::Json(expected.clone());
    call.accept_any = true;
    call.body = HttpBodyKind::Json;
    let body = record(vec![("name", field(data(&ty()), "name"))]);
    operands.insert(1, written(Format::Json, body));
    let result = record_type(&[
        ("status", Type::Int),
        ("headers", Type::Headers),
        ("body", expected.clone().optional()),
    ]);
    let call = step(
        "http POST ci",
        StepKind::Http(call),
        operands,
        result.clone(),
    );
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
    let step = &image.workflows[0].workflow.steps[0];
    assert!(matches!(step.kind, image::StepKind::Http(_)));
    assert_eq!(step.result.to_string(), "{ body: { id: int }? }");
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
