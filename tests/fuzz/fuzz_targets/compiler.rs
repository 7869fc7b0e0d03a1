//! Text to machine code: what has no errors is lowered to an image that keeps its rules and compiles.

#![no_main]

use flowright_diagnostics::{Diagnostic, FileId};
use flowright_jit::{Jit, JitError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (file, mut diagnostics) = flowright_syntax::parse(FileId(0), text);
    let (program, more) = flowright_check::check(&[file]);
    diagnostics.extend(more);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    let (image, diagnostics) = flowright_ir::lower(&program);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    assert_eq!(flowright_ir::validate(&image), Ok(()));
    match Jit::compile(&image) {
        Ok(handlers) => assert_eq!(handlers.len(), image.workflows.len()),
        Err(JitError::TooLarge { .. }) => {}
        Err(error) => panic!("{error}"),
    }
});
