//! Each number has only one encoding.

use proptest::prelude::*;

use crate::codec::{CodecError, Decoder, Encoder};

fn unsigned(value: u64) -> Vec<u8> {
    let mut encoder = Encoder::new(100);
    encoder.unsigned(value).unwrap();
    encoder.finish()
}

#[test]
fn small_numbers_are_short() {
    for (value, octets) in [
        (0, &[1, 0][..]),
        (127, &[1, 127]),
        (128, &[1, 0x80, 1]),
        (16_383, &[1, 0xff, 0x7f]),
        (16_384, &[1, 0x80, 0x80, 1]),
    ] {
        assert_eq!(unsigned(value), octets);
    }
    assert_eq!(unsigned(u64::MAX).len(), 11);
    for (int, octets) in [(0, [1, 0]), (-1, [1, 1]), (1, [1, 2]), (-64, [1, 127])] {
        let mut encoder = Encoder::new(100);
        encoder.int(int).unwrap();
        assert_eq!(encoder.finish(), octets);
    }
}

#[test]
fn numbers_that_are_too_long_or_too_large_are_refused() {
    let largest = unsigned(u64::MAX);
    for bad in [
        &[1, 0x80, 0][..],
        &[1, 0xff, 0x80, 0],
        &[&largest[..10], &[2]].concat(),
        &[&largest[..10], &[0x81]].concat(),
        &[&largest[..10], &[0x80, 1]].concat(),
    ] {
        let mut decoder = Decoder::new(bad).unwrap();
        assert_eq!(
            decoder.unsigned(),
            Err(CodecError::Integer { at: 1 }),
            "{bad:?}"
        );
    }
}

proptest! {
    #[test]
    fn numbers_come_back(value in any::<u64>(), shift in 0..64_u32, int in any::<i64>()) {
        for value in [value, value >> shift] {
            let octets = unsigned(value);
            let mut decoder = Decoder::new(&octets).unwrap();
            prop_assert_eq!(decoder.unsigned(), Ok(value));
            prop_assert_eq!(decoder.finish(), Ok(()));
        }
        for int in [int, int >> shift, i64::MIN, i64::MAX] {
            let mut encoder = Encoder::new(100);
            encoder.int(int).unwrap();
            let octets = encoder.finish();
            prop_assert_eq!(Decoder::new(&octets).unwrap().int(), Ok(int));
        }
    }

    #[test]
    fn what_is_read_is_written_so(octets in any::<Vec<u8>>()) {
        let octets = [&[1], &*octets].concat();
        let mut decoder = Decoder::new(&octets).unwrap();
        if let Ok(value) = decoder.unsigned() {
            prop_assert_eq!(&unsigned(value), &octets[..decoder.at()]);
        }
    }
}
