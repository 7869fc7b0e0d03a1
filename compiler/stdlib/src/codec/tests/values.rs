//! Values in memory survive a round trip.

use proptest::collection::vec;
use proptest::prelude::*;

use super::model::{
    Builder, MEMORY, Model, SECRET, context, decoded, encoded, json_at, read_at, typed_value,
    without_secrets,
};
use crate::codec::{CodecError, Decoder, Encoder};
use crate::failure::{Failure, FailureCode};
use crate::memory::{Context, Place, View};
use crate::types::{Field, Type};

fn record(fields: impl IntoIterator<Item = Type>) -> Type {
    let field = |(index, ty)| Field {
        name: format!("f{index}").into(),
        ty,
    };
    Type::record(fields.into_iter().enumerate().map(field).collect())
}

/// Allocates `garbage` bytes first, then writes the value after them and returns its address.
fn built(
    context: &mut Context,
    garbage: usize,
    (ty, model): &(Type, Model),
    share: &[bool],
) -> Result<u64, Failure> {
    context.allocate_bytes(&vec![0xaa; garbage])?;
    let mut place = Place::allocate(context, ty)?;
    Builder::new(share.iter().copied()).build(place.reborrow(), model)?;
    Ok(place.address())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 1000 }))]

    #[test]
    fn any_value_comes_back_with_holes_for_secrets(
        value in typed_value(),
        share in vec(any::<bool>(), 20),
    ) {
        let (ty, model) = &value;
        let mut source = context();
        let address = built(&mut source, 0, &value, &share).unwrap();
        let octets = encoded(&View::new(&source, address, ty)).unwrap();
        let mut target = context();
        let copy = decoded(&mut target, ty, &octets).unwrap();
        prop_assert_eq!(read_at(&target, ty, copy), without_secrets(model));
        json_at(&target, ty, copy);
        // The data that was shared before is shared again, and no other data.
        prop_assert_eq!(encoded(&View::new(&target, copy, ty)).unwrap(), octets);
    }

    #[test]
    fn no_address_and_no_secret_is_encoded(
        value in typed_value(),
        share in vec(any::<bool>(), 20),
        garbage in 1..MEMORY / 4,
    ) {
        let (mut one, mut other) = (context(), context());
        let address = built(&mut one, 0, &value, &share).unwrap();
        let octets = encoded(&View::new(&one, address, &value.0)).unwrap();
        let moved = built(&mut other, garbage, &value, &share).unwrap();
        prop_assert_ne!(address, moved);
        prop_assert_eq!(&encoded(&View::new(&other, moved, &value.0)).unwrap(), &octets);
        let mut parts = octets.windows(SECRET.len());
        prop_assert!(parts.all(|part| part != SECRET.as_bytes()));
    }

    #[test]
    fn an_encoding_is_whole_or_refused(value in typed_value()) {
        let mut source = context();
        let address = built(&mut source, 0, &value, &[]).unwrap();
        let view = View::new(&source, address, &value.0);
        let octets = encoded(&view).unwrap();
        for length in 0..octets.len().min(100) {
            let mut target = context();
            prop_assert!(decoded(&mut target, &value.0, &octets[..length]).is_err());
        }
        let longer = [&*octets, &[0]].concat();
        let trailing = CodecError::Trailing { octets: 1 };
        prop_assert_eq!(decoded(&mut context(), &value.0, &longer), Err(trailing));
    }

    #[test]
    fn nothing_is_written_past_the_limit(value in typed_value(), limit in 1..40_usize) {
        let mut source = context();
        let address = built(&mut source, 0, &value, &[]).unwrap();
        let view = View::new(&source, address, &value.0);
        let whole = encoded(&view).unwrap();
        let mut encoder = Encoder::new(limit);
        let result = encoder.value(&view);
        let expected = if whole.len() <= limit { Ok(()) } else { Err(CodecError::TooLarge { limit }) };
        prop_assert_eq!(result, expected);
        prop_assert!(encoder.finish().len() <= limit);
    }
}

