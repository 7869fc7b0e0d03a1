//! Machine code and interpreter, held to the same expectations.

mod common;
mod instructions;
mod limits;
mod numbers;
mod terminators;
mod variety;
