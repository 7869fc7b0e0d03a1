//! Words that point anywhere: reading them fails without further harm.

use bytes::Bytes;
use flowright_stdlib::decode::Shape;
use flowright_stdlib::equality::equal;
use flowright_stdlib::functions::{Call, FUNCTIONS, Implementation, Pattern};
use flowright_stdlib::memory::Context;
use flowright_stdlib::types::{Type, register_words};
use flowright_stdlib::write;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::generate::ty;
use crate::support::{context, decoded, decoded_body, push};

const BODY: &[u8] = br#"{"ref":"r\u0061","deleted":true,"pusher":{"name":"p"},"commits":[{"id":"1","author":{"name":"a"}}]}"#;

fn push_in_memory() -> (Context, u64) {
    let mut context = context();
    let body = Bytes::from_static(BODY);
    let address = decoded_body(&mut context, &Shape::of(&push()), &body).unwrap();
    (context, address)
}

/// Words that point near something, or anywhere.
fn words() -> impl Strategy<Value = Vec<(u8, u64)>> {
    let word = prop_oneof![(0..4_u8, 0..300_u64), (Just(4), any::<u64>())];
    vec(word, 8)
}

fn placed(context: &Context, record: u64, words: &[(u8, u64)]) -> Vec<u64> {
    let place = |(kind, offset): &(u8, u64)| match kind {
        0 => record.wrapping_add(*offset),
        1 => record.wrapping_add(*offset * 8).wrapping_sub(64),
        2 => (context.body().as_ptr().addr() as u64).wrapping_add(*offset),
        3 => offset % 8,
        _ => *offset,
    };
    words.iter().map(place).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn values_anywhere_are_written_and_compared_or_refused(ty in ty(), a in words(), b in words()) {
        let (mut context, record) = push_in_memory();
        let (a, b) = (placed(&context, record, &a), placed(&context, record, &b));
        let mut out = Vec::new();
        let _ = write::json(&context, &mut out, &ty, &a);
        let _ = write::json_at(&context, &mut out, &ty, a[0]);
        let _ = write::json(&context, &mut out, &ty, &a[..1]);
        let _ = equal(&mut context, &ty, &a, &b);
        let _ = equal(&mut context, &ty, &a, &a);
    }

    #[test]
    fn functions_of_anything_give_words_or_fail(words in words()) {
        for function in FUNCTIONS {
            let Implementation::Host(code) = function.code else {
                continue;
            };
            let (mut context, record) = push_in_memory();
            let arguments = placed(&context, record, &words);
            let receiver = match function.on {
                Pattern::Texts
                | Pattern::List
                | Pattern::Numbers
                | Pattern::Ordered
                | Pattern::Scalars => Type::Text.list(),
                other => other.resolve(&Type::Null),
            };
            let mut results = vec![0; register_words(&function.returns.resolve(&receiver)) as usize];
            let _ = code(&mut Call::new(&mut context, &receiver, &arguments, &mut results));
            let _ = code(&mut Call::new(&mut context, &receiver, &[], &mut []));
        }
    }
}

#[test]
fn equality_is_by_value_and_spends_fuel() {
    let (mut context, record) = push_in_memory();
    let before = context.fuel;
    let body = Bytes::from_static(BODY);
    let copy = decoded(&mut context, &Shape::of(&push()), &body).unwrap();
    assert_eq!(equal(&mut context, &push(), &[record], &[copy]), Ok(true));
    assert!(context.fuel < before);
    let other = BODY.strip_suffix(b"}]}").unwrap();
    let other = [other, b"},null]}"].concat();
    let element = Type::Json.list();
    assert!(decoded(&mut context, &Shape::of(&element), &other).is_err());
    let changed = String::from_utf8(BODY.to_vec())
        .unwrap()
        .replace("\"a\"", "\"b\"");
    let changed = decoded(&mut context, &Shape::of(&push()), changed.as_bytes()).unwrap();
    assert_eq!(
        equal(&mut context, &push(), &[record], &[changed]),
        Ok(false)
    );
    let (zero, minus_zero) = (0.0_f64.to_bits(), (-0.0_f64).to_bits());
    assert_eq!(
        equal(&mut context, &Type::Float, &[zero], &[minus_zero]),
        Ok(true)
    );
    let optional = Type::Int.optional();
    assert_eq!(equal(&mut context, &optional, &[0, 7], &[0, 8]), Ok(true));
    assert_eq!(equal(&mut context, &optional, &[1, 7], &[0, 7]), Ok(false));
}
