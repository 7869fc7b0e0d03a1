//! Arithmetic and comparisons, on both engines.

use crate::common::{HELLO, QUOTED, SITE, fails, gives, value, word};
use flowright_ir::code::{Arithmetic, Comparison, Instruction, TypeId};
use flowright_jit::testing::Record;
use flowright_stdlib::failure::FailureCode;

fn int(operator: Arithmetic, a: i64, b: i64) -> Record {
    value(|builder, to| {
        let [left, right] = [builder.local(), builder.local()];
        let (a, b) = (
            word(left, a.cast_unsigned()),
            word(right, b.cast_unsigned()),
        );
        vec![
            a,
            b,
            Instruction::Int {
                operator,
                to,
                left,
                right,
                site: SITE,
            },
        ]
    })
}

fn float(operator: Arithmetic, a: f64, b: f64) -> Record {
    value(|builder, to| {
        let [left, right] = [builder.local(), builder.local()];
        let (a, b) = (word(left, a.to_bits()), word(right, b.to_bits()));
        vec![
            a,
            b,
            Instruction::Float {
                operator,
                to,
                left,
                right,
                site: SITE,
            },
        ]
    })
}

#[test]
fn ints_are_checked() {
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};
    for (operator, a, b, expected) in [
        (Add, 2, 3, Some(5)),
        (Add, i64::MAX, 1, None),
        (Subtract, 2, 3, Some(-1)),
        (Subtract, i64::MIN, 1, None),
        (Multiply, -4, 3, Some(-12)),
        (Multiply, i64::MAX, 2, None),
        (Multiply, i64::MIN, -1, None),
        (Divide, -7, 2, Some(-3)),
        (Divide, i64::MIN, -1, None),
        (Remainder, -7, 2, Some(-1)),
        (Remainder, i64::MIN, -1, Some(0)),
    ] {
        let record = int(operator, a, b);
        match expected {
            Some(value) => gives(&record, i64::cast_unsigned(value)),
            None => fails(&record, FailureCode::Overflow),
        }
    }
    fails(&int(Divide, 1, 0), FailureCode::DivisionByZero);
    fails(&int(Remainder, 1, 0), FailureCode::DivisionByZero);
}

#[test]
fn floats_stay_finite() {
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};
    for (operator, a, b, expected) in [
        (Add, 0.1, 0.2, 0.1 + 0.2),
        (Subtract, 1.0, 0.5, 0.5),
        (Multiply, -1.5, 2.0, -3.0),
        (Divide, 1.0, 3.0, 1.0 / 3.0),
        (Remainder, -5.5, 2.0, -1.5),
    ] {
        gives(&float(operator, a, b), f64::to_bits(expected));
    }
    fails(&float(Add, f64::MAX, f64::MAX), FailureCode::Overflow);
    fails(&float(Multiply, f64::MAX, 2.0), FailureCode::Overflow);
    fails(&float(Divide, f64::MAX, 0.5), FailureCode::Overflow);
    fails(&float(Divide, 1.0, 0.0), FailureCode::DivisionByZero);
    fails(&float(Divide, 1.0, -0.0), FailureCode::DivisionByZero);
    fails(&float(Remainder, 1.0, 0.0), FailureCode::DivisionByZero);
    let negated = value(|builder, to| {
        let from = builder.local();
        vec![
            word(from, 1.5_f64.to_bits()),
            Instruction::NegateFloat { to, from },
        ]
    });
    gives(&negated, (-1.5_f64).to_bits());
}

#[test]
fn comparisons_hold_as_they_should() {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let all = [Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual];
    for comparison in all {
        for (a, b) in [(1_i64, 2_i64), (2, 2), (-1, 1), (i64::MIN, i64::MAX)] {
            let record = value(|builder, to| {
                let [left, right] = [builder.local(), builder.local()];
                let (a, b) = (
                    word(left, a.cast_unsigned()),
                    word(right, b.cast_unsigned()),
                );
                vec![
                    a,
                    b,
                    Instruction::CompareInt {
                        comparison,
                        to,
                        left,
                        right,
                    },
                ]
            });
            gives(&record, u64::from(comparison.holds(a.cmp(&b))));
        }
        for (a, b) in [
            (1.0, 2.0),
            (-0.0, 0.0),
            (f64::NAN, 1.0),
            (f64::NAN, f64::NAN),
        ] {
            value(|builder, to| {
                let [left, right] = [builder.local(), builder.local()];
                let (a, b) = (word(left, f64::to_bits(a)), word(right, f64::to_bits(b)));
                vec![
                    a,
                    b,
                    Instruction::CompareFloat {
                        comparison,
                        to,
                        left,
                        right,
                    },
                ]
            });
        }
        for (a, b) in [(HELLO, QUOTED), (QUOTED, HELLO), (HELLO, HELLO)] {
            let record = value(|builder, to| {
                let left = [builder.local(), builder.local()];
                let right = [builder.local(), builder.local()];
                vec![
                    Instruction::Data { to: left, data: a },
                    Instruction::Data { to: right, data: b },
                    Instruction::CompareText {
                        comparison,
                        to,
                        left,
                        right,
                        site: SITE,
                    },
                ]
            });
            // `h` sorts after `a`.
            gives(
                &record,
                u64::from(comparison.holds(b.offset.cmp(&a.offset))),
            );
        }
    }
    let not = value(|builder, to| {
        let from = builder.local();
        vec![word(from, 1), Instruction::Not { to, from }]
    });
    gives(&not, 0);
}

#[test]
fn values_are_equal_all_the_way_down() {
    for (tag, expected) in [(0, 0), (1, 1)] {
        let record = value(|builder, to| {
            let left = [builder.local(), builder.local(), builder.local()];
            let right = [builder.local(), builder.local(), builder.local()];
            vec![
                word(left[0], 1),
                Instruction::Data {
                    to: [left[1], left[2]],
                    data: HELLO,
                },
                word(right[0], tag),
                Instruction::Data {
                    to: [right[1], right[2]],
                    data: HELLO,
                },
                Instruction::Equal {
                    to,
                    ty: TypeId(1),
                    left: left.to_vec(),
                    right: right.to_vec(),
                    site: SITE,
                },
            ]
        });
        gives(&record, expected);
    }
}
