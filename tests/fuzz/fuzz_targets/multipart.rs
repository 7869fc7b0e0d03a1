//! Reads bytes as a multipart body, and decodes the parts by their types: every name and content is
//! in the body, the contents follow each other, and a body that is written again from the parts has
//! the same parts.

#![no_main]

use std::sync::Arc;

use bytes::Bytes;
use flowright_server::multipart::{Boundary, parts};
use flowright_stdlib::decode::{Charset, Part, Shape, multipart_at};
use flowright_stdlib::memory::{Constants, Context, Globals, Limits};
use flowright_stdlib::types::{Field, Type};
use flowright_stdlib::write;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let boundary = Boundary::new(b"b").expect("a boundary");
    let Ok(read) = parts(body, &boundary, Charset::Utf8) else {
        return;
    };
    let mut end = body.as_ptr() as usize;
    for part in read.iter().filter(|part| !part.content.is_empty()) {
        let content = part.content.as_ptr_range();
        assert!(end < content.start as usize);
        end = content.end as usize;
    }
    assert!(end <= body.as_ptr_range().end as usize);
    if let Some(again) = written(&read) {
        let contents = |parts: &[Part<'_>]| -> Vec<(String, Vec<u8>)> {
            let one = |part: &Part<'_>| (part.name.to_string(), part.content.to_vec());
            parts.iter().map(one).collect()
        };
        let second = parts(&again, &boundary, Charset::Utf8).expect("what was written is read");
        assert_eq!(contents(&read), contents(&second));
    }
    decode(body, &boundary);
});

/// The parts as a body, unless a name has characters that no sender could write.
fn written(parts: &[Part<'_>]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    for part in parts {
        if part.name.contains(|one: char| one.is_control() || "\"\\%".contains(one)) {
            return None;
        }
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n", part.name);
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--");
    Some(body)
}

/// Decodes the parts, and writes the decoded values as JSON.
fn decode(body: &[u8], boundary: &Boundary) {
    let limits = Limits {
        memory: 1 << 20,
        ..Limits::default()
    };
    let globals = Arc::new(Globals::new(&[]));
    let mut context = Context::new(limits, globals, Arc::new(Constants::default()));
    let body = Bytes::copy_from_slice(body);
    context.hold_body(body.clone());
    let read = parts(&body, boundary, Charset::Utf8).expect("it was read before");
    let ty = Type::record(vec![
        field("a", Type::Text.optional()),
        field("b", Type::file().optional()),
        field("c", Type::file().list()),
        field("d", Type::Bytes.optional()),
        field("e", Type::Json.optional()),
        field("f", Type::Int.list()),
    ]);
    let shape = Shape::of(&ty);
    let Ok(address) = context.allocate(shape.words()) else {
        return;
    };
    if multipart_at(&mut context, &shape, &read, address).is_ok() {
        let mut out = Vec::new();
        let _ = write::json_at(&context, &mut out, &ty, address);
    }
}

fn field(name: &str, ty: Type) -> Field {
    Field {
        name: name.into(),
        ty,
    }
}
