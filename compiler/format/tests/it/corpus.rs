//! Programs to format: the examples, and those in the documentation.

use std::fs;
use std::path::{Path, PathBuf};

/// Every `.flow` file and every `flow` block of a page in the project.
pub(crate) fn programs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["examples", "docs", "compiler", "tests"] {
        collect(&root.join(folder), &mut found);
    }
    found.push(root.join("README.md"));
    found.sort();
    let mut programs = Vec::new();
    for path in found {
        let name = path
            .strip_prefix(&root)
            .unwrap_or(&path)
            .display()
            .to_string();
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        if path.extension().is_some_and(|extension| extension == "md") {
            let blocks = text.split("```flow\n").skip(1);
            let blocks = blocks.filter_map(|block| block.split("```").next());
            programs.extend(blocks.map(|block| (name.clone(), block.to_owned())));
        } else {
            programs.push((name, text));
        }
    }
    programs
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                collect(&path, found);
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "flow" || extension == "md")
        {
            found.push(path);
        }
    }
}
