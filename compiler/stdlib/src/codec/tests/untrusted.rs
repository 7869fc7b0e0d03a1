//! Arbitrary bytes decode to a valid value or an error.

use proptest::collection::vec;
use proptest::prelude::*;

use super::model::{Builder, MEMORY, context, decoded, encoded, read_at, ty, typed_value};
use crate::codec::CodecError;
use crate::memory::{Place, View};
use crate::types::Type;

/// Decodes, and checks that the result is a valid value.
fn check(ty: &Type, octets: &[u8]) -> Result<(), TestCaseError> {
    let mut target = context();
    let result = decoded(&mut target, ty, octets);
    prop_assert!(target.arena().size() <= MEMORY);
    let Ok(address) = result else { return Ok(()) };
    let model = read_at(&target, ty, address);
    let again = encoded(&View::new(&target, address, ty)).unwrap();
    let mut other = context();
    let copy = decoded(&mut other, ty, &again).unwrap();
    prop_assert_eq!(read_at(&other, ty, copy), model);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 2000 }))]

    #[test]
    fn any_octets(ty in ty(), octets in vec(prop_oneof![0..8_u8, any::<u8>()], 0..60)) {
        check(&ty, &octets)?;
        check(&ty, &[&[1], &*octets].concat())?;
    }

    #[test]
    fn changed_octets(
        (ty, model) in typed_value(),
        changes in vec((any::<prop::sample::Index>(), prop_oneof![0..8_u8, any::<u8>()], 0..3_u8), 1..4),
    ) {
        let mut source = context();
        let mut place = Place::allocate(&mut source, &ty).unwrap();
        Builder::new(std::iter::repeat(true)).build(place.reborrow(), &model).unwrap();
        let mut octets = encoded(&place.view()).unwrap();
        for (at, octet, kind) in changes {
            let at = at.index(octets.len());
            match kind {
                0 => octets[at] = octet,
                1 => octets.insert(at, octet),
                _ => octets.truncate(at + 1),
            }
        }
        check(&ty, &octets)?;
    }
}

#[test]
fn what_is_wrong_is_named() {
    let (text, literals) = (Type::Text, Type::literals(["a"]));
    let refused = |ty: &Type, octets: &[u8]| decoded(&mut context(), ty, octets).unwrap_err();
    assert_eq!(refused(&Type::Int, &[]), CodecError::Truncated { at: 0 });
    assert_eq!(
        refused(&Type::Int, &[9, 0]),
        CodecError::Format { found: 9 }
    );
    assert_eq!(refused(&Type::Bool, &[1, 2]), CodecError::Tag { at: 1 });
    assert_eq!(refused(&Type::Secret, &[1, 1]), CodecError::Tag { at: 1 });
    assert_eq!(refused(&text, &[1, 2, 0xff]), CodecError::NotUtf8 { at: 2 });
    assert_eq!(
        refused(&text, &[1, 4, b'a']),
        CodecError::Truncated { at: 3 }
    );
    assert_eq!(
        refused(&literals, &[1, 2, b'b']),
        CodecError::NotLiteral("b".into())
    );
    assert_eq!(refused(&text, &[1, 1]), CodecError::Reference { at: 1 });
    let infinite = [&[1], &f64::INFINITY.to_bits().to_le_bytes()[..]].concat();
    assert_eq!(refused(&Type::Float, &infinite), CodecError::NotFinite);
    let json = refused(&Type::Json, &[1, 2, b'{']);
    assert!(matches!(json, CodecError::NotJson { at: 2, .. }), "{json}");
    // A list that claims a million one-byte elements, without any bytes for them.
    let long = refused(&Type::Int.list(), &[1, 0x80, 0x89, 0x7a]);
    assert_eq!(long, CodecError::Truncated { at: 4 });
}

#[test]
fn a_reference_is_checked_against_the_type_that_is_read() {
    use crate::types::Field;
    let record = |types: [Type; 2]| {
        let names = ["a", "b"];
        let field = |(name, ty): (&&str, Type)| Field {
            name: (*name).into(),
            ty,
        };
        Type::record(names.iter().zip(types).map(field).collect())
    };
    let octets = [1, 2, b'x', 1];
    let at = |ty: &Type| decoded(&mut context(), ty, &octets).map(|_| ());
    assert_eq!(at(&record([Type::Text, Type::Text])), Ok(()));
    assert_eq!(at(&record([Type::Text, Type::literals(["x"])])), Ok(()));
    let literals = record([Type::Text, Type::literals(["y"])]);
    assert_eq!(at(&literals), Err(CodecError::NotLiteral("x".into())));
    for other in [Type::Json, Type::Bytes, Type::Headers, Type::Text.list()] {
        let mixed = record([Type::Bytes, other.clone()]);
        let expected = match other {
            Type::Bytes => Ok(()),
            _ => Err(CodecError::Reference { at: 3 }),
        };
        assert_eq!(at(&mixed), expected);
    }
}
