//! Random conditions, rows and parameters.

use flowright_stdlib::query::{Arithmetic, Predicate, Scalar, TextTest};
use flowright_store::Datum;
use proptest::prelude::*;

use super::COMPARISONS;
use crate::kit::text;

fn int() -> impl Strategy<Value = Datum> {
    let some = prop_oneof![-3i64..=3, Just(i64::MAX), Just(i64::MIN)].prop_map(Datum::Int);
    prop_oneof![1 => Just(Datum::Null), 3 => some]
}

fn words() -> impl Strategy<Value = Datum> {
    let some = prop::sample::select(vec![
        "",
        "a",
        "A",
        "ab",
        "Ab",
        "b",
        "é",
        "É",
        "e\u{301}",
        "İ",
        "ΑΣ",
        "ς",
        "z",
        "\0",
        "'",
        "%",
        "_",
        "\u{d7ff}",
        "\u{10ffff}",
        "\u{10ffff}a",
    ]);
    prop_oneof![1 => Just(Datum::Null), 3 => some.prop_map(text)]
}

fn float() -> impl Strategy<Value = Datum> {
    let some = prop::sample::select(vec![-1.5, 0.0, 0.5, 2.0, 1e300]).prop_map(Datum::Float);
    prop_oneof![1 => Just(Datum::Null), 3 => some]
}

fn bool() -> impl Strategy<Value = Datum> {
    prop_oneof![Just(Datum::Null), any::<bool>().prop_map(Datum::Bool)]
}

pub(super) fn row() -> impl Strategy<Value = Vec<Datum>> {
    let single = (int(), int(), words(), words(), bool(), float(), float());
    let lists = (
        prop_oneof![1 => Just(Datum::Null), 3 => without_null(int())],
        without_null(words()),
        prop_oneof![1 => Just(Datum::Null), 3 => without_null(float())],
    );
    (single, lists).prop_map(|((i, j, t, u, b, f, g), (is, ts, fs))| {
        vec![Datum::Null, i, j, t, u, b, f, g, is, ts, fs]
    })
}

fn list(elements: impl Strategy<Value = Datum>) -> impl Strategy<Value = Datum> {
    prop::collection::vec(elements, 0..4).prop_map(Datum::List)
}

fn without_null(elements: impl Strategy<Value = Datum>) -> impl Strategy<Value = Datum> {
    list(elements.prop_filter("null", |one| *one != Datum::Null))
}

/// Parameter 0 is an int, 1 a text, 2 a bool, 3 a float, 4 to 6 are lists of ints, texts and floats.
pub(super) fn parameters() -> impl Strategy<Value = Vec<Datum>> {
    let single = (int(), words(), bool(), float());
    let lists = (list(int()), list(words()), list(float()));
    (single, lists).prop_map(|((i, t, b, f), (is, ts, fs))| vec![i, t, b, f, is, ts, fs])
}

fn number() -> impl Strategy<Value = Scalar> {
    let leaf = prop_oneof![
        (1usize..=2).prop_map(Scalar::Column),
        Just(Scalar::Parameter(0))
    ];
    leaf.prop_recursive(2, 4, 2, |inner| {
        let operation = prop::sample::select(vec![
            Arithmetic::Add,
            Arithmetic::Subtract,
            Arithmetic::Multiply,
            Arithmetic::Divide,
            Arithmetic::Remainder,
        ]);
        (operation, inner.clone(), inner).prop_map(|(operation, left, right)| {
            Scalar::Arithmetic(operation, Box::new(left), Box::new(right))
        })
    })
}

fn scalar(columns: &'static [usize], parameter: usize) -> impl Strategy<Value = Scalar> {
    prop_oneof![
        prop::sample::select(columns).prop_map(Scalar::Column),
        Just(Scalar::Parameter(parameter))
    ]
}

/// A text, sometimes in lower case.
fn words_of() -> impl Strategy<Value = Scalar> {
    (scalar(&[3, 4], 1), any::<bool>()).prop_map(|(text, lower)| {
        if lower {
            Scalar::Lower(text.into())
        } else {
            text
        }
    })
}

fn test() -> impl Strategy<Value = TextTest> {
    prop::sample::select(vec![
        TextTest::Contains,
        TextTest::StartsWith,
        TextTest::EndsWith,
    ])
}

pub(super) fn predicate() -> impl Strategy<Value = Predicate> {
    let comparison = || prop::sample::select(COMPARISONS.to_vec());
    let leaf = prop_oneof![
        1 => Just(Predicate::All),
        4 => (comparison(), number(), number())
            .prop_map(|(comparison, left, right)| Predicate::Compare(comparison, left, right)),
        4 => (comparison(), scalar(&[3, 4], 1), scalar(&[3, 4], 1))
            .prop_map(|(comparison, left, right)| Predicate::Compare(comparison, left, right)),
        3 => (comparison(), scalar(&[6, 7], 3), scalar(&[6, 7], 3))
            .prop_map(|(comparison, left, right)| Predicate::Compare(comparison, left, right)),
        2 => scalar(&[5], 2).prop_map(Predicate::IsTrue),
        6 => (test(), words_of(), words_of())
            .prop_map(|(test, text, part)| Predicate::Text(test, text, part)),
        2 => (Just(Scalar::Column(8)), number())
            .prop_map(|(list, sought)| Predicate::Holds(list, sought)),
        2 => (Just(Scalar::Column(9)), words_of())
            .prop_map(|(list, sought)| Predicate::Holds(list, sought)),
        2 => (Just(Scalar::Column(10)), scalar(&[6, 7], 3))
            .prop_map(|(list, sought)| Predicate::Holds(list, sought)),
        2 => number().prop_map(|sought| Predicate::In(sought, 4)),
        2 => words_of().prop_map(|sought| Predicate::In(sought, 5)),
        2 => scalar(&[6, 7], 3).prop_map(|sought| Predicate::In(sought, 6)),
        2 => (comparison(), words_of(), words_of())
            .prop_map(|(comparison, left, right)| Predicate::Compare(comparison, left, right)),
    ];
    leaf.prop_recursive(4, 16, 2, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            pair.clone()
                .prop_map(|(left, right)| Predicate::And(left.into(), right.into())),
            pair.prop_map(|(left, right)| Predicate::Or(left.into(), right.into())),
            inner.prop_map(|inner| Predicate::Not(inner.into())),
        ]
    })
}
