//! Any text is formatted, and no law is broken.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(law) = flowright_format::format(text) {
        panic!("{law}");
    }
});
