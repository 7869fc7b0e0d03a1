//! The command `flowright`.
#![forbid(unsafe_code)]

fn main() {}
