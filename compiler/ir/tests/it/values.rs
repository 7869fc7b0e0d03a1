//! Expressions and their values.

use flowright_check::program::{
    Arithmetic, Arm, BindingId, Comparison, ContextMember, Conversion, Expression, Pattern, Trigger,
};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Request, run};

fn value_of(expression: Expression, ty: &Type, body: &'static str) -> String {
    run(
        &json_program(ty, vec![json(expression)]),
        &Request::of(body),
        Vec::new(),
    )
    .result
}

fn point() -> Type {
    record_type(&[
        ("x", Type::Int),
        ("y", Type::Float),
        ("name", Type::Text.optional()),
    ])
}

#[test]
fn arithmetic_is_checked_and_truncates() {
    let ty = point();
    let x = || field(data(&ty), "x");
    let divided = arithmetic(Arithmetic::Divide, x(), int(2));
    let rest = arithmetic(Arithmetic::Remainder, x(), int(2));
    let both = list(vec![divided, rest]);
    assert_eq!(value_of(both, &ty, r#"{"x": -7, "y": 1}"#), "200 [-3,-1]");
    let too_much = add(x(), int(1));
    let body = r#"{"x": 9223372036854775807, "y": 1}"#;
    assert!(value_of(too_much, &ty, body).starts_with("overflow: "));
    let by_zero = arithmetic(Arithmetic::Remainder, int(1), x());
    assert!(value_of(by_zero, &ty, r#"{"x": 0, "y": 1}"#).starts_with("division_by_zero: "));
    let y = || field(data(&ty), "y");
    let squared = arithmetic(Arithmetic::Multiply, y(), y());
    assert!(value_of(squared, &ty, r#"{"x": 0, "y": 1e200}"#).starts_with("overflow: "));
    let negated = expression(E::Negate(Box::new(x())), Type::Int);
    let body = r#"{"x": -9223372036854775808, "y": 1}"#;
    assert!(value_of(negated, &ty, body).starts_with("overflow: "));
}

#[test]
fn null_is_handled() {
    let ty = point();
    let name = || field(data(&ty), "name");
    let value = record(vec![
        ("name", name()),
        ("or", coalesce(name(), text("nobody"))),
        ("is_null", equal(name(), null(&name().ty))),
        (
            "is_ann",
            equal(
                name(),
                convert(Conversion::ToOptional, text("ann"), &name().ty),
            ),
        ),
    ]);
    let with = value_of(value.clone(), &ty, r#"{"x": 1, "y": 1, "name": "ann"}"#);
    assert_eq!(
        with,
        r#"200 {"name":"ann","or":"ann","is_null":false,"is_ann":true}"#
    );
    let without = value_of(value, &ty, r#"{"x": 1, "y": 1}"#);
    assert_eq!(
        without,
        r#"200 {"name":null,"or":"nobody","is_null":true,"is_ann":false}"#
    );
}

#[test]
fn what_follows_a_null_is_null() {
    let ty = record_type(&[("at", point().optional())]);
    let then = field(bound(5, &point()), "name");
    let chain = expression(
        E::Chain {
            base: Box::new(field(data(&ty), "at")),
            binding: BindingId(5),
            then: Box::new(then),
        },
        Type::Text.optional(),
    );
    for (body, expected) in [
        (r#"{"at": null}"#, "200 null"),
        (r#"{"at": {"x": 1, "y": 1}}"#, "200 null"),
        (r#"{"at": {"x": 1, "y": 1, "name": "b"}}"#, "200 \"b\""),
    ] {
        assert_eq!(value_of(chain.clone(), &ty, body), expected);
    }
}

#[test]
fn an_index_outside_of_a_list_gives_null() {
    let ty = record_type(&[("at", Type::Int), ("list", point().list())]);
    let index = expression(
        E::Index {
            list: Box::new(field(data(&ty), "list")),
            index: Box::new(field(data(&ty), "at")),
        },
        point().optional(),
    );
    for (body, expected) in [
        (
            r#"{"at": 1, "list": [{"x": 1, "y": 1}, {"x": 2, "y": 0.5}]}"#,
            r#"200 {"x":2,"y":0.5,"name":null}"#,
        ),
        (
            r#"{"at": 2, "list": [{"x": 1, "y": 1}, {"x": 2, "y": 2}]}"#,
            "200 null",
        ),
        (r#"{"at": -1, "list": [{"x": 1, "y": 1}]}"#, "200 null"),
        (r#"{"at": 0, "list": []}"#, "200 null"),
    ] {
        assert_eq!(value_of(index.clone(), &ty, body), expected);
    }
}

#[test]
fn the_first_arm_that_fits_is_taken() {
    let ty = point();
    let arm = |patterns, gives: &str| Arm {
        patterns,
        binding: None,
        body: giving(text(gives)),
    };
    let text_pattern = |text: &str| Pattern::Constant(Constant::Text(text.into()));
    let matched = expression(
        E::Match {
            scrutinee: Box::new(field(data(&ty), "name")),
            arms: vec![
                arm(vec![Pattern::Constant(Constant::Null)], "null"),
                arm(vec![text_pattern("a"), text_pattern("b")], "a or b"),
                arm(vec![text_pattern("a")], "never"),
                arm(Vec::new(), "else"),
            ],
        },
        Type::Text,
    );
    for (body, expected) in [
        (r#"{"x": 1, "y": 1}"#, "200 \"null\""),
        (r#"{"x": 1, "y": 1, "name": "b"}"#, "200 \"a or b\""),
        (r#"{"x": 1, "y": 1, "name": ""}"#, "200 \"else\""),
    ] {
        assert_eq!(value_of(matched.clone(), &ty, body), expected);
    }
}

#[test]
fn the_right_side_is_looked_at_only_where_it_counts() {
    let ty = point();
    let x = || field(data(&ty), "x");
    let fails = || equal(arithmetic(Arithmetic::Divide, int(1), x()), int(0));
    let is_zero = || equal(x(), int(0));
    let or = expression(E::Or(Box::new(is_zero()), Box::new(fails())), Type::Bool);
    assert_eq!(value_of(or.clone(), &ty, r#"{"x": 0, "y": 1}"#), "200 true");
    assert_eq!(value_of(or, &ty, r#"{"x": 5, "y": 1}"#), "200 true");
    let and = expression(E::And(Box::new(is_zero()), Box::new(fails())), Type::Bool);
    assert_eq!(
        value_of(and.clone(), &ty, r#"{"x": 1, "y": 1}"#),
        "200 false"
    );
    assert!(value_of(and, &ty, r#"{"x": 0, "y": 1}"#).starts_with("division_by_zero"));
}

#[test]
fn membership_looks_at_every_element() {
    let ty = record_type(&[("x", Type::Text), ("list", Type::Text.list())]);
    let contains = |list, negated| {
        let kind = E::In {
            negated,
            value: Box::new(field(data(&ty), "x")),
            list: Box::new(list),
        };
        expression(kind, Type::Bool)
    };
    let both = list(vec![
        contains(field(data(&ty), "list"), false),
        contains(list(vec![text("a"), text("b")]), true),
        call(
            "contains",
            vec![field(data(&ty), "list"), field(data(&ty), "x")],
        ),
    ]);
    let body = r#"{"x": "b", "list": ["a", "c", "b"]}"#;
    assert_eq!(value_of(both.clone(), &ty, body), "200 [true,false,true]");
    let body = r#"{"x": "z", "list": ["a", "c", "b"]}"#;
    assert_eq!(value_of(both, &ty, body), "200 [false,true,false]");
}

#[test]
fn texts_are_ordered_by_their_bytes() {
    let compare = |left: &str, right: &str| {
        let kind = E::Compare(
            Comparison::Less,
            Box::new(text(left)),
            Box::new(text(right)),
        );
        expression(kind, Type::Bool)
    };
    let all = list(vec![
        compare("a", "b"),
        compare("ab", "b"),
        compare("b", "ab"),
        compare("", ""),
    ]);
    assert_eq!(
        value_of(all, &point(), r#"{"x": 1, "y": 1}"#),
        "200 [true,true,false,false]"
    );
}

#[test]
fn headers_are_found_in_any_case() {
    let ty = point();
    let headers = || expression(E::Context(ContextMember::Headers), Type::Headers);
    let header = |name: &str| {
        let kind = E::Header {
            headers: Box::new(headers()),
            name: Box::new(text(name)),
        };
        expression(kind, Type::Text.optional())
    };
    let known = expression(
        E::Context(ContextMember::Header("x-one".into())),
        Type::Text.optional(),
    );
    let program = json_program(
        &ty,
        vec![json(list(vec![header("x-ONE"), header("no"), known]))],
    );
    let mut request = Request::of(r#"{"x": 1, "y": 1}"#);
    request.headers = vec![("X-One", "1"), ("x-one", "2")];
    assert_eq!(
        run(&program, &request, Vec::new()).result,
        r#"200 ["1",null,"1"]"#
    );
}

#[test]
fn functions_are_inlined_with_their_arguments_evaluated_once() {
    let ty = point();
    let doubled = function(
        "doubled",
        1,
        giving(add(bound(0, &Type::Int), bound(0, &Type::Int))),
    );
    let inner = call_function(0, vec![bound(0, &Type::Int)], Type::Int);
    let twice = function("twice", 1, giving(call_function(0, vec![inner], Type::Int)));
    let mut program = json_program(
        &ty,
        vec![
            bind(0, int(100)),
            json(add(
                call_function(1, vec![field(data(&ty), "x")], Type::Int),
                bound(0, &Type::Int),
            )),
        ],
    );
    program.functions = vec![doubled, twice];
    let ran = run(&program, &Request::of(r#"{"x": 3, "y": 1}"#), Vec::new());
    assert_eq!(ran.result, "200 112");
}

#[test]
fn a_condition_decides_before_the_body_is_read() {
    let known = |name: &str| {
        let kind = E::Context(ContextMember::Header(name.into()));
        expression(kind, Type::Text.optional())
    };
    let push = convert(Conversion::ToOptional, text("push"), &Type::Text.optional());
    let same = function("same", 1, giving(bound(0, &Type::Text.optional())));
    let ty = Type::Text.optional();
    let mut program = json_program(&point(), vec![json(field(data(&point()), "x"))]);
    program.functions = vec![same];
    let Trigger::Webhook(webhook) = &mut program.workflows[0].trigger;
    webhook.when = Some(equal(call_function(0, vec![known("x-event")], ty), push));
    let mut request = Request::of(r#"{"x": 1, "y": 1}"#).with_fuel(1);
    assert_eq!(run(&program, &request, Vec::new()).result, "204");
    request.headers = vec![("X-Event", "ping")];
    assert_eq!(run(&program, &request, Vec::new()).result, "204");
    request.headers = vec![("X-Event", "push")];
    assert_eq!(run(&program, &request, Vec::new()).result, "200 1");
}
