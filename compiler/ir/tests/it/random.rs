//! Random expressions: lowered code is valid, and slices of fuel do not change results.

use flowright_check::program::{Arithmetic, Conversion, Expression};
use flowright_stdlib::types::Type;
use proptest::prelude::*;

use crate::build::*;
use crate::driver::{Request, run};

const BODY: &str =
    r#"{"n": 3, "t": "a/b", "m": null, "list": [{"n": 1, "t": "x"}, {"n": 2, "t": "y"}]}"#;

fn element() -> Type {
    record_type(&[("n", Type::Int), ("t", Type::Text)])
}

fn narrow() -> Type {
    record_type(&[("t", Type::Text)])
}

fn data_type() -> Type {
    record_type(&[
        ("n", Type::Int),
        ("t", Type::Text),
        ("m", Type::Int.optional()),
        ("list", element().list()),
    ])
}

fn member(name: &str) -> Expression {
    field(data(&data_type()), name)
}

fn narrowed() -> Expression {
    convert(Conversion::Copy, member("list"), &narrow().list())
}

fn at(list: Expression, element: &Type, index: Expression) -> Expression {
    let kind = E::Index {
        list: Box::new(list),
        index: Box::new(index),
    };
    expression(kind, element.clone().optional())
}

fn choose(condition: Expression, then: Expression, otherwise: Expression) -> Expression {
    let ty = then.ty.clone();
    let kind = E::If {
        condition: Box::new(condition),
        then: giving(then),
        otherwise: giving(otherwise),
    };
    expression(kind, ty)
}

/// An int, a text and a bool, each of any depth.
type Triple = (Expression, Expression, Expression);

fn triple() -> impl Strategy<Value = Triple> {
    let leaf = prop_oneof![
        any::<i8>().prop_map(|n| (int(i64::from(n)), text("c"), equal(int(1), int(1)))),
        Just((member("n"), member("t"), equal(member("n"), int(3)))),
        Just((
            coalesce(member("m"), int(7)),
            text(""),
            equal(member("m"), null(&Type::Int.optional()))
        )),
        Just((
            call("length", vec![narrowed()]),
            member("t"),
            equal(member("t"), text("a/b"))
        )),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        (inner.clone(), inner.clone(), inner, 0..6_u8)
            .prop_map(|(a, b, c, how)| combine(how, a, b, c))
    })
}

fn combine(how: u8, a: Triple, b: Triple, c: Triple) -> Triple {
    match how {
        0 => (
            add(a.0, b.0),
            interpolated(vec![value(a.1), literal("-"), value(b.1)]),
            a.2,
        ),
        1 => (
            arithmetic(Arithmetic::Divide, a.0, b.0),
            call("upper", vec![b.1]),
            expression(E::And(Box::new(a.2), Box::new(b.2)), Type::Bool),
        ),
        2 => (
            choose(a.2.clone(), b.0, c.0),
            choose(c.2, b.1, a.1),
            expression(E::Or(Box::new(a.2), Box::new(b.2)), Type::Bool),
        ),
        3 => {
            let row = at(member("list"), &element(), a.0);
            let found = equal(row.clone(), null(&element().optional()));
            let chain = |name: &str, ty: Type| {
                let kind = E::Chain {
                    base: Box::new(row.clone()),
                    binding: flowright_check::program::BindingId(50),
                    then: Box::new(field(bound(50, &element()), name)),
                };
                expression(kind, ty.optional())
            };
            (
                coalesce(chain("n", Type::Int), b.0),
                coalesce(chain("t", Type::Text), c.1),
                found,
            )
        }
        4 => {
            let kind = E::In {
                negated: false,
                value: Box::new(record(vec![("t", a.1)])),
                list: Box::new(narrowed()),
            };
            (a.0, b.1, expression(kind, Type::Bool))
        }
        _ => (
            call_function(0, vec![a.0, b.0], Type::Int),
            call_function(1, vec![c.1.clone()], Type::Text),
            equal(
                record(vec![("a", a.1), ("b", b.2)]),
                record(vec![("a", c.1), ("b", c.2)]),
            ),
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 128 }))]

    #[test]
    fn slices_change_nothing((number, words, truth) in triple()) {
        let value = record(vec![("n", number), ("t", words), ("b", truth)]);
        let mut program = json_program(&data_type(), vec![try_catch(
            vec![bind(1, value.clone()), json(list(vec![bound(1, &value.ty), value]))],
            0,
            vec![json(bound(0, &flowright_check::program::failure_type()))],
        )]);
        program.functions = vec![
            function("sum", 2, giving(add(bound(0, &Type::Int), bound(1, &Type::Int)))),
            function("same", 1, giving(bound(0, &Type::Text))),
        ];
        let whole = run(&program, &Request::of(BODY), Vec::new());
        prop_assert!(whole.result.starts_with("200 "), "{}", whole.result);
        prop_assert!(!whole.result.contains("internal"), "{}", whole.result);
        let sliced = run(&program, &Request::of(BODY).with_fuel(1), Vec::new());
        prop_assert_eq!(whole.result, sliced.result);
    }
}
