//! The instructions that take more than one or two machine instructions.
//!
//! In: the execution's [`Context`](flowright_stdlib::memory::Context) and words. Out: words, or a
//! [`Failure`](flowright_stdlib::failure::Failure). The interpreter calls these functions directly
//! and machine code calls them through shims, so both yield the same bytes. Not done here: setting
//! `Context::failure` and jumping to a `catch`, which the caller does.
//!
//! Invariant: no function here panics on any words; a wrong address is an `internal` failure.
//! Callers catch panics nevertheless.

mod arrange;
mod buffer;
mod call;
mod caught;
mod compare;
mod decode;
mod log;
mod memory;
mod number;
mod respond;

pub use arrange::{List, arrange};
pub use buffer::{
    append_data, append_decimal, append_json, append_text, append_word, begin, data_address, take,
};
pub use call::call;
pub use caught::{caught, raise};
pub use compare::{compare_decimal, compare_float, compare_int, compare_text, equal, header};
pub use decode::decode;
pub use log::log;
pub use memory::{allocate, allocate_elements, element, offset};
pub use number::{decimal, float, int, negate_float};
pub use respond::{respond_body, respond_header, respond_status};
