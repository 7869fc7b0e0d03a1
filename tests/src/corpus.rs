//! The corpus beside the project, where it is there.

use std::path::PathBuf;

/// The folder of that name in the corpus; `None` where the corpus is not there.
#[must_use]
pub fn corpus(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/corpus")
        .join(name);
    path.exists().then_some(path)
}

/// Says that a test is skipped, and why. Under `FLOWRIGHT_REQUIRE_SERVICES=1` that is a failure.
///
/// # Panics
/// Where everything is required.
pub fn skip(test: &str, missing: &str) {
    if std::env::var("FLOWRIGHT_REQUIRE_SERVICES").is_ok_and(|value| value == "1") {
        panic!("{test} needs {missing}, and FLOWRIGHT_REQUIRE_SERVICES=1 allows no skipping");
    }
    println!("SKIPPED {test}: {missing} is not there");
}
