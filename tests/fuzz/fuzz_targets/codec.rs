//! Decodes bytes to values of several types, as they might come from a damaged disk: a decoded
//! value can be written as JSON, encoded and decoded again to the same JSON. The memory around the
//! value is unchanged.

#![no_main]

use std::sync::Arc;

use flowright_stdlib::codec::{Decoder, Encoder, FORMAT, decode};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::{Constants, Context, Globals, Limits, Place, View};
use flowright_stdlib::types::{Field, Type};
use flowright_stdlib::write;
use libfuzzer_sys::fuzz_target;

/// Bytes of the arena.
const MEMORY: usize = 1 << 16;

/// Placed before and after the value.
const SENTINEL: i64 = 0x5e27_1e1d;

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, octets) = input;
    let octets = [&[FORMAT], octets].concat();
    let _ = decode::<Vec<Result<(i64, String), Failure>>>(&octets);
    let types = types();
    let ty = &types[usize::from(choice) % types.len()];
    if let Some((first, again)) = round(ty, &octets) {
        let (second, _) = round(ty, &again).expect("what was encoded decodes");
        assert_eq!(first, second, "of type {ty}");
    }
});

/// Decodes a value. Returns it as JSON (`None` if it is too large for that), and encoded again.
fn round(ty: &Type, octets: &[u8]) -> Option<(Option<Vec<u8>>, Vec<u8>)> {
    let limits = Limits {
        memory: MEMORY,
        ..Limits::default()
    };
    let globals = Arc::new(Globals::new(&[]));
    let mut context = Context::new(limits, globals, Arc::new(Constants::default()));
    let around = Type::record(vec![
        field("before", Type::Int),
        field("value", ty.clone()),
        field("behind", Type::Int),
    ]);
    let mut place = Place::allocate(&mut context, &around).expect("a small record");
    for name in ["before", "behind"] {
        let mut sentinel = place.field_named(name).expect("a field");
        sentinel.int(SENTINEL).expect("an int");
    }
    let mut decoder = Decoder::new(octets).expect("the format");
    let value = place.field_named("value").expect("a field");
    let decoded = decoder.value(value).and_then(|()| decoder.finish());
    let address = place.address();
    let view = View::new(&context, address, &around);
    for name in ["before", "behind"] {
        let sentinel = view.field(name).and_then(|sentinel| sentinel.int());
        assert_eq!(sentinel, Ok(SENTINEL), "of type {ty}");
    }
    decoded.ok()?;
    let value = view.field("value").expect("a field");
    let mut encoder = Encoder::new(usize::MAX);
    encoder.value(&value).expect("what was decoded is encoded");
    let mut json = Vec::new();
    let written = write::json_at(&context, &mut json, ty, value.address());
    Some((written.is_ok().then_some(json), encoder.finish()))
}

fn field(name: &str, ty: Type) -> Field {
    Field {
        name: name.into(),
        ty,
    }
}

fn types() -> Vec<Type> {
    let author = Type::record(vec![
        field("name", Type::Text),
        field("email", Type::Text.optional()),
    ]);
    vec![
        Type::Json,
        Type::Int,
        Type::Float,
        Type::Decimal,
        Type::Null.list(),
        Type::Text.list().list(),
        Type::Headers,
        Type::literals(["open", "closed"]).list(),
        author.clone().list(),
        Type::record(vec![
            field("id", Type::Int),
            field("score", Type::Float.optional()),
            field("kind", Type::literals(["push", "ping"]).optional()),
            field("at", Type::Time.optional()),
            field("day", Type::Date.optional()),
            field("done", Type::Bool.optional()),
            field("key", Type::Secret),
            field("raw", Type::Bytes.optional()),
            field("author", author.clone().optional()),
            field("commits", author.list().optional()),
            field("payload", Type::Json.optional()),
            field("headers", Type::Headers.optional()),
        ]),
    ]
}
