//! Every flow in the project's pages compiles.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use flowright_stdlib::failure::FailureCode;
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
    for code in FailureCode::ALL {
        let title = format!("# {}: ", code.as_str());
        assert!(code.page().starts_with(&title), "{title}");
        for block in code.page().split("```flow\n").skip(1) {
            println!("{title}");
            let _ = compile(block.split("```").next().unwrap());
        }
    }
    assert!(count >= 2, "{count} flows");
}

#[test]
fn the_manual_shows_the_files_for_a_deploy() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let manual = fs::read_to_string(docs.join("operations.md")).unwrap();
    for file in ["flowright.service", "flowright.socket", "nginx.conf"] {
        let text = fs::read_to_string(docs.join("deploy").join(file)).unwrap();
        assert!(manual.contains(&text), "{file}");
    }
}
