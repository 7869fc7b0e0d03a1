//! Only this crate reads the wall clock or asks the system for randomness.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

/// Names with which code could bypass the host for either of them.
const FORBIDDEN: &[&str] = &[
    "SystemTime::now",
    "UNIX_EPOCH.elapsed",
    "Timestamp::now",
    "Zoned::now",
    "RandomState",
    "getrandom",
    "fastrand",
    "rand",
    "OsRng",
];

#[test]
fn only_the_host_reads_the_wall_clock_and_the_systems_randomness() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for group in ["compiler", "runtime"] {
        for krate in folder(&root.join(group)) {
            if krate.file_name().unwrap() != "host" {
                files.push(krate.join("Cargo.toml"));
                collect(&krate.join("src"), &mut files);
            }
        }
    }
    assert!(files.len() > 300, "only {} files were found", files.len());
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        // The tests in a file are its last item.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            // The model checker has its own randomness, which is seeded.
            let line = &line.replace("shuttle::rand", "shuttle");
            if let Some(word) = FORBIDDEN.iter().find(|word| mentions(line, word)) {
                found.push(format!("{}:{number}: {word}", file.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_word_is_found_only_as_a_whole() {
    assert!(mentions("use rand::Rng;", "rand"));
    assert!(mentions("rand.workspace = true", "rand"));
    assert!(mentions("x = rand", "rand"));
    assert!(!mentions("operand::new(random)", "rand"));
    assert!(mentions("operand rand", "rand"));
}

/// Whether the word occurs in the line other than as part of a longer word.
fn mentions(line: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, rest) = line.split_at(at);
        !before.ends_with(joins) && !rest[word.len()..].starts_with(joins)
    })
}

/// The sources below a folder, without test files.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    for entry in folder(path) {
        let name = entry.file_stem().unwrap();
        if name == "tests" {
            continue;
        }
        if entry.is_dir() {
            collect(&entry, files);
        } else if entry.extension().is_some_and(|one| one == "rs") {
            files.push(entry);
        }
    }
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}
