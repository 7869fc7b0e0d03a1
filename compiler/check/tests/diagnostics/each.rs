//! Assertions that hold for each mistake of a table.

use flowright_diagnostics::{Diagnostic, apply_safe};

use crate::support::{check_text, report};

/// Asserts that each program has one report, with help.
pub fn assert_one_report(programs: impl IntoIterator<Item = String>) {
    let mut wrong = Vec::new();
    for text in programs {
        let (sources, _, diagnostics) = check_text(&text);
        let has_help = diagnostics.iter().all(|one| !one.helps.is_empty());
        if diagnostics.len() != 1 || !has_help {
            wrong.push(format!("{text}\n{}", report(&sources, &diagnostics)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Asserts that the safe edits of each program leave no error.
pub fn assert_mended(programs: impl IntoIterator<Item = String>) {
    let mut wrong = Vec::new();
    for text in programs {
        let (sources, _, diagnostics) = check_text(&text);
        for fixed in apply_safe(&sources, &diagnostics) {
            let (sources, _, left) = check_text(&fixed.text);
            if left.iter().any(Diagnostic::is_error) {
                wrong.push(format!("{}\n{}", fixed.text, report(&sources, &left)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The report of each program, under what is wrong in it.
pub fn reports<'m>(mistakes: impl IntoIterator<Item = (&'m str, String)>) -> String {
    let reports = mistakes.into_iter().map(|(mistake, text)| {
        let (sources, _, diagnostics) = check_text(&text);
        format!("{mistake}\n\n{}", report(&sources, &diagnostics).trim_end())
    });
    reports.collect::<Vec<_>>().join("\n\n---\n\n")
}

/// The reports of mistakes, as a snapshot named after the test.
#[macro_export]
macro_rules! assert_reports {
    ($mistakes:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => true }, {
            insta::assert_snapshot!($crate::each::reports($mistakes));
        });
    };
}
