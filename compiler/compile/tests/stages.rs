//! The result of each stage, and where the pipeline stops.

use flowright_compile::parse;
use flowright_diagnostics::{Code, Diagnostic, Sources};

fn sources(texts: &[&str]) -> Sources {
    let mut sources = Sources::new();
    for (number, text) in texts.iter().enumerate() {
        sources.add(format!("{number}.flow"), *text);
    }
    sources
}

fn workflow(body: &str) -> String {
    format!(
        "workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    mode sync\n  }}\n{body}\n}}\n"
    )
}

#[test]
fn the_files_are_one_program() {
    let uses = workflow("  respond 200 text greeting(\"Ada\")");
    let declares = "fn greeting(name: text) -> text { \"Hello, {name}\" }\n";
    let sources = sources(&[&uses, declares]);
    let parsed = parse(&sources);
    assert_eq!(parsed.files.len(), 2);
    let checked = parsed.check();
    assert_eq!(checked.program.workflows.len(), 1);
    let lowered = checked.lower();
    assert!(lowered.diagnostics.is_empty(), "{:#?}", lowered.diagnostics);
    assert_eq!(lowered.image.map(|image| image.workflows.len()), Some(1));
}

#[test]
fn a_program_with_an_error_has_no_image() {
    for text in ["workflow", &workflow("  respond 200 text missing")] {
        let lowered = parse(&sources(&[text])).check().lower();
        assert!(lowered.image.is_none(), "{text}");
        assert!(lowered.diagnostics.iter().any(Diagnostic::is_error));
    }
}

#[test]
fn a_warning_leaves_the_image() {
    let text = workflow("  let unused = 1\n  respond 200");
    let lowered = parse(&sources(&[&text])).check().lower();
    assert!(lowered.image.is_some(), "{:#?}", lowered.diagnostics);
    assert!(!lowered.diagnostics.is_empty());
}

#[test]
fn diagnostics_of_parser_and_checker_are_in_the_order_of_their_positions() {
    let text = format!("{}\n}}}}\n", workflow("  respond 200 text missing"));
    let parsed = parse(&sources(&[&text, &workflow("  respond 200 text other")]));
    assert!(!parsed.diagnostics.is_empty(), "the parser finds something");
    let from_parser = parsed.diagnostics.len();
    let diagnostics = parsed.check().diagnostics;
    assert!(
        diagnostics.len() > from_parser,
        "the checker finds something"
    );
    assert!(diagnostics.is_sorted_by_key(|one| one.primary.span));
}

/// The page of `W0503` shows the warning, and how to resolve it.
#[test]
fn a_program_without_a_workflow_is_a_warning() {
    let programs = Code::NoWorkflow.page().split("```flow\n").skip(1);
    let programs = programs.filter_map(|rest| rest.split("```").next());
    let found: Vec<Vec<Code>> = programs
        .map(|program| {
            let lowered = parse(&sources(&[program])).check().lower();
            lowered.diagnostics.iter().map(|one| one.code).collect()
        })
        .collect();
    assert_eq!(found, [vec![Code::NoWorkflow], Vec::new()]);
}
