//! Parses text to a tree: never fails, and every diagnostic can be rendered.

#![no_main]

use flowright_diagnostics::FileId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (_file, diagnostics) = flowright_syntax::parse(FileId(0), text);
    for diagnostic in diagnostics {
        let span = diagnostic.primary.span;
        assert!(span.start <= span.end, "{diagnostic:?}");
        assert!(text.is_char_boundary(span.start as usize), "{diagnostic:?}");
    }
});
