//! The corpus next to the project, if it is present.

use std::path::PathBuf;

/// The folder with that name in the corpus; `None` if the corpus is absent.
#[must_use]
pub fn corpus(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/corpus")
        .join(name);
    path.exists().then_some(path)
}

/// Reports that a test is skipped, and why. With `FLOWRIGHT_REQUIRE_SERVICES=1`, skipping is a
/// failure.
///
/// # Panics
/// If nothing may be skipped.
pub fn skip(test: &str, missing: &str) {
    if std::env::var("FLOWRIGHT_REQUIRE_SERVICES").is_ok_and(|value| value == "1") {
        panic!("{test} needs {missing}, and FLOWRIGHT_REQUIRE_SERVICES=1 allows no skipping");
    }
    println!("SKIPPED {test}: {missing} is not there");
}
