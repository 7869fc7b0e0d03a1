//! Memory, texts, the library and responses, on both engines.

use crate::common::{HELLO, QUOTED, SITE, both, fails, gives, text, value, word};
use flowright_ir::code::{BodyKind, DataId, Escape, Instruction, Terminator, TextKind, TypeId};
use flowright_jit::testing::CodeBuilder;
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::functions::named;

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
                kind: TextKind::Int,
                site: SITE,
            },
            word(bool, 1),
            Instruction::AppendWord {
                word: bool,
                kind: TextKind::Bool,
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
        (Escape::UrlPath, "a%20%22b%22"),
        (Escape::UrlPart, "a%20%22b%22"),
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
