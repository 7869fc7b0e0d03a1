//! Formats any text without breaking a law of the formatter.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(law) = flowright_format::format(text) {
        panic!("{law}");
    }
});
