//! The definitions shared by both sides of the codec.

/// The number of the format, stored in the first byte. A different format has a different number.
pub const FORMAT: u8 = 1;

/// The maximum nesting depth of values.
pub const MAX_DEPTH: usize = 128;

/// Maps an int to an unsigned number that is small if the int is close to 0.
pub(super) fn zigzag(int: i64) -> u64 {
    ((int << 1) ^ (int >> 63)).cast_unsigned()
}

/// The inverse of [`zigzag`].
pub(super) fn unzigzag(unsigned: u64) -> i64 {
    (unsigned >> 1).cast_signed() ^ -(unsigned & 1).cast_signed()
}
