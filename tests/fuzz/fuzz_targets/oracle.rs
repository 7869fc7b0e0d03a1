//! Random programs: the interpreter and machine code agree with the reference evaluator.

#![no_main]

use flowright_oracle::{Case, Engine};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let case = Case::of(bytes);
    if let Err(difference) = case.check(&[Engine::Interpreter, Engine::Jit]) {
        panic!("{difference}");
    }
});
