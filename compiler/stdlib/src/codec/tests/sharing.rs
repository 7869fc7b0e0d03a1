//! Data shared in memory is written once, and is shared again after decoding.

use super::model::{MEMORY, context, decoded, encoded, json_at};
use crate::codec::{CodecError, Decoder, Encoder};
use crate::failure::FailureCode;
use crate::memory::{Context, Place, View};
use crate::types::Type;

/// The words of the elements of a list; each element has two words.
fn pairs(context: &Context, address: u64, count: usize) -> Vec<u64> {
    let list = context.load(address, 0).unwrap();
    context.words(list, count * 2).unwrap().to_vec()
}

#[test]
fn a_text_that_is_there_often_is_written_once() {
    let ty = Type::Text.list();
    let mut source = context();
    let text = source.allocate_bytes(&[b'x'; 1000]).unwrap();
    let list = source.allocate_words(&text.repeat(500)).unwrap();
    let place = source.allocate_words(&[list, 500]).unwrap();
    let octets = encoded(&View::new(&source, place, &ty)).unwrap();
    assert!(octets.len() < 1600, "{}", octets.len());
    let mut target = context();
    let copy = decoded(&mut target, &ty, &octets).unwrap();
    let words = pairs(&target, copy, 500);
    assert_eq!(words, words[..2].repeat(500));
}

#[test]
fn lists_that_share_lists_do_not_explode() {
    let mut ty = Type::Int.list();
    let mut source = context();
    let ints = source.allocate_words(&[1, 2]).unwrap();
    let mut words = [ints, 2];
    for _ in 0..60 {
        ty = ty.list();
        words = [source.allocate_words(&words.repeat(2)).unwrap(), 2];
    }
    let place = source.allocate_words(&words).unwrap();
    let octets = encoded(&View::new(&source, place, &ty)).unwrap();
    assert!(octets.len() < 300, "{}", octets.len());
    let mut target = context();
    let copy = decoded(&mut target, &ty, &octets).unwrap();
    assert_eq!(encoded(&View::new(&target, copy, &ty)), Ok(octets));
}

#[test]
fn values_that_belong_together_share_and_others_do_not() {
    let (texts, text) = (Type::Text.list(), Type::Text);
    let mut source = context();
    let words = source.allocate_bytes(b"a text that is shared").unwrap();
    let list = source.allocate_words(&words).unwrap();
    let one = source.allocate_words(&[list, 1]).unwrap();
    let other = source.allocate_words(&words).unwrap();
    let views = [
        View::new(&source, one, &texts),
        View::new(&source, other, &text),
    ];
    let mut together = Encoder::new(1000);
    together.values(views).unwrap();
    let together = together.finish();
    let mut target = context();
    let mut decoder = Decoder::new(&together).unwrap();
    let addresses = decoder.values(&mut target, [&texts, &text]).unwrap();
    decoder.finish().unwrap();
    let shared = target.load(addresses[1], 0).unwrap();
    assert_eq!(pairs(&target, addresses[0], 1)[0], shared);
    assert_eq!(
        json_at(&target, &text, addresses[1]),
        "\"a text that is shared\""
    );

    let mut apart = Encoder::new(1000);
    views.iter().try_for_each(|view| apart.value(view)).unwrap();
    assert!(apart.finish().len() > together.len() + 15);
}

#[test]
fn a_reference_leads_to_an_earlier_value_of_its_type() {
    let texts = Type::Text.list();
    let mut target = context();
    // The list is number 0, and its elements follow.
    let copy = decoded(&mut target, &texts, &[1, 6, 2, b'a', 0, 3]).unwrap();
    assert_eq!(json_at(&target, &texts, copy), r#"["a","","a"]"#);
    for index in [0, 2, 3, 63] {
        let octets = [1, 4, 2, b'a', index << 1 | 1];
        let refused = decoded(&mut target, &texts, &octets);
        assert_eq!(refused, Err(CodecError::Reference { at: 4 }), "{index}");
    }
}

#[test]
fn elements_without_words_are_bounded_by_memory() {
    let ty = Type::Null.list();
    let long = u64::try_from(MEMORY).unwrap();
    for (count, fits) in [(long, true), (long + 1, false), (u64::MAX >> 1, false)] {
        let mut encoder = Encoder::new(100);
        encoder.unsigned(count << 1).unwrap();
        let mut target = context();
        match decoded(&mut target, &ty, &encoder.finish()) {
            Ok(copy) => {
                assert!(fits);
                assert_eq!(target.load(copy, 1), Ok(count));
            }
            Err(CodecError::Memory(failure)) => {
                assert!(!fits);
                assert_eq!(failure.code, FailureCode::TooLarge);
            }
            Err(error) => panic!("{error}"),
        }
    }
    let mut source = context();
    let mut place = Place::allocate(&mut source, &ty).unwrap();
    place.reborrow().list(5).unwrap();
    let octets = encoded(&place.view()).unwrap();
    assert_eq!(octets, [1, 10]);
}
