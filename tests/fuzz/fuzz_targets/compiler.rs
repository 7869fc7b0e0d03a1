//! Text to machine code: what has no errors is lowered to an image that keeps its rules and compiles.

#![no_main]

use flowright_compile::{Engine, JitError, handlers, parse};
use flowright_diagnostics::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    sources.add("fuzz.flow", text);
    let Some(image) = parse(&sources).check().lower().image else {
        return;
    };
    assert_eq!(flowright_ir::validate(&image), Ok(()));
    match handlers(&image, Engine::Jit) {
        Ok(handlers) => assert_eq!(handlers.len(), image.workflows.len()),
        Err(JitError::TooLarge { .. }) => {}
        Err(error) => panic!("{error}"),
    }
});
