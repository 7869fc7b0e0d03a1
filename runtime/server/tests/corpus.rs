//! The edge against the shared corpus of signatures, framings and forwarded addresses.
//!
//! The corpus is next to the repository, not part of it. If it is absent, these tests say so and
//! pass.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "corpus/client_ip.rs"]
mod client_ip;
#[path = "corpus/framing.rs"]
mod framing;
#[path = "corpus/http2.rs"]
mod http2;
#[path = "corpus/server.rs"]
mod server;
#[path = "corpus/signatures.rs"]
mod signatures;

use serde_json::Value;

/// A file of the corpus, or none if it is absent.
fn corpus(file: &str) -> Option<Value> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpus")
        .join(file);
    let Ok(text) = std::fs::read(&path) else {
        let required = std::env::var("FLOWRIGHT_REQUIRE_SERVICES").is_ok_and(|value| value == "1");
        assert!(
            !required,
            "there is no {}, and nothing may be skipped",
            path.display()
        );
        println!("SKIPPED: there is no {}", path.display());
        return None;
    };
    Some(serde_json::from_slice(&text).unwrap())
}