#[test]
fn fresh_memory_comes_back() {
    let ty = record([
        Type::Null,
        Type::Bool,
        Type::Int,
        Type::Float,
        Type::Text,
        Type::Bytes,
        Type::Time,
        Type::Json,
        Type::Secret,
        Type::Headers,
        Type::Text.optional(),
        Type::Text.list(),
    ]);
    let mut source = context();
    let address = Place::allocate(&mut source, &ty).unwrap().address();
    let octets = encoded(&View::new(&source, address, &ty)).unwrap();
    assert_eq!(octets, [[1].as_slice(), &[0; 18]].concat());
    let mut target = context();
    let copy = decoded(&mut target, &ty, &octets).unwrap();
    assert_eq!(read_at(&target, &ty, copy), read_at(&source, &ty, address));
}

#[test]
fn a_place_that_held_another_value_holds_the_decoded_one() {
    let ty = record([
        Type::Secret,
        Type::Text.optional(),
        Type::Json,
        Type::Int.list(),
    ]);
    let mut context = context();
    let empty = Place::allocate(&mut context, &ty).unwrap().address();
    let octets = encoded(&View::new(&context, empty, &ty)).unwrap();
    let model = Model::Record(vec![
        Model::Secret("s".into()),
        Model::Some(Box::new(Model::Text("t".into()))),
        Model::Json("[1]".into()),
        Model::List(vec![Model::Int(1)]),
    ]);
    let address = built(&mut context, 0, &(ty.clone(), model), &[]).unwrap();
    let mut decoder = Decoder::new(&octets).unwrap();
    decoder
        .value(Place::at(&mut context, address, &ty).unwrap())
        .unwrap();
    assert_eq!(
        read_at(&context, &ty, address),
        read_at(&context, &ty, empty)
    );
}

#[test]
fn what_has_no_values_has_no_encoding() {
    for bad in [Type::Error, Type::Never] {
        let ty = record([Type::Null, bad.clone()]);
        let mut context = context();
        let address = Place::allocate(&mut context, &ty).unwrap().address();
        let unencodable = CodecError::Unencodable(bad.clone());
        assert_eq!(
            encoded(&View::new(&context, address, &ty)),
            Err(unencodable.clone())
        );
        assert_eq!(decoded(&mut context, &ty, &[1]), Err(unencodable.clone()));
        // The empty list is a value of any list type.
        let list = bad.list();
        let mut place = Place::allocate(&mut context, &list).unwrap();
        assert_eq!(encoded(&place.view()), Ok(vec![1, 0]));
        place.reborrow().list(3).unwrap();
        assert_eq!(encoded(&place.view()), Err(unencodable.clone()));
        assert!(decoded(&mut context, &list, &[1, 0]).is_ok());
        assert_eq!(decoded(&mut context, &list, &[1, 6]), Err(unencodable));
    }
}

#[test]
fn values_outside_of_their_type_are_not_encoded() {
    let mut context = context();
    let literals = Type::literals(["a"]);
    let fresh = Place::allocate(&mut context, &literals).unwrap().address();
    let view = View::new(&context, fresh, &literals);
    assert_eq!(encoded(&view), Err(CodecError::NotLiteral(String::new())));
    let infinite = context.allocate_words(&[f64::INFINITY.to_bits()]).unwrap();
    let view = View::new(&context, infinite, &Type::Float);
    assert_eq!(encoded(&view), Err(CodecError::NotFinite));
    let failure: Failure = encoded(&View::new(&context, 8, &Type::Int))
        .unwrap_err()
        .into();
    assert_eq!(failure.code, FailureCode::Internal);
}

#[test]
fn nesting_is_limited() {
    let mut ty = Type::Int;
    for _ in 0..200 {
        ty = record([ty]);
    }
    let mut context = context();
    let address = Place::allocate(&mut context, &ty).unwrap().address();
    assert_eq!(
        encoded(&View::new(&context, address, &ty)),
        Err(CodecError::TooDeep)
    );
    assert_eq!(
        decoded(&mut context, &ty, &[1, 0]),
        Err(CodecError::TooDeep)
    );
}
