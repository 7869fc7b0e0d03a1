//! Decodes bytes to values of several types, in the middle of a larger record: a decoded value can
//! be written as JSON again, and decoding that JSON yields the same JSON. The memory around the
//! value is unchanged.

#![no_main]

use std::sync::Arc;

use bytes::Bytes;
use flowright_stdlib::decode::{Shape, json_at};
use flowright_stdlib::memory::{Constants, Context, Globals, Limits};
use flowright_stdlib::types::{Field, Type};
use flowright_stdlib::write;
use libfuzzer_sys::fuzz_target;

/// Placed before and after the value.
const SENTINEL: u64 = 0x5e27_1e1d_5e27_1e1d;

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, octets) = input;
    let types = types();
    let ty = &types[usize::from(choice) % types.len()];
    if let Some(first) = round(ty, octets) {
        let second = round(ty, &first).expect("what was written decodes");
        assert_eq!(
            String::from_utf8_lossy(&first),
            String::from_utf8_lossy(&second),
            "of type {ty}"
        );
    }
});

/// Decodes a value and writes it as JSON.
fn round(ty: &Type, octets: &[u8]) -> Option<Vec<u8>> {
    let limits = Limits {
        memory: 1 << 20,
        ..Limits::default()
    };
    let globals = Arc::new(Globals::new(&[]));
    let mut context = Context::new(limits, globals, Arc::new(Constants::default()));
    let body = Bytes::copy_from_slice(octets);
    context.hold_body(body.clone());
    let shape = Shape::of(ty);
    let behind = shape.words() + 1;
    let record = context.allocate(behind + 1).expect("a small record");
    for offset in [0, behind] {
        context
            .store(record, offset, SENTINEL)
            .expect("in the record");
    }
    let decoded = json_at(&mut context, &shape, &body, record + 8);
    for offset in [0, behind] {
        assert_eq!(context.load(record, offset), Ok(SENTINEL), "of type {ty}");
    }
    decoded.ok()?;
    let mut written = Vec::new();
    write::json_at(&context, &mut written, ty, record + 8).expect("what was decoded is written");
    Some(written)
}

fn types() -> Vec<Type> {
    let field = |name: &str, ty| Field {
        name: name.into(),
        ty,
    };
    let author = Type::record(vec![
        field("name", Type::Text),
        field("email", Type::Text.optional()),
    ]);
    vec![
        Type::Json,
        Type::Int,
        Type::Float,
        Type::Decimal,
        Type::Text.list(),
        Type::Time.optional(),
        Type::literals(["open", "closed"]),
        author.clone().list(),
        Type::record(vec![
            field("id", Type::Int),
            field("score", Type::Float.optional()),
            field("kind", Type::literals(["push", "ping"]).optional()),
            field("at", Type::Time.optional()),
            field("day", Type::Date.optional()),
            field("done", Type::Bool.optional()),
            field("author", author.clone().optional()),
            field("commits", author.list().optional()),
            field("payload", Type::Json.optional()),
        ]),
    ]
}
