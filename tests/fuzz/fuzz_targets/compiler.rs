//! Compiles text to machine code: a program without errors is lowered to an image that passes
//! validation and compiles.

#![no_main]

use flowright_compile::{Engine, JitError, executables, parse};
use flowright_diagnostics::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    sources.add("fuzz.flow", text);
    let Some(image) = parse(&sources).check().lower().image else {
        return;
    };
    let image = image.validate().expect("what is lowered is valid");
    match executables(&image, Engine::Jit) {
        Ok(executables) => assert_eq!(executables.len(), image.workflows.len()),
        Err(JitError::TooLarge { .. }) => {}
        Err(error) => panic!("{error}"),
    }
});
