//! Random code: machine code behaves like the interpreter.

#![no_main]

use flowright_jit::testing::Case;
use flowright_jit::{Jit, OptimizationLevel, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (bool, &[u8])| {
    let (optimize, octets) = input;
    let optimization = if optimize {
        OptimizationLevel::Speed
    } else {
        OptimizationLevel::None
    };
    let jit = Jit::new(Options {
        optimization,
        verify: true,
    });
    if let Err(difference) = Case::of(octets).check(&jit) {
        panic!("{difference}");
    }
});
