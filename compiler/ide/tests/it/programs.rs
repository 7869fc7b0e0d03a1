//! The programs of this repository's examples and of its manual, for queries on real programs.

use std::fs;
use std::path::{Path, PathBuf};

/// The programs in the examples folder.
pub fn examples() -> Vec<String> {
    let mut paths = Vec::new();
    find(&root().join("examples"), &mut paths);
    paths.sort();
    assert!(paths.len() > 2, "the examples are there");
    let text = |path: &PathBuf| fs::read_to_string(path).expect("an example is text");
    paths.iter().map(text).collect()
}

/// The programs in the language manual.
pub fn manual() -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/language.md")).expect("the manual");
    let blocks = page.split("```flow\n").skip(1);
    let programs: Vec<String> = blocks
        .filter_map(|block| block.split_once("```"))
        .map(|(program, _)| program.to_owned())
        .collect();
    assert!(programs.len() > 5, "the manual has programs");
    programs
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn find(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            find(&path, paths);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "flow")
        {
            paths.push(path);
        }
    }
}
