//! Runs the cases.

use flowright_diagnostics::render::{Style, human};
use flowright_diagnostics::{Applicability, Diagnostic, FileId, FileRange, Sources};

/// The report on a text. Asserts that the safe fixes remove the mistakes that they fix.
pub(crate) fn report(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("main.flow", text);
    let (_, diagnostics) = flowright_syntax::parse(file, text);
    check_fixes(text, &diagnostics);
    human(&sources, &diagnostics, Style::default())
}

/// Wraps statements in the body of a workflow.
pub(crate) fn workflow(statements: &str) -> String {
    format!(
        "workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none\n  }}\n{statements}\n}}\n"
    )
}

fn check_fixes(text: &str, diagnostics: &[Diagnostic<FileRange>]) {
    let mut edits = Vec::new();
    let mut fixed = Vec::new();
    for diagnostic in diagnostics {
        for help in &diagnostic.helps {
            if help.applicability == Applicability::Safe && !help.edits.is_empty() {
                edits.extend(help.edits.iter().cloned());
                fixed.push(diagnostic.code);
            }
        }
    }
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut result = text.to_owned();
    for edit in edits {
        result.replace_range(edit.span.range(), &edit.text);
    }
    let (_, left) = flowright_syntax::parse(FileId(0), &result);
    for code in &fixed {
        let count = |diagnostics: &[Diagnostic<FileRange>]| {
            diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.code == *code)
                .count()
        };
        let done = fixed.iter().filter(|other| *other == code).count();
        assert!(
            count(&left) + done <= count(diagnostics),
            "the fixes leave {}:\n{result}",
            code.as_str(),
        );
    }
}

/// Cases: `name: "text";` for a whole file, `name in workflow: "text";` for statements.
macro_rules! mistakes {
    ($($name:ident $(in $wrap:ident)?: $text:expr;)*) => {
        $(
            #[test]
            fn $name() {
                let text = $crate::support::mistakes!(@wrap $($wrap)?, $text);
                insta::with_settings!({ omit_expression => true, description => text.clone() }, {
                    insta::assert_snapshot!(stringify!($name), $crate::support::report(&text));
                });
            }
        )*
    };
    (@wrap , $text:expr) => { String::from($text) };
    (@wrap $wrap:ident, $text:expr) => { $crate::support::$wrap($text) };
}
pub(crate) use mistakes;
