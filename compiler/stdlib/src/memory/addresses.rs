//! Addresses as machine code uses them: dereferenced without a lookup. Under Miri, this shows that
//! the memory they point to is exposed, and that no reference of safe code invalidates it in
//! between.

#![expect(unsafe_code, reason = "this is what machine code does")]

use std::ptr::{with_exposed_provenance, with_exposed_provenance_mut};
use std::sync::Arc;

use bytes::Bytes;

use super::{Constants, Context, Globals, Limits, Place, View};
use crate::decode::Shape;
use crate::schema::Constant;
use crate::types::Type;

fn load(address: u64) -> u64 {
    let pointer = with_exposed_provenance::<u64>(usize::try_from(address).unwrap());
    // SAFETY: the tests below pass addresses of live words, and no reference to them is used
    // afterwards.
    unsafe { pointer.read() }
}

fn store(address: u64, word: u64) {
    let pointer = with_exposed_provenance_mut::<u64>(usize::try_from(address).unwrap());
    // SAFETY: as in `load`; the words are in an arena, which is not borrowed.
    unsafe { pointer.write(word) }
}

fn octets(words: [u64; 2]) -> Vec<u8> {
    let [address, length] = words.map(|word| usize::try_from(word).unwrap());
    (0..length)
        .map(|index| {
            let pointer = with_exposed_provenance::<u8>(address + index);
            // SAFETY: as in `load`, for the bytes of a text.
            unsafe { pointer.read() }
        })
        .collect()
}

fn context(values: &[(Type, Constant)], constants: &'static [u8]) -> Context {
    let constants = Constants {
        data: constants.into(),
        ..Constants::default()
    };
    Context::new(
        Limits::default(),
        Arc::new(Globals::new(values)),
        Arc::new(constants),
    )
}

#[test]
fn the_arena_can_be_written_by_both_in_turn() {
    let mut context = context(&[], b"");
    let mut addresses = Vec::new();
    // Several chunks, so that the list of chunks reallocates.
    for word in 0..20_u64 {
        let address = context.allocate(700).unwrap();
        assert_eq!(load(address + 8), 0);
        store(address + 8, word);
        addresses.push(address);
    }
    let mut moved = context;
    for (word, address) in (0..).zip(&addresses) {
        assert_eq!(moved.load(*address, 1), Ok(word));
        moved.store(*address, 1, word + 1).unwrap();
        assert_eq!(load(address + 8), word + 1);
        store(address + 8, word + 2);
        let words = moved.allocate_bytes(b"text").unwrap();
        assert_eq!(octets(words), b"text");
        assert_eq!(moved.words(*address, 2), Ok(&[0, word + 2][..]));
    }
    moved.reset();
    let again = moved.allocate(2).unwrap();
    store(again, 1);
    assert_eq!(moved.load(again, 0), Ok(1));
    assert_eq!(load(again + 8), 0);
}

#[test]
fn a_list_that_grows_in_place_stays_where_it_is() {
    let mut context = context(&[], b"");
    let list = context.allocate(2).unwrap();
    store(list + 8, 7);
    assert!(context.arena().resize_last(list, 2, 8));
    assert_eq!((load(list + 8), load(list + 16)), (7, 0));
    store(list + 56, 9);
    assert_eq!(context.load(list, 7), Ok(9));
}

#[test]
fn globals_and_constants_can_be_read() {
    let secret = Constant::Text("a secret of two words".into());
    let values = [(Type::Int, Constant::Int(5)), (Type::Secret, secret)];
    let context = context(&values, b"constant");
    let globals = context.globals_address();
    assert_eq!(load(globals), 5);
    let words = [load(globals + 8), load(globals + 16)];
    assert_eq!(
        context.text(words[0], words[1]),
        Ok("a secret of two words")
    );
    assert_eq!(octets(words), b"a secret of two words");
    assert_eq!(octets([context.data_address(), 8]), b"constant");
    assert_eq!(context.text(context.data_address(), 8), Ok("constant"));
}

#[test]
fn texts_of_the_body_can_be_read() {
    let mut context = context(&[], b"");
    let body = Bytes::from(br#"["plain","esc\naped"]"#.to_vec());
    context.hold_body(body.clone());
    let ty = Type::Text.list();
    let mut place = Place::allocate(&mut context, &ty).unwrap();
    place.json(&Shape::of(&ty), &body).unwrap();
    let address = place.address();
    drop(body);
    let view = View::new(&context, address, &ty);
    let texts: Vec<_> = view
        .elements()
        .unwrap()
        .map(|text| text.pair().unwrap())
        .collect();
    assert_eq!(octets(texts[0]), b"plain");
    assert_eq!(octets(texts[1]), b"esc\naped");
    let raw = Type::Bytes;
    let mut place = Place::allocate(&mut context, &raw).unwrap();
    place.body().unwrap();
    assert_eq!(
        octets(place.view().pair().unwrap()),
        br#"["plain","esc\naped"]"#
    );
}
