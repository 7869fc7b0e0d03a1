//! Every flow in the project's pages compiles.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use flowright_tests::compile;

/// The pages of the repository: at its root, and in `docs`.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    [root.clone(), root.join("docs")]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

#[test]
fn every_flow_in_the_pages_compiles() {
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for block in text.split("```flow\n").skip(1) {
            let flow = block.split("```").next().unwrap();
            println!("{}:\n{flow}", page.display());
            let _ = compile(flow);
            count += 1;
        }
    }
    assert!(count >= 2, "{count} flows");
}
