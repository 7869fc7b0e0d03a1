//! From the text of a program to the report shown to the user.

#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod invariants;

use flowright_check::{Program, check};
use flowright_diagnostics::{Diagnostic, FileRange, Sources, render};

/// Parses and checks files together.
pub fn check_files(files: &[(&str, &str)]) -> (Sources, Program, Vec<Diagnostic<FileRange>>) {
    let mut sources = Sources::new();
    let mut trees = Vec::new();
    let mut diagnostics = Vec::new();
    for (path, text) in files {
        let id = sources.add(*path, *text);
        let (tree, found) = flowright_syntax::parse(id, text);
        trees.push(tree);
        diagnostics.extend(found);
    }
    let (program, found) = check(&trees);
    diagnostics.extend(found);
    if !diagnostics.iter().any(Diagnostic::is_error) {
        invariants::check(&program);
    }
    (sources, program, diagnostics)
}

/// Parses and checks one file.
pub fn check_text(text: &str) -> (Sources, Program, Vec<Diagnostic<FileRange>>) {
    check_files(&[("main.flow", text)])
}

/// The report shown to the user.
pub fn report(sources: &Sources, diagnostics: &[Diagnostic<FileRange>]) -> String {
    render::human(sources, diagnostics, render::Style::default())
}

/// The program of a text without diagnostics.
pub fn program(text: &str) -> Program {
    let (sources, program, diagnostics) = check_text(text);
    assert!(diagnostics.is_empty(), "{}", report(&sources, &diagnostics));
    program
}
