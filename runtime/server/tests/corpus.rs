//! The edge against the shared corpus of signatures, framings and forwarded addresses.
//!
//! The corpus is next to the repository, not part of it. If it is absent, these tests report that
//! and pass.

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
#[path = "corpus/multipart.rs"]
mod multipart;
#[path = "corpus/server.rs"]
mod server;
#[path = "corpus/signatures.rs"]
mod signatures;

use std::path::{Path, PathBuf};

use serde_json::Value;

/// A file of the corpus, or none if it is absent.
fn corpus(file: &str) -> Option<Value> {
    let text = std::fs::read(corpus_folder(file)?).unwrap();
    Some(serde_json::from_slice(&text).unwrap())
}

/// A folder or file of the corpus, or none if it is absent.
fn corpus_folder(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpus")
        .join(name);
    if !path.exists() {
        let required = std::env::var("FLOWRIGHT_REQUIRE_SERVICES").is_ok_and(|value| value == "1");
        assert!(
            !required,
            "there is no {}, and nothing may be skipped",
            path.display()
        );
        println!("SKIPPED: there is no {}", path.display());
        return None;
    }
    Some(path)
}
