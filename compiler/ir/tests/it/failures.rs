//! `try`, `catch` and `fail`.

use flowright_check::program::{Arithmetic, Expression, ExpressionKind, Statement, failure_type};
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Request, run};

fn ty() -> Type {
    record_type(&[("n", Type::Int)])
}

fn ran(statements: Vec<Statement>, body: &'static str) -> String {
    run(
        &json_program(&ty(), statements),
        &Request::of(body),
        Vec::new(),
    )
    .result
}

fn caught(error: u32) -> Statement {
    json(bound(error, &failure_type()))
}

fn fail(message: Expression) -> Statement {
    Statement::Expression(Expression {
        kind: ExpressionKind::Fail {
            message: Box::new(message),
        },
        ty: Type::Never,
        span: span(3),
    })
}

#[test]
fn an_overflow_is_caught() {
    let sum = add(field(data(&ty()), "n"), int(1));
    let tried = || {
        try_catch(
            vec![bind(1, sum.clone()), json(bound(1, &Type::Int))],
            0,
            vec![caught(0)],
        )
    };
    assert_eq!(ran(vec![tried()], r#"{"n": 1}"#), "200 2");
    insta::assert_snapshot!(ran(vec![tried()], r#"{"n": 9223372036854775807}"#));
}

#[test]
fn a_failure_in_a_catch_goes_outwards() {
    let inner = try_catch(
        vec![fail(text("first"))],
        1,
        vec![bind(
            2,
            arithmetic(Arithmetic::Divide, int(1), field(data(&ty()), "n")),
        )],
    );
    let outer = try_catch(vec![inner, fail(text("second"))], 0, vec![caught(0)]);
    let zero = ran(vec![outer.clone()], r#"{"n": 0}"#);
    assert!(zero.contains(r#""code":"division_by_zero""#), "{zero}");
    let one = ran(vec![outer], r#"{"n": 1}"#);
    assert!(one.contains(r#""message":"second""#), "{one}");
}

#[test]
fn a_failure_that_nothing_catches_ends() {
    let message = interpolated(vec![literal("n is "), value(field(data(&ty()), "n"))]);
    assert_eq!(ran(vec![fail(message)], r#"{"n": 7}"#), "fail: n is 7");
}

#[test]
fn what_was_bound_before_is_there_in_the_catch() {
    let statements = vec![
        bind(1, add(field(data(&ty()), "n"), int(1))),
        try_catch(vec![fail(text("x"))], 0, vec![json(bound(1, &Type::Int))]),
    ];
    assert_eq!(ran(statements, r#"{"n": 7}"#), "200 8");
}
