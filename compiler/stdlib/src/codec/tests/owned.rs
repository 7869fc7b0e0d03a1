//! Owned values survive a round trip.

use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::codec::{CodecError, Decode, Encode, SecretText, decode, encode};
use crate::failure::{Failure, FailureCode};

const LIMIT: usize = 1 << 20;

/// Every type that requests and outputs consist of.
type Whole = (
    Vec<Result<(i64, Box<str>), Failure>>,
    (Option<f64>, (Bytes, (bool, (u16, (u32, (u64, String)))))),
);

fn failure() -> impl Strategy<Value = Failure> {
    let code = prop::sample::select(FailureCode::ALL);
    let rest = (any::<String>(), any::<Option<u16>>(), any::<String>());
    (code, rest).prop_map(|(code, (message, status, step))| Failure {
        code,
        message,
        status,
        member: Box::default(),
        step: step.into(),
    })
}

fn whole() -> impl Strategy<Value = Whole> {
    let text = any::<String>().prop_map(Box::from);
    let results = vec(
        prop_oneof![(any::<i64>(), text).prop_map(Ok), failure().prop_map(Err),],
        0..5,
    );
    let float = any::<Option<f64>>().prop_map(|float| float.filter(|float| float.is_finite()));
    let bytes = any::<Vec<u8>>().prop_map(Bytes::from);
    let rest = (
        any::<u16>(),
        (any::<u32>(), (any::<u64>(), any::<String>())),
    );
    (results, (float, (bytes, (any::<bool>(), rest))))
}

proptest! {
    #[test]
    fn any_value_comes_back(value in whole(), cut in any::<prop::sample::Index>()) {
        let octets = encode(&value, LIMIT).unwrap();
        prop_assert_eq!(&decode::<Whole>(&octets).unwrap(), &value);
        prop_assert!(decode::<Whole>(&octets[..cut.index(octets.len())]).is_err());
        prop_assert!(decode::<Whole>(&[&*octets, &[0]].concat()).is_err());
        prop_assert!(encode(&value, octets.len()).is_ok());
        let limit = octets.len() - 1;
        prop_assert_eq!(encode(&value, limit), Err(CodecError::TooLarge { limit }));
    }

    #[test]
    fn what_is_read_is_written_so(octets in vec(prop_oneof![0..8_u8, any::<u8>()], 0..60)) {
        let octets = [&[1], &*octets].concat();
        if let Ok(value) = decode::<Whole>(&octets) {
            prop_assert_eq!(encode(&value, LIMIT).unwrap(), octets);
        }
    }
}

#[test]
fn octets_are_the_same_however_they_are_held() {
    let list = vec![0_u8, 127, 255];
    let octets = encode(&list, LIMIT).unwrap();
    assert_eq!(octets, encode(&Bytes::from(list.clone()), LIMIT).unwrap());
    assert_eq!(decode::<Box<Vec<u8>>>(&octets), Ok(Box::new(list)));
}

#[test]
fn a_count_is_not_believed() {
    let octets = [1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0];
    assert_eq!(
        decode::<Vec<bool>>(&octets),
        Err(CodecError::Truncated { at: 8 })
    );
    assert_eq!(
        decode::<String>(&octets),
        Err(CodecError::Truncated { at: 8 })
    );
    let one_hole = encode(&vec![SecretText::hole()], LIMIT).unwrap();
    assert_eq!(decode::<Vec<SecretText>>(&one_hole).unwrap().len(), 1);
}

#[test]
fn a_code_that_is_not_known_is_refused() {
    let octets = encode("no such code", LIMIT).unwrap();
    assert_eq!(
        decode::<FailureCode>(&octets),
        Err(CodecError::Tag { at: 1 })
    );
}

#[test]
fn a_value_without_end_is_refused() {
    struct Deep(Option<Box<Deep>>);

    impl Encode for Deep {
        fn encode(&self, encoder: &mut crate::codec::Encoder) -> Result<(), CodecError> {
            encoder.bool(self.0.is_some())?;
            match &self.0 {
                Some(inner) => encoder.nested(|encoder| inner.encode(encoder)),
                None => Ok(()),
            }
        }
    }

    impl Decode for Deep {
        fn decode(decoder: &mut crate::codec::Decoder<'_>) -> Result<Deep, CodecError> {
            Ok(Deep(match decoder.bool()? {
                true => Some(Box::new(decoder.nested(Deep::decode)?)),
                false => None,
            }))
        }
    }

    let nested = |depth: usize| [vec![1; depth + 1], vec![0]].concat();
    let fits = decode::<Deep>(&nested(128)).unwrap();
    assert_eq!(encode(&fits, LIMIT).unwrap(), nested(128));
    assert_eq!(
        decode::<Deep>(&nested(129)).err(),
        Some(CodecError::TooDeep)
    );
    let deeper = Deep(Some(Box::new(fits)));
    assert_eq!(encode(&deeper, LIMIT), Err(CodecError::TooDeep));
}

#[test]
fn a_secret_is_a_hole_wherever_it_leaves_the_value() {
    let secret = SecretText::new("hunter2");
    assert_eq!(secret.expose(), Some("hunter2"));
    assert!(secret.is_filled());
    assert_eq!(format!("{secret} {secret:?}"), "*** ***");
    let octets = encode(&secret, LIMIT).unwrap();
    assert_eq!(octets, encode(&SecretText::hole(), LIMIT).unwrap());
    let mut hole = decode::<SecretText>(&octets).unwrap();
    assert!(!hole.is_filled());
    assert_eq!(hole.expose(), None);
    hole.fill("another");
    assert_eq!(hole.expose(), Some("another"));
    assert_eq!(hole, secret);
    let state = RandomState::new();
    assert_eq!(state.hash_one(&secret), state.hash_one(SecretText::hole()));
}
