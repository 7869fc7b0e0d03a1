//! Fuel: long-running code returns to the engine, and resumes as if it had not.

use flowright_check::program::Conversion;
use flowright_check::program::Program;
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Request, run};

fn wide() -> Type {
    record_type(&[
        ("a", Type::Int),
        ("b", Type::Text),
        ("c", Type::Text.optional()),
    ])
}

fn narrow() -> Type {
    record_type(&[("c", Type::Text.optional()), ("a", Type::Int)])
}

fn narrowed() -> Program {
    let ty = record_type(&[("list", wide().list())]);
    let copied = convert(Conversion::Copy, field(data(&ty), "list"), &narrow().list());
    json_program(
        &ty,
        vec![
            bind(0, copied),
            json(list(vec![bound(0, &narrow().list())])),
        ],
    )
}

const BODY: &str =
    r#"{"list": [{"a": 1, "b": "x"}, {"a": 2, "b": "y", "c": "z"}, {"a": 3, "b": ""}]}"#;
const ANSWER: &str = r#"200 [[{"c":null,"a":1},{"c":"z","a":2},{"c":null,"a":3}]]"#;

#[test]
fn a_list_is_copied_in_slices() {
    let once = run(&narrowed(), &Request::of(BODY), Vec::new());
    assert_eq!((once.result.as_str(), once.refills), (ANSWER, 0));
    let often = run(&narrowed(), &Request::of(BODY).with_fuel(1), Vec::new());
    assert_eq!((often.result.as_str(), often.refills), (ANSWER, 3));
}

#[test]
fn chains_of_functions_give_back() {
    let ty = record_type(&[("n", Type::Int)]);
    let mut program = json_program(
        &ty,
        vec![json(call_function(
            7,
            vec![field(data(&ty), "n")],
            Type::Int,
        ))],
    );
    program.functions = vec![function("f0", 1, giving(add(bound(0, &Type::Int), int(1))))];
    for before in 0..7 {
        let call = || call_function(before, vec![bound(0, &Type::Int)], Type::Int);
        let body = giving(add(call(), call()));
        program.functions.push(function("f", 1, body));
    }
    let once = run(&program, &Request::of(r#"{"n": 1}"#), Vec::new());
    assert_eq!((once.result.as_str(), once.refills), ("200 256", 0));
    let often = run(
        &program,
        &Request::of(r#"{"n": 1}"#).with_fuel(100),
        Vec::new(),
    );
    assert_eq!(often.result, once.result);
    assert!(often.refills > 10, "{}", often.refills);
}

fn compared(count: usize) -> Program {
    let ty = record_type(&[("t", Type::Text)]);
    let one = |index: usize| {
        let same = equal(field(data(&ty), "t"), text("x"));
        let kind = E::If {
            condition: Box::new(same),
            then: giving(int(1)),
            otherwise: giving(int(0)),
        };
        match index % 2 {
            0 => expression(kind, Type::Int),
            _ => call("length", vec![field(data(&ty), "t")]),
        }
    };
    let answer = json(list((0..count).map(one).collect()));
    let caught = vec![json(int(0))];
    json_program(&ty, vec![try_catch(vec![answer], 0, caught)])
}

#[test]
fn code_without_loops_gives_back() {
    for (count, refills) in [(63, 0), (64, 1), (127, 1), (128, 2), (1000, 15)] {
        let body = r#"{"t": "x"}"#;
        let once = run(&compared(count), &Request::of(body), Vec::new());
        assert_eq!(once.refills, 0);
        assert_eq!(once.result, format!("200 [{}]", vec!["1"; count].join(",")));
        let fuel = Request::of(body).with_fuel(10);
        let often = run(&compared(count), &fuel, Vec::new());
        assert_eq!((often.result, often.refills), (once.result, refills));
    }
}

#[test]
fn code_that_looks_through_texts_gives_back_after_each() {
    let ty = record_type(&[("t", Type::Text)]);
    for count in [1, 2, 10] {
        let trimmed = || call("trim", vec![field(data(&ty), "t")]);
        let answer = json(list((0..count).map(|_| trimmed()).collect()));
        let program = json_program(&ty, vec![answer]);
        let body = format!(r#"{{"t": "{}"}}"#, "x".repeat(100_000));
        let request = Request::of(body.leak()).with_fuel(10);
        let ran = run(&program, &request, Vec::new());
        assert_eq!(ran.refills, count);
    }
}
