//! Machine code and the interpreter, held to the same expectations.

#![expect(
    unsafe_code,
    reason = "codes are compiled that no lowering made, and run on frames that no activation holds"
)]

mod common;
mod instructions;
mod limits;
mod numbers;
mod terminators;
mod variety;
