//! What both sides of the codec agree on.

/// The number of the form, its first octet. Another form has another number.
pub const FORMAT: u8 = 1;

/// How deep values may be nested in each other.
pub const MAX_DEPTH: usize = 128;

/// The int as an unsigned number that is small where the int is near 0.
pub(super) fn zigzag(int: i64) -> u64 {
    ((int << 1) ^ (int >> 63)).cast_unsigned()
}

/// The int of that [`zigzag`].
pub(super) fn unzigzag(unsigned: u64) -> i64 {
    (unsigned >> 1).cast_signed() ^ -(unsigned & 1).cast_signed()
}
