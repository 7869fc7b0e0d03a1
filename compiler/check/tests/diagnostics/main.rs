//! The output that a user reads, case by case; the report is in the snapshot next to each test.

#[path = "../support/mod.rs"]
mod support;

mod beginners;
mod blocks;
mod bytes;
mod calls;
mod clear;
mod columns;
mod consequences;
mod dates;
mod decimals;
mod declarations;
mod durations;
mod each;
mod effects;
mod files;
mod fixes;
mod free_functions;
mod from_elsewhere;
mod habits;
mod json;
mod lambdas;
mod loops;
mod maps;
mod meant;
mod names;
mod newcomers;
mod nulls;
mod other_languages;
mod other_places;
mod parallel;
mod queries;
mod references;
mod secrets;
mod sending;
mod spreads;
mod steps;
mod strangers;
mod transaction;
mod triggers;
mod types;
mod unions;
mod verification;

/// The report of a program, as a snapshot named after the test.
#[macro_export]
macro_rules! assert_diagnostics {
    ($text:expr) => {{
        let text: String = $text.into();
        let (sources, _, diagnostics) = $crate::support::check_text(&text);
        let report = $crate::support::report(&sources, &diagnostics);
        let shown = format!("{}\n\n{}", text.trim_end(), report.trim_end());
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => true }, {
            insta::assert_snapshot!(shown);
        });
    }};
}

/// Asserts that a program has no diagnostics.
#[macro_export]
macro_rules! assert_clean {
    ($text:expr) => {{
        let text: String = $text.into();
        $crate::support::program(&text);
    }};
}

/// A workflow of these statements, with a JSON body that has fields of many types.
pub fn workflow(statements: &str) -> String {
    let mut text = String::from(
        "workflow w {\n  trigger webhook POST \"/w/{id: int}\" {\n    verify none because \"a test\"\n    body json {\n      name: text, nick: text?, count: int, ratio: float, done: bool, status: \"open\" | \"closed\"\n      tags: [text], owner: { name: text, mail: text? }?\n    }\n  }\n\n  let data = context.data\n",
    );
    for line in statements.lines() {
        text.push_str("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str("  respond 200 json { id: context.params.id, name: data.name }\n}\n");
    text
}

/// A workflow of these statements, after the declarations.
pub fn program(declarations: &str, statements: &str) -> String {
    format!("{}\n\n{}", declarations.trim(), workflow(statements))
}
