//! Shorthands for types, and complete round trips from bytes to bytes.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use flowright_stdlib::decode::{self, DecodeError, Shape};
use flowright_stdlib::memory::{Constants, Context, Globals, Limits};
use flowright_stdlib::types::{Field, Type};
use flowright_stdlib::write;

pub(crate) fn context() -> Context {
    let limits = Limits {
        memory: 1 << 20,
        ..Limits::default()
    };
    let globals = Arc::new(Globals::new(&[]));
    Context::new(limits, globals, Arc::new(Constants::default()))
}

pub(crate) fn record(fields: &[(&str, Type)]) -> Type {
    let field = |(name, ty): &(&str, Type)| Field {
        name: (*name).into(),
        ty: ty.clone(),
    };
    Type::record(fields.iter().map(field).collect())
}

/// The type of the flow in the design document.
pub(crate) fn push() -> Type {
    let author = record(&[("name", Type::Text), ("email", Type::Text.optional())]);
    let commit = record(&[("id", Type::Text), ("author", author.clone())]);
    record(&[
        ("ref", Type::Text),
        ("deleted", Type::Bool),
        ("pusher", author),
        ("commits", commit.list()),
    ])
}

pub(crate) fn written(context: &Context, ty: &Type, address: u64) -> String {
    let mut out = Vec::new();
    write::json_at(context, &mut out, ty, address).unwrap();
    String::from_utf8(out).unwrap()
}

/// Decodes JSON into fresh words and returns their address.
pub(crate) fn decoded(
    context: &mut Context,
    shape: &Shape,
    octets: &[u8],
) -> Result<u64, DecodeError> {
    let address = context.allocate(shape.words()).unwrap();
    decode::json_at(context, shape, octets, address)?;
    Ok(address)
}

/// Like [`decoded`], for a body that the context holds.
pub(crate) fn decoded_body(
    context: &mut Context,
    shape: &Shape,
    body: &Bytes,
) -> Result<u64, DecodeError> {
    context.hold_body(body.clone());
    decoded(context, shape, body)
}

/// JSON decoded by a type and written again.
pub(crate) fn through(ty: &Type, body: impl AsRef<[u8]>) -> Result<String, DecodeError> {
    pruned_through(ty, ty, body)
}

/// Like [`through`], storing less than is checked.
pub(crate) fn pruned_through(
    declared: &Type,
    stored: &Type,
    body: impl AsRef<[u8]>,
) -> Result<String, DecodeError> {
    let mut context = context();
    let body = Bytes::copy_from_slice(body.as_ref());
    let shape = Shape::pruned(declared, stored);
    let address = decoded_body(&mut context, &shape, &body)?;
    let held = written(&context, stored, address);
    // Texts outside the held body are copied, with the same result.
    let mut other = self::context();
    let address = decoded(&mut other, &shape, &body)?;
    drop(body);
    assert_eq!(written(&other, stored, address), held);
    Ok(held)
}

/// The message of a rejection.
pub(crate) fn refusal(ty: &Type, body: impl AsRef<[u8]>) -> String {
    through(ty, body).unwrap_err().to_string()
}

/// A directory of the shared corpus, which is not part of the repository.
pub(crate) fn corpus(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpus")
        .join(path);
    if !path.exists() {
        let required = std::env::var("FLOWRIGHT_REQUIRE_SERVICES").is_ok_and(|value| value == "1");
        assert!(
            !required,
            "there is no {}, and nothing may be skipped",
            path.display()
        );
        eprintln!("SKIPPED: there is no {}", path.display());
        return None;
    }
    Some(path)
}
