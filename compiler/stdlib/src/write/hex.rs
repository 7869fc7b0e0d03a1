//! Bytes in hexadecimal.

/// The two digits of a byte, lower case.
pub(crate) fn digits(byte: u8) -> [u8; 2] {
    let digit = |value: u8| match value {
        0..=9 => b'0' + value,
        _ => b'a' + (value - 10),
    };
    [digit(byte >> 4), digit(byte & 15)]
}
