//! Runs the examples of the project.

use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::types::Type;

use crate::driver::{Answer, Request, image, run};
use crate::flow::program;

const CONTACT_FORM: &str = include_str!("../../../../examples/contact_form/contact_form.flow");
const GITHUB_PUSH: &str = include_str!("../../../../examples/github_push/github_push.flow");
const SIGNUP: &str = include_str!("../../../../examples/signup/signup.flow");
const PUSH: &str = include_str!("../../../../examples/github_push/push.json");

#[test]
fn contact_form() {
    let program = program(CONTACT_FORM);
    insta::assert_snapshot!(image(&program).workflows[0].code.main);
    let request = |body, topic| Request {
        params: vec![(Type::Text, topic)],
        ..Request::of(body)
    };
    let refused = run(
        &program,
        &request("name=Ann&email=nowhere", "sales"),
        Vec::new(),
    );
    let body = "name=Ann&email=ann%40b.example&message=Hi";
    let row = Answer::Json(r#"{"id": 1, "assigned_to": "sam", "created": true}"#);
    let created = run(&program, &request(body, "sales"), vec![row]);
    let row = Answer::Json(r#"{"id": 1, "assigned_to": null, "created": false}"#);
    let known = run(
        &program,
        &request("name=Ann&email=ann%40b.example", "other"),
        vec![row],
    );
    insta::assert_debug_snapshot!([refused, created, known]);
}

#[test]
fn github_push() {
    let program = program(GITHUB_PUSH);
    insta::assert_snapshot!(image(&program).workflows[0].code.main);
    let request = |event| Request {
        headers: vec![("X-GitHub-Event", event)],
        ..Request::of(PUSH)
    };
    let ping = run(&program, &request("ping"), Vec::new());
    let answers = vec![
        Answer::Json(r#"{"id": 9}"#),
        Answer::Json(r#"{"body": {"id": 7}}"#),
        Answer::Count(1),
        Answer::Null,
    ];
    let deployed = run(&program, &request("push"), answers);
    let answers = vec![
        Answer::Json(r#"{"id": 9}"#),
        Answer::Failure(FailureCode::HttpStatus, Some(503)),
        Answer::Count(1),
        Answer::Null,
    ];
    let not_deployed = run(&program, &request("push"), answers);
    insta::assert_debug_snapshot!([ping, deployed, not_deployed]);
}

#[test]
fn signup() {
    let program = program(SIGNUP);
    insta::assert_snapshot!(image(&program).workflows[0].code.main);
    let body = || Request::of(r#"{"email": "ann@b.example", "name": "Ann"}"#);
    let known = run(&program, &body(), vec![Answer::Json(r#"{"id": 4}"#)]);
    let row = || Answer::Json(r#"{"id": 5}"#);
    let mailed = run(
        &program,
        &body(),
        vec![Answer::Null, row(), Answer::Text("<1>")],
    );
    let failed = Answer::Failure(FailureCode::Unreachable, None);
    let not_mailed = run(&program, &body(), vec![Answer::Null, row(), failed]);
    insta::assert_debug_snapshot!([known, mailed, not_mailed]);
}
