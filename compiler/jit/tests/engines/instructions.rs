//! Each instruction by itself, on both engines.

use crate::common::{HELLO, QUOTED, SITE, both, text, value, word};
use flowright_ir::code::{
    Arithmetic, BodyKind, Comparison, DataId, Escape, Instruction, Terminator, TypeId, WordKind,
};
use flowright_ir::handler::Outcome;
use flowright_jit::testing::{CodeBuilder, Record};
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::functions::named;

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

fn gives(record: &Record, word: u64) {
    assert_eq!(record.failure, None);
    assert_eq!(record.returned, word);
}

fn fails(record: &Record, code: FailureCode) {
    assert_eq!(
        record.failure.as_ref().map(|failure| failure.code),
        Some(code)
    );
    assert_eq!(record.failed_site, SITE.0);
    assert_eq!(
        record.returns.last().map(|(outcome, ..)| *outcome),
        Some(Outcome::Failed(SITE))
    );
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
            // `h` stands behind `a`.
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

#[test]
fn memory_is_allocated_written_copied_and_read() {
    for words in [0, 1, 16, 17, 30] {
        let record = value(|builder, to| {
            let [first, second, value, index] = [
                builder.local(),
                builder.framed(),
                builder.local(),
                builder.local(),
            ];
            vec![
                Instruction::Allocate {
                    to: first,
                    words: 40,
                    site: SITE,
                },
                Instruction::Allocate {
                    to: second,
                    words: 40,
                    site: SITE,
                },
                word(value, 77),
                Instruction::Store {
                    address: first,
                    offset: 2,
                    from: value,
                },
                Instruction::Offset {
                    to: first,
                    address: first,
                    words: 2,
                },
                Instruction::CopyWords {
                    to: second,
                    to_offset: 3,
                    from: first,
                    from_offset: 0,
                    words,
                },
                word(index, 1),
                Instruction::Element {
                    to,
                    address: second,
                    index,
                    stride: 3,
                },
                Instruction::Load {
                    to,
                    address: to,
                    offset: 0,
                },
            ]
        });
        gives(&record, if words == 0 { 0 } else { 77 });
    }
    let too_large = value(|_, to| {
        vec![Instruction::Allocate {
            to,
            words: 1 << 20,
            site: SITE,
        }]
    });
    fails(&too_large, FailureCode::TooLarge);
    let negative = value(|builder, to| {
        let count = builder.local();
        let make = Instruction::AllocateElements {
            to,
            count,
            stride: 2,
            site: SITE,
        };
        vec![word(count, u64::MAX), make]
    });
    fails(&negative, FailureCode::TooLarge);
}

#[test]
fn the_context_is_read() {
    let input = value(|_, to| {
        vec![
            Instruction::Input { to },
            Instruction::Load {
                to,
                address: to,
                offset: 0,
            },
        ]
    });
    gives(&input, 41);
    let globals = value(|_, to| {
        vec![
            Instruction::Globals { to },
            Instruction::Load {
                to,
                address: to,
                offset: 0,
            },
        ]
    });
    gives(&globals, 7);
    gives(
        &value(|_, to| vec![Instruction::Now { to }]),
        1_767_323_045_000_000,
    );
    gives(
        &value(|builder, to| {
            let from = builder.local();
            vec![word(from, 5), Instruction::Copy { to, from }]
        }),
        5,
    );
}

#[test]
fn headers_are_found_in_any_case() {
    for (name, found) in [
        (
            DataId {
                offset: 0,
                length: 0,
            },
            0,
        ),
        (HELLO, 0),
    ] {
        let record = value(|builder, to| {
            let [input, count] = [builder.local(), builder.local()];
            let text = [builder.local(), builder.local()];
            let rest = [builder.local(), builder.local()];
            vec![
                Instruction::Input { to: input },
                Instruction::Offset {
                    to: input,
                    address: input,
                    words: 2,
                },
                word(count, 1),
                Instruction::Data {
                    to: text,
                    data: name,
                },
                Instruction::Header {
                    to: [to, rest[0], rest[1]],
                    headers: [input, count],
                    name: text,
                    site: SITE,
                },
            ]
        });
        gives(&record, found);
    }
    let own_name = value(|builder, to| {
        let [input, count] = [builder.local(), builder.local()];
        let name = [builder.local(), builder.local()];
        let rest = [builder.local(), builder.local()];
        vec![
            Instruction::Input { to: input },
            Instruction::Load {
                to: name[0],
                address: input,
                offset: 2,
            },
            Instruction::Load {
                to: name[1],
                address: input,
                offset: 3,
            },
            Instruction::Offset {
                to: input,
                address: input,
                words: 2,
            },
            word(count, 1),
            Instruction::Header {
                to: [to, rest[0], rest[1]],
                headers: [input, count],
                name,
                site: SITE,
            },
        ]
    });
    gives(&own_name, 1);
}

#[test]
fn the_library_is_called() {
    let (function, _) = named("length").next().unwrap();
    let record = value(|builder, to| {
        let data = [builder.local(), builder.local()];
        vec![
            Instruction::Data {
                to: data,
                data: HELLO,
            },
            Instruction::Call {
                function,
                receiver: TypeId(0),
                arguments: data.to_vec(),
                results: vec![to],
                site: SITE,
            },
        ]
    });
    gives(&record, 5);
    let unknown = value(|_, to| {
        vec![Instruction::Call {
            function: flowright_stdlib::functions::FunctionId(u16::MAX),
            receiver: TypeId(0),
            arguments: Vec::new(),
            results: vec![to],
            site: SITE,
        }]
    });
    fails(&unknown, FailureCode::Internal);
}

#[test]
fn texts_are_put_together() {
    let written = text(|builder| {
        let data = [builder.local(), builder.local()];
        let taken = [builder.local(), builder.framed()];
        let [number, bool] = [builder.local(), builder.local()];
        vec![
            Instruction::Data {
                to: data,
                data: QUOTED,
            },
            Instruction::AppendData {
                data: HELLO,
                site: SITE,
            },
            Instruction::AppendText {
                text: data,
                escape: Escape::Json,
                site: SITE,
            },
            Instruction::Take {
                to: taken,
                site: SITE,
            },
            Instruction::Begin,
            Instruction::AppendText {
                text: taken,
                escape: Escape::None,
                site: SITE,
            },
            word(number, 42),
            Instruction::AppendWord {
                word: number,
                kind: WordKind::Int,
                site: SITE,
            },
            word(bool, 1),
            Instruction::AppendWord {
                word: bool,
                kind: WordKind::Bool,
                site: SITE,
            },
            Instruction::AppendJson {
                ty: TypeId(0),
                value: data.to_vec(),
                site: SITE,
            },
        ]
    });
    assert_eq!(written, r#"helloa \"b\"42true"a \"b\"""#);
    for (escape, expected) in [
        (Escape::UrlPathSegment, "a%20%22b%22"),
        (Escape::UrlQuery, "a%20%22b%22"),
        (Escape::Slack, "a \"b\""),
        (Escape::Html, "a &quot;b&quot;"),
    ] {
        let written = text(|builder| {
            let data = [builder.local(), builder.local()];
            vec![
                Instruction::Data {
                    to: data,
                    data: QUOTED,
                },
                Instruction::AppendText {
                    text: data,
                    escape,
                    site: SITE,
                },
            ]
        });
        assert_eq!(written.replace('+', "%20"), expected);
    }
}

#[test]
fn the_answer_is_put_together() {
    let mut builder = CodeBuilder::new();
    let status = builder.local();
    let value = [builder.local(), builder.local()];
    builder.block(
        vec![
            word(status, 201),
            Instruction::RespondStatus { status, site: SITE },
            Instruction::Data {
                to: value,
                data: QUOTED,
            },
            Instruction::RespondHeader {
                name: HELLO,
                value,
                site: SITE,
            },
            Instruction::Begin,
            Instruction::AppendData {
                data: HELLO,
                site: SITE,
            },
            Instruction::RespondBody {
                kind: BodyKind::Html,
            },
        ],
        Terminator::Done,
    );
    let seen = both(&builder.finish());
    assert_eq!(seen.response.status, 201);
    assert_eq!(seen.response.headers, [("hello".into(), "a \"b\"".into())]);
    assert_eq!(
        (seen.response.kind, &*seen.response.body),
        (BodyKind::Html, &b"hello"[..])
    );
    let wrong = crate::common::value(|_, to| {
        vec![
            word(to, 99),
            Instruction::RespondStatus {
                status: to,
                site: SITE,
            },
        ]
    });
    fails(&wrong, FailureCode::OutOfRange);
}
