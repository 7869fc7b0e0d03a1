//! Every code has a page; its first program triggers exactly that code, and its second one is
//! clean.

mod support;

use std::collections::BTreeSet;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, FileRange};
use support::{check_text, report};

/// Codes from later stages, whose pages are tested there, and the code that no page could
/// demonstrate: it needs a file of many megabytes.
const ELSEWHERE: &[Code] = &[Code::WorkflowTooLarge, Code::NoWorkflow, Code::TooLarge];

/// The programs on a page.
fn programs(page: &str) -> Vec<String> {
    let mut programs = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("```flow\n") {
        let Some((program, after)) = after.split_once("```") else {
            break;
        };
        programs.push(program.to_owned());
        rest = after;
    }
    programs
}

fn page_problems(code: Code) -> Option<String> {
    let page = code.page();
    let name = code.as_str();
    if !page.starts_with(&format!("# {name}")) {
        return Some(format!("{name}: the page does not begin with its code"));
    }
    let programs = programs(page);
    let [bad, good, ..] = programs.as_slice() else {
        return Some(format!("{name}: the page has no two programs"));
    };
    let (sources, _, diagnostics) = check_text(bad);
    let codes: BTreeSet<&str> = diagnostics.iter().map(|one| one.code.as_str()).collect();
    if diagnostics.len() != 1 || !codes.contains(name) {
        let report = report(&sources, &diagnostics);
        return Some(format!(
            "{name}: the first program gives {codes:?}\n{report}"
        ));
    }
    let (sources, _, diagnostics) = check_text(good);
    if !diagnostics.is_empty() {
        let report = report(&sources, &diagnostics);
        return Some(format!("{name}: the second program is not clean\n{report}"));
    }
    None
}

#[test]
fn every_page_shows_its_code_and_the_way_out() {
    let problems: Vec<String> = Code::ALL
        .iter()
        .filter(|code| !ELSEWHERE.contains(code))
        .filter_map(|code| page_problems(*code))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The text with the safe edits of the diagnostics applied.
fn mended(text: &str, diagnostics: &[Diagnostic<FileRange>]) -> Option<String> {
    let helps = diagnostics.iter().flat_map(|one| &one.helps);
    let mut edits: Vec<&Edit<FileRange>> = helps
        .filter(|help| help.applicability == Applicability::Safe)
        .flat_map(|help| &help.edits)
        .collect();
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    Some(text)
}

#[test]
fn a_safe_fix_leaves_nothing_to_say() {
    let mut mended_pages = 0;
    let mut problems = Vec::new();
    for code in Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code)) {
        let programs = programs(code.page());
        let Some(bad) = programs.first() else {
            continue;
        };
        let (_, _, diagnostics) = check_text(bad);
        let Some(good) = mended(bad, &diagnostics) else {
            continue;
        };
        mended_pages += 1;
        let (sources, _, left) = check_text(&good);
        if !left.is_empty() {
            let report = report(&sources, &left);
            problems.push(format!("{}:\n{good}\n{report}", code.as_str()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(
        mended_pages > 15,
        "only {mended_pages} pages have a safe fix"
    );
}
